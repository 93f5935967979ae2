import {
  complianceRoles,
  created,
  ok,
  read,
  schema,
  write,
  type Role,
  type Route,
} from '../../platform/index.js';
import { campaignAnswer, campaignBody, preview, previewBody } from './schemas.js';
import type { Campaigns } from './service.js';
import { countTargets } from './targets.js';

const READERS: readonly Role[] = [...complianceRoles, 'auditor'];
const tag = 'Remediation campaigns';
const params = schema.closed({ id: schema.identifier() });

/** Remediation campaigns: preview, begin, follow, close. They name no customer. */
export function campaignRoutes(campaigns: Campaigns): Route[] {
  return [
    read({
      method: 'post',
      path: '/remediation-campaign-previews',
      summary: 'How many customers a campaign would reach, by branch',
      tag,
      roles: complianceRoles,
      body: previewBody,
      responses: { 200: preview },
      handle: async ({ db, body }) => ok(await countTargets(db, body.criteria)),
    }),
    read({
      method: 'get',
      path: '/remediation-campaigns',
      summary: 'Campaigns with their counters, newest first',
      tag,
      roles: READERS,
      responses: { 200: schema.pageOf(campaignAnswer) },
      handle: async ({ db }) => ok({ items: await campaigns.list(db), nextCursor: null }),
    }),
    read({
      method: 'get',
      path: '/remediation-campaigns/{id}',
      summary: 'One campaign with its counters; after its end the closing report',
      tag,
      roles: READERS,
      params,
      responses: { 200: campaignAnswer },
      handle: async ({ db, params: { id } }) => ok(await campaigns.get(db, id)),
    }),
    write({
      method: 'post',
      path: '/remediation-campaigns',
      summary: 'Begin a campaign; its tasks are made in the background',
      tag,
      roles: complianceRoles,
      body: campaignBody,
      responses: { 201: campaignAnswer },
      write: async ({ actor, body }, tx) =>
        created(await campaigns.get(tx, await campaigns.create(tx, actor, body))),
    }),
    write({
      method: 'post',
      path: '/remediation-campaigns/{id}/closure',
      summary: 'Close a campaign: its counters become the closing report, open tasks are settled',
      tag,
      roles: complianceRoles,
      params,
      responses: { 200: campaignAnswer },
      write: async ({ actor, params: { id } }, tx) => {
        await campaigns.close(tx, actor, id);
        return ok(await campaigns.get(tx, id));
      },
    }),
  ];
}
