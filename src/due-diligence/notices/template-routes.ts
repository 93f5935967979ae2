import { ok, read, schema, write, type Role, type Route } from '../../platform/index.js';
import { maskName } from './domain/mask.js';
import { render } from './domain/template.js';
import { callerTexts, type NoticeVariables } from './domain/variables.js';
import { decisionBody, templateAnswer, templatePage, wordingBody } from './schemas.js';
import type { Notices } from './service.js';
import type { WordedTemplate } from './wordings.js';

const tag = 'Notices';
const READERS: readonly Role[] = ['teller', 'compliance-officer', 'compliance-manager', 'auditor'];
const params = schema.closed({ id: schema.identifier() });

/** Values of nobody, to show how a text reads. */
const sample: Required<NoticeVariables> = {
  documentType: 'resident-id',
  documentLastFour: '0015',
  validUntil: '2026-06-30',
  by: '2026-07-31',
  from: '2026-08-01',
  bring: ['identity-document', 'contact-details'],
  services: ['transfers-out', 'new-services'],
  outcome: 'partly-upheld',
};
const sampleName = { zh: '张三', en: 'Zoe' };
const sampleBranch = { zh: '示范支行', en: 'Example branch' };

/** The routes of templates: what customers may be told, and the bank's own wording of it. */
export function noticeTemplateRoutes(notices: Notices): Route[] {
  const { wordings, book, sender } = notices.parts;
  const preview = (template: WordedTemplate, language: 'zh' | 'en') =>
    render(template.texts, language, {
      ...callerTexts(sample, book.terms, language),
      bank: sender.bank,
      branch: sampleBranch[language],
      customerName: maskName(sampleName[language], true),
    });
  const present = (template: WordedTemplate) => {
    const { id, version, title, legalBasis, variables, channels, wording, texts, draft } = template;
    return {
      ...{ id, version, title, legalBasis, variables, channels, wording, texts },
      preview: { zh: preview(template, 'zh'), en: preview(template, 'en') },
      draft: draft && { ...draft, madeAt: draft.madeAt.toISOString() },
    };
  };
  return [
    read({
      method: 'get',
      path: '/notice-templates',
      summary: 'What customers may be told, in the wording in force, with a preview',
      tag,
      roles: READERS,
      responses: { 200: templatePage },
      handle: async ({ db }) => ok({ items: (await wordings.list(db)).map(present), nextCursor: null }),
    }),
    read({
      method: 'get',
      path: '/notice-templates/{id}',
      summary: 'One template',
      tag,
      roles: READERS,
      params,
      responses: { 200: templateAnswer },
      handle: async ({ db, params }) => ok(present(await wordings.get(db, params.id))),
    }),
    write({
      method: 'put',
      path: '/notice-templates/{id}',
      summary: "Propose the bank's own wording; in force once a second person approves it",
      tag,
      roles: ['compliance-officer', 'compliance-manager'],
      params,
      body: wordingBody,
      responses: { 200: templateAnswer },
      write: async ({ actor, params, body, requestId }, tx) =>
        ok(present(await wordings.propose(tx, actor, params.id, body.texts, requestId))),
    }),
    write({
      method: 'post',
      path: '/notice-templates/{id}/approval',
      summary: 'Put a proposed wording in force, or refuse it',
      tag,
      roles: ['compliance-manager'],
      params,
      body: decisionBody,
      responses: { 200: templateAnswer },
      write: async ({ actor, params, body, requestId }, tx) => {
        const choice = { version: body.version, approve: body.decision === 'approve' };
        return ok(present(await wordings.decide(tx, actor, params.id, choice, requestId)));
      },
    }),
  ];
}
