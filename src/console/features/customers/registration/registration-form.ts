import type { Dayjs } from 'dayjs';
import type {
  Contact,
  CustomerInput,
  CustomerKind,
  IdentityDocument,
  Person,
} from '../../../api/customer-types.js';

export interface DocumentForm extends Pick<IdentityDocument, 'type' | 'number' | 'issuer'> {
  validUntil?: Dayjs | null;
  longTerm?: boolean;
  issuedOn?: Dayjs | null;
  images?: string[];
}

interface ContactForm {
  value?: string;
  consent?: boolean;
}

interface PersonForm {
  name?: string;
  gender?: string;
  dateOfBirth?: Dayjs | null;
  nationality?: string;
  contacts?: ContactForm[];
  documents?: Partial<DocumentForm>[];
}

/** The form's fields are named as those of the body, so that a pointer to an error finds its field. */
export interface RegistrationForm extends PersonForm {
  branch: string;
  name: string;
  nameLatin?: string;
  customerNumber?: string;
  occupation?: string;
  industry?: string;
  publicBody?: boolean;
  addresses?: { text?: string; country?: string }[];
  legalRepresentative?: PersonForm;
  byAgent?: boolean;
  agent?: PersonForm & { authorisation?: string };
  beneficialOwners?: (PersonForm & { basis?: string; share?: number | null; since?: Dayjs | null })[];
  purpose?: string;
  sourceOfFunds?: string;
  annualIncome?: string;
  registeredCapital?: string;
  businessScope?: string;
}

const text = (value: string | null | undefined) => value?.trim() || undefined;
const day = (value: Dayjs | null | undefined) => value?.format('YYYY-MM-DD');
const amount = (value: string | undefined) => text(value)?.replaceAll(',', '');
const filled = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/** Documents as the service wants them, without those that have no number. */
export function documentsOf(documents: PersonForm['documents'] = []): IdentityDocument[] | undefined {
  return filled(
    documents
      .filter((d) => text(d?.number))
      .map((d) => ({
        type: d.type ?? 'other',
        number: d.number!.trim(),
        issuer: text(d.issuer),
        ...(d.issuedOn ? { issuedOn: day(d.issuedOn) } : {}),
        ...(d.images && d.images.length > 0 ? { images: d.images } : {}),
        ...(d.longTerm ? { longTerm: true } : { validUntil: day(d.validUntil) }),
      })),
  );
}

function contactsOf(contacts: ContactForm[] = []): Contact[] | undefined {
  return filled(
    contacts
      .filter((c) => text(c?.value))
      .map((c) => ({ type: 'mobile' as const, value: c.value!.trim(), consent: c.consent ?? false })),
  );
}

function personOf(person: PersonForm | undefined): Person | undefined {
  const name = text(person?.name);
  if (!person || !name) return undefined;
  return {
    name,
    gender: person.gender,
    dateOfBirth: day(person.dateOfBirth),
    nationality: person.nationality,
    contacts: contactsOf(person.contacts),
    documents: documentsOf(person.documents),
  };
}

function agentOf(form: RegistrationForm): CustomerInput['agent'] {
  const person = form.byAgent ? personOf(form.agent) : undefined;
  const authorisation = text(form.agent?.authorisation);
  return person && { ...person, ...(authorisation ? { authorisation } : {}) };
}

function ownersOf(form: RegistrationForm): CustomerInput['beneficialOwners'] {
  return filled(
    (form.beneficialOwners ?? []).flatMap((owner) => {
      const person = personOf(owner);
      if (!person) return [];
      const share = owner.share === undefined || owner.share === null ? {} : { share: String(owner.share) };
      return [{ ...person, basis: owner.basis ?? 'shares', since: day(owner.since), ...share }];
    }),
  );
}

/** The body of `POST /customers`; what does not belong to the kind or is empty is left out. */
export function toCustomerInput(kind: CustomerKind, form: RegistrationForm): CustomerInput {
  const person = kind === 'individual';
  const address = (form.addresses ?? []).find((a) => text(a?.text));
  return {
    kind,
    branch: form.branch,
    name: form.name?.trim() ?? '',
    nameLatin: text(form.nameLatin),
    customerNumber: text(form.customerNumber),
    nationality: form.nationality,
    documents: documentsOf(form.documents),
    contacts: contactsOf(form.contacts),
    addresses: address && [
      {
        type: person ? 'residence' : 'business',
        text: address.text!.trim(),
        country: address.country ?? 'CHN',
      },
    ],
    purpose: text(form.purpose),
    sourceOfFunds: text(form.sourceOfFunds),
    agent: agentOf(form),
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
          legalRepresentative: personOf(form.legalRepresentative),
          beneficialOwners: kind === 'organisation' ? ownersOf(form) : undefined,
        }),
  };
}
