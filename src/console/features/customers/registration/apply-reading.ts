import dayjs from 'dayjs';
import type { FormInstance } from 'antd';
import type { Reading } from '../../../api/image-types.js';

type Path = (string | number)[];

/**
 * Puts what a person confirmed of a photo into the form. What the photo does not show stays as it was typed: the two
 * sides of a card come one after the other.
 */
export function applyReading(
  form: FormInstance,
  reading: Reading,
  to: { document: Path; person: Path | null; types: readonly string[] },
): void {
  const { type, number, validUntil, longTerm } = reading;
  const put = (at: Path, values: Record<string, unknown>) => {
    for (const [field, value] of Object.entries(values))
      if (value !== undefined) form.setFieldValue([...at, field], value);
  };
  const until = longTerm === undefined && validUntil === undefined ? {} : { longTerm: Boolean(longTerm) };
  put(to.document, {
    type: to.types.includes(type) ? type : undefined,
    number,
    validUntil: validUntil === undefined ? undefined : dayjs(validUntil),
    ...until,
  });
  if (!to.person) return;
  const { name, nameLatin, gender, dateOfBirth, nationality } = reading;
  const born = dateOfBirth === undefined ? undefined : dayjs(dateOfBirth);
  put(to.person, { name, nameLatin, gender, dateOfBirth: born, nationality });
}
