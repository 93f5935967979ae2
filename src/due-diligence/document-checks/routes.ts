import { ok, read, type BankDays, type Clock, type Route } from '../../platform/index.js';
import { checkDocument } from './check.js';
import { documentCheckAnswer, documentCheckBody } from './schemas.js';

/** Checks of identity documents: nothing is stored, looked up or logged. */
export function documentCheckRoutes({ clock, days }: { clock: Clock; days: BankDays }): Route[] {
  return [
    read({
      method: 'post',
      path: '/document-checks',
      summary: 'Check an identity document as typed; stores nothing',
      tag: 'Due diligence',
      roles: ['teller', 'compliance-officer', 'compliance-manager', 'auditor', 'core-banking'],
      body: documentCheckBody,
      responses: { 200: documentCheckAnswer },
      handle: ({ body, language }) => {
        const { findings, ...rest } = checkDocument(body, days.dayOf(clock.now()));
        const spoken = findings.map(({ message, ...one }) => ({ ...one, message: message[language] }));
        return Promise.resolve(ok({ ...rest, findings: spoken }));
      },
    }),
  ];
}
