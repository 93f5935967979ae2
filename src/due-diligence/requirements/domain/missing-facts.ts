import type { CustomerDocument, Facts, Finding } from '../../../customers/index.js';

const missing = (code: string, en: string, zh: string): Finding => ({
  code: `missing-${code}`,
  severity: 'error',
  message: { en: `${en} is missing.`, zh: `缺少${zh}。` },
});

const any = (list: readonly unknown[] | undefined): boolean => (list?.length ?? 0) > 0;
const hasTerm = ({ validUntil, longTerm }: CustomerDocument): boolean =>
  validUntil !== undefined || longTerm === true;

/**
 * The facts that a bank must register of every customer and that this one lacks: CDD Measures 2025, art. 49.
 * Beneficial owners and the checks of documents belong to due diligence and are not judged here.
 */
export function missingFacts(customer: Facts): Finding[] {
  const found: Finding[] = [];
  const need = (present: boolean, code: string, en: string, zh: string) => {
    if (!present) found.push(missing(code, en, zh));
  };
  const { documents = [] } = customer;
  need(any(documents), 'document', 'An identity document or licence', '身份证件或证照');
  if (any(documents))
    need(documents.some(hasTerm), 'document-validity', 'The validity of the document', '证件有效期');
  need(any(customer.addresses), 'address', 'The address', '住所地或经营地址');
  if (customer.kind === 'individual') {
    need(customer.gender !== undefined, 'gender', 'The gender', '性别');
    need(customer.nationality !== undefined, 'nationality', 'The nationality', '国籍');
    need(customer.occupation !== undefined, 'occupation', 'The occupation', '职业');
    need(any(customer.contacts), 'contact', 'A way of contact', '联系方式');
  } else {
    need(customer.businessScope !== undefined, 'business-scope', 'The business scope', '经营范围');
    const head = customer.legalRepresentative;
    need(head !== undefined, 'legal-representative', 'The legal representative', '法定代表人或负责人');
    if (head) {
      need(
        any(head.documents),
        'legal-representative-document',
        "The legal representative's identity document",
        '法定代表人或负责人的身份证件',
      );
      need(
        any(head.contacts),
        'legal-representative-contact',
        "The legal representative's contact",
        '法定代表人或负责人的联系方式',
      );
    }
  }
  return found;
}
