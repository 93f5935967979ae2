/**
 * A name as a notice and a log may show it: `张*`, `Z***`. Of an organisation's name, which is public, enough stays to
 * recognise it. Control characters of whatever was stored never reach a message.
 */
export function maskName(name: string, natural: boolean): string {
  const letters = [...name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}{}]/gu, ' ').trim()];
  const first = letters[0] ?? '*';
  if (/\p{Script=Han}/u.test(first)) return natural ? `${first}*` : `${letters.slice(0, 4).join('')}***`;
  return natural ? `${first}***` : `${letters.slice(0, 4).join('')}***`;
}

/** `138****5678`; of a short number only the end. */
export function maskPhone(value: string): string {
  const digits = value.replace(/[^\d+]/g, '');
  return digits.length >= 10
    ? `${digits.slice(0, 3)}****${digits.slice(-4)}`
    : `****${digits.length > 4 ? digits.slice(-2) : ''}`;
}

/** `z***@example.com`. */
export function maskEmail(value: string): string {
  const at = value.lastIndexOf('@');
  return at > 0 ? `${[...value][0]}***${value.slice(at)}` : '***';
}

/** What another system answered, without the addresses and numbers it may repeat. */
export function maskAnswer(answer: string): string {
  return answer
    .replace(/[\p{Cc}]+/gu, ' ')
    .replace(/[^\s<>@]+@[^\s<>@]+/g, '***@***')
    .replace(/\+?\d[\d -]{5,}\d/g, '***')
    .trim()
    .slice(0, 200);
}
