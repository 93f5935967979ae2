const MOBILE = /^1\d{10}$/;
const FIXED = /^(0(?:10|2\d|[3-9]\d{2}))-?(\d{7,8})(?:-?(?:转)?(\d{1,6}))?$/;

export interface ReportedContacts {
  readonly phones: readonly string[];
  readonly otherContacts: readonly string[];
}

/**
 * Telephone numbers as CCTL wants them (11 digits, or area code, hyphen, number); whatever has no such form,
 * such as a foreign number or an e-mail address, is another way to reach the customer (CCEI).
 */
export function reportedContacts(contacts: readonly { type: string; value: string }[]): ReportedContacts {
  const phones = new Set<string>();
  const otherContacts = new Set<string>();
  for (const { type, value } of contacts) {
    const phone = type === 'email' ? null : reportedPhone(value);
    if (phone !== null) phones.add(phone);
    else otherContacts.add(value);
  }
  return { phones: [...phones], otherContacts: [...otherContacts] };
}

function reportedPhone(value: string): string | null {
  const digits = value.replace(/[\s()（）]/g, '').replace(/^(?:\+|00)86-?/, '');
  const compact = digits.replaceAll('-', '');
  if (MOBILE.test(compact)) return compact;
  // Abroad the leading 0 of an area code is left out after +86.
  for (const national of [digits, `0${digits}`]) {
    const fixed = FIXED.exec(national);
    if (fixed) return [fixed[1], fixed[2], fixed[3]].filter((part) => part !== undefined).join('-');
  }
  return null;
}
