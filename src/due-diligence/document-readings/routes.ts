import { Type } from '@sinclair/typebox';
import {
  ok,
  read,
  readRawBody,
  scans,
  schema,
  type BankDays,
  type Clock,
  type ocr,
  type Route,
} from '../../platform/index.js';
import { documentTypes } from '../../customers/index.js';
import { checkDocument, findingCatalogue } from '../document-checks/index.js';
import { interpret } from './domain/interpret.js';
import { confidences } from './domain/types.js';

const { choice, closed, country, day } = schema;

const reading = closed({
  type: choice(documentTypes),
  number: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  nameLatin: Type.Optional(Type.String()),
  dateOfBirth: Type.Optional(day()),
  gender: Type.Optional(choice(['male', 'female'])),
  nationality: Type.Optional(country()),
  validUntil: Type.Optional(day()),
  longTerm: Type.Optional(Type.Boolean()),
  mrz: Type.Optional(Type.String({ description: 'Machine-readable zone, its lines apart' })),
  confidence: choice(
    confidences,
    'checked: every check character agrees; repaired: after look-alike characters were exchanged; unchecked: not',
  ),
  findings: Type.Array(
    closed({
      code: choice(Object.keys(findingCatalogue), 'As of a document check'),
      severity: choice(['error', 'warning']),
      message: Type.String(),
      pointer: Type.Optional(Type.String()),
    }),
  ),
});

export const documentReadings = closed(
  { candidates: Type.Array(reading) },
  { description: 'What the picture may show, the surest first; a person compares it with the document' },
);

export interface ReadingParts {
  recogniser: ocr.Recogniser;
  clock: Clock;
  days: BankDays;
  /** Largest picture taken in, in bytes. */
  limit: number;
}

/** Reading a document off a photo, as a help for whoever types it; nothing of it is stored, sent or logged. */
export function documentReadingRoutes({ recogniser, clock, days, limit }: ReadingParts): Route[] {
  return [
    read({
      method: 'post',
      path: '/document-readings',
      summary: 'Read number, machine-readable zone and name off a photo of a document; stores nothing',
      tag: 'Due diligence',
      roles: ['teller', 'compliance-officer', 'compliance-manager', 'core-banking'],
      rawBody: scans.pictureTypes,
      responses: { 200: documentReadings },
      handle: async ({ request, language }) => {
        const bytes = await readRawBody(request, limit);
        const declared = (request.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
        await scans.inspectScan(bytes, declared, scans.pictureTypes);
        const text = await recogniser.read(bytes);
        const found = interpret(text, checkDocument, days.dayOf(clock.now()));
        const candidates = found.map(({ findings, ...rest }) => ({
          ...rest,
          findings: findings.map(({ message, ...one }) => ({ ...one, message: message[language] })),
        }));
        return ok({ candidates });
      },
    }),
  ];
}
