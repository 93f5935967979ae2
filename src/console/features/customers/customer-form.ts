import type { Dayjs } from 'dayjs';
import type { Contact, CustomerInput, CustomerKind, IdentityDocument } from '../../api/customer-types.js';

interface DocumentForm extends Pick<IdentityDocument, 'type' | 'number' | 'issuer'> {
  validUntil?: Dayjs | null;
  longTerm?: boolean;
}

/** The form's fields are named as those of the body, so that a pointer to an error finds its field. */
export interface CustomerForm {
  branch: string;
  name: string;
  nameLatin?: string;
  customerNumber?: string;
  gender?: string;
  dateOfBirth?: Dayjs | null;
  nationality?: string;
  occupation?: string;
  industry?: string;
  publicBody?: boolean;
  documents: DocumentForm[];
  contacts?: { value?: string; consent?: boolean }[];
  addresses?: { text?: string; country?: string }[];
  legalRepresentative?: { name?: string; documents?: { type: string; number?: string }[] };
  purpose?: string;
  sourceOfFunds?: string;
  annualIncome?: string;
  registeredCapital?: string;
  businessScope?: string;
}

const text = (value: string | undefined) => value?.trim() || undefined;
const day = (value: Dayjs | null | undefined) => value?.format('YYYY-MM-DD');
const amount = (value: string | undefined) => text(value)?.replaceAll(',', '');

function documentsOf(documents: DocumentForm[]): IdentityDocument[] | undefined {
  const given = documents
    .filter((d) => text(d?.number))
    .map((d) => ({
      type: d.type,
      number: d.number.trim(),
      issuer: text(d.issuer ?? undefined),
      ...(d.longTerm ? { longTerm: true } : { validUntil: day(d.validUntil) }),
    }));
  return given.length > 0 ? given : undefined;
}

function contactsOf(contacts: CustomerForm['contacts']): Contact[] | undefined {
  const given = (contacts ?? [])
    .filter((c) => text(c?.value))
    .map((c) => ({ type: 'mobile' as const, value: c.value!.trim(), consent: c.consent ?? false }));
  return given.length > 0 ? given : undefined;
}

/** The body of `POST /customers`; what does not belong to the kind or is empty is left out. */
export function toCustomerInput(kind: CustomerKind, form: CustomerForm): CustomerInput {
  const person = kind === 'individual';
  const address = (form.addresses ?? []).find((a) => text(a?.text));
  const representative = text(form.legalRepresentative?.name);
  const papers = (form.legalRepresentative?.documents ?? []).filter((d) => text(d?.number));
  return {
    kind,
    branch: form.branch,
    name: form.name.trim(),
    nameLatin: text(form.nameLatin),
    customerNumber: text(form.customerNumber),
    nationality: form.nationality,
    documents: documentsOf(form.documents ?? []),
    contacts: contactsOf(form.contacts),
    addresses: address
      ? [
          {
            type: person ? 'residence' : 'business',
            text: address.text!.trim(),
            country: address.country ?? 'CHN',
          },
        ]
      : undefined,
    purpose: text(form.purpose),
    sourceOfFunds: text(form.sourceOfFunds),
    ...(person
      ? {
          gender: form.gender,
          dateOfBirth: day(form.dateOfBirth),
          occupation: text(form.occupation),
          annualIncome: amount(form.annualIncome),
        }
      : {
          industry: text(form.industry),
          registeredCapital: amount(form.registeredCapital),
          businessScope: text(form.businessScope),
          publicBody: kind === 'organisation' ? Boolean(form.publicBody) : undefined,
          legalRepresentative: representative
            ? {
                name: representative,
                documents:
                  papers.length > 0
                    ? papers.map((d) => ({ type: d.type, number: d.number!.trim() }))
                    : undefined,
              }
            : undefined,
        }),
  };
}
