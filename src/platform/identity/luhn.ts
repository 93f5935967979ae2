/**
 * Whether a card number passes the Luhn test (ISO/IEC 7812-1). Any one wrong digit fails it; of the transpositions of
 * neighbours it misses 09 for 90.
 */
export function luhnHolds(number: string): boolean {
  if (!/^\d{2,}$/.test(number)) return false;
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    const digit = number.charCodeAt(number.length - 1 - i) - 48;
    const counted = i % 2 === 0 ? digit : digit * 2;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}
