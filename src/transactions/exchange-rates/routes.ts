import { Type } from '@sinclair/typebox';
import { ok, read, schema, write, type Route } from '../../platform/index.js';
import { rateKinds } from './domain/validity.js';
import type { ExchangeRates } from './service.js';

const { choice, closed, currency, day, instant, nullable, pageOf, paging } = schema;

const tag = 'Exchange rates';
const kind = choice(rateKinds, 'safe-monthly: base USD, by calendar month; central-parity: base CNY, by day');
const rates = Type.Record(Type.String(), Type.String({ maxLength: 32 }), {
  minProperties: 1,
  maxProperties: 200,
  description: 'By currency: units of the base for 1 unit of it, at most 10 decimals',
  examples: [{ JPY: '0.0067' }],
});

const exchangeRate = closed({
  kind,
  currency: currency(),
  base: currency(),
  rate: Type.String(),
  validFrom: day(),
  validTo: day('Exclusive; a later rate ends it sooner'),
  enteredAt: instant(),
  enteredBy: Type.String(),
  supersededAt: nullable(instant()),
});

/** The routes of exchange rates. */
export function exchangeRateRoutes(service: ExchangeRates): Route[] {
  return [
    write({
      method: 'put',
      path: '/exchange-rates/{date}',
      summary: 'Enter the rates of a date; a changed rate supersedes the old one and converts again',
      tag,
      roles: ['compliance-officer', 'compliance-manager', 'core-banking'],
      params: closed({ date: day() }),
      body: closed({
        kind,
        base: currency(),
        rates,
        confirmed: Type.Optional(
          Type.Boolean({ description: 'Take rates that are far from the nearest known ones' }),
        ),
      }),
      responses: {
        200: closed({
          kind,
          base: currency(),
          validFrom: day(),
          validTo: day('Exclusive; a later rate ends it sooner'),
          rates,
          changed: Type.Array(currency(), {
            description: 'Currencies whose rate is new or other than before',
          }),
        }),
      },
      write: async ({ actor, body, params, requestId }, tx) =>
        ok(await service.put(tx, actor, params.date, body, requestId)),
    }),
    read({
      method: 'get',
      path: '/exchange-rates',
      summary: 'List exchange rates; with a date, those in force on it',
      tag,
      roles: ['compliance-officer', 'compliance-manager', 'auditor', 'core-banking'],
      query: closed({
        kind: Type.Optional(kind),
        date: Type.Optional(day()),
        currency: Type.Optional(currency()),
        superseded: Type.Optional(Type.Boolean({ description: 'Show superseded rates too', default: false })),
        ...paging,
      }),
      responses: { 200: pageOf(exchangeRate) },
      handle: async ({ query, db }) => {
        const { limit = 50, cursor, ...filters } = query;
        const page = await service.list(db, filters, { limit, ...(cursor === undefined ? {} : { cursor }) });
        const items = page.items.map(({ id: _id, ...rate }) => ({
          ...rate,
          enteredAt: rate.enteredAt.toISOString(),
          supersededAt: rate.supersededAt?.toISOString() ?? null,
        }));
        return ok({ ...page, items });
      },
    }),
  ];
}
