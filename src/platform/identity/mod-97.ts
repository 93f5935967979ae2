/** The remainder modulo 97 of a text of digits and capitals, letters as 10 to 35 (ISO 7064 MOD 97-10). */
function remainder(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** Whether a Legal Entity Identifier (ISO 17442) of 20 capitals and digits has the right check digits. */
export function leiHolds(lei: string): boolean {
  return /^[0-9A-Z]{18}\d{2}$/.test(lei) && remainder(lei) === 1;
}

/** Whether an IBAN (ISO 13616), without spaces, has the right check digits. The country's length is not checked. */
export function ibanHolds(iban: string): boolean {
  return /^[A-Z]{2}\d{2}[0-9A-Z]{11,30}$/.test(iban) && remainder(iban.slice(4) + iban.slice(0, 4)) === 1;
}
