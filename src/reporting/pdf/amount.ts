/** Decimal text with thousands set apart: 1234567.50 as 1,234,567.50. */
export function grouped(amount: string): string {
  const [whole = '', fraction] = amount.split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}
