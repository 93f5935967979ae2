import { Type, type TSchema, type TObject, type TProperties, type TUnsafe } from '@sinclair/typebox';

/** An object that refuses unknown fields. */
export function closed<P extends TProperties>(
  properties: P,
  options: { $id?: string; description?: string; minProperties?: number } = {},
): TObject<P> {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** A choice among words; an `enum`, because unions of literals give poor messages. */
export function choice<const T extends readonly string[]>(
  values: T,
  description?: string,
): TUnsafe<T[number]> {
  return Type.Unsafe<T[number]>({
    type: 'string',
    enum: [...values],
    ...(description ? { description } : {}),
  });
}

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Short free text; blank is refused. */
export const line = (maximum: number, description?: string) =>
  Type.String({ minLength: 1, maxLength: maximum, pattern: '\\S', ...(description ? { description } : {}) });

export const day = (description?: string) =>
  Type.String({ format: 'date', ...(description ? { description } : {}) });
export const instant = (description?: string) =>
  Type.String({ format: 'date-time', ...(description ? { description } : {}) });
export const country = () => Type.String({ format: 'country', description: 'ISO 3166-1 alpha-3' });
export const currency = () => Type.String({ format: 'currency', description: 'ISO 4217' });
export const amount = () =>
  Type.String({
    maxLength: 32,
    pattern: '^-?(0|[1-9]\\d*)(\\.\\d+)?$',
    description: 'Decimal text, never a number',
    examples: ['50000.00'],
  });
export const identifier = () => Type.String({ minLength: 1, maxLength: 64 });

export const bilingual = closed(
  { en: Type.String(), zh: Type.String() },
  { description: 'A sentence in both languages' },
);

/** One page of a list. */
export const pageOf = <T extends TSchema>(item: T) =>
  closed({ items: Type.Array(item), nextCursor: nullable(Type.String()) });

/** Query parameters every list takes. */
export const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 512 })),
};

export const problemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.Optional(Type.String()),
    code: Type.String(),
    errors: Type.Optional(
      Type.Array(closed({ pointer: Type.String(), code: Type.String(), message: Type.String() })),
    ),
  },
  { $id: 'Problem', description: 'RFC 9457 problem details' },
);
