import { identity } from '../../src/platform/index.js';

/** A unified social credit code that checks, another for each number. */
export function creditCode(number: number): string {
  const organisation = `MA${String(number).padStart(6, '0')}`;
  const code = `91110000${organisation}${identity.organisationCodeCheck(organisation)}`;
  return `${code}${identity.creditCodeCheck(code)}`;
}

/** The licence of an organisation or sole trader, with its copy in the bank's archive. */
export const licence = (number: number) => ({
  type: 'unified-social-credit',
  number: creditCode(number),
  longTerm: true,
  images: ['archive/1'],
});
