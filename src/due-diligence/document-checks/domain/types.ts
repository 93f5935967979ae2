import type { Day, Text } from '../../../platform/index.js';
import type { DocumentType } from '../../../customers/index.js';

/** A document as somebody at a counter has typed it, and what is known of its holder. */
export interface DocumentCheckInput {
  type: DocumentType;
  number: string;
  name?: string | undefined;
  dateOfBirth?: Day | undefined;
  gender?: 'male' | 'female' | 'other' | undefined;
  issuedOn?: Day | undefined;
  /** The last day of validity. */
  validUntil?: Day | undefined;
  longTerm?: boolean | undefined;
  /** ISO 3166-1 alpha-3. */
  issuingCountry?: string | undefined;
  /** The machine-readable zone, its lines apart or run together; of a passport the second line is enough. */
  mrz?: string | undefined;
}

export interface DocumentFinding {
  code: string;
  severity: 'error' | 'warning';
  /** What a teller can read out. */
  message: Text;
  /** RFC 6901 pointer into the input. */
  pointer?: string;
}

/** What a number or a machine-readable zone says by itself. */
export interface Derived {
  /** As it is compared and stored. */
  normalisedNumber: string;
  /** Equal for every form of one document: the 18 characters of an old number, the lasting part of a permit's. */
  comparisonNumber: string;
  dateOfBirth?: Day;
  gender?: 'male' | 'female';
  regionCode?: string;
  regionName?: string;
  /** The last year in which a withdrawn region code was listed. */
  regionListedUntil?: number;
  /** ISO 3166-1 alpha-3. */
  nationality?: string;
  issuingCountry?: string;
  validUntil?: Day;
  nameLatin?: string;
  organisationCode?: string;
  mrz?: MrzDerived;
}

export interface MrzDerived {
  format: 'TD1' | 'TD2' | 'TD3';
  documentCode?: string;
  checks: { field: MrzField; holds: boolean }[];
}

export type MrzField = 'number' | 'dateOfBirth' | 'expiry' | 'optional' | 'composite';

/** What was probably meant. */
export interface Suggestion {
  kind:
    'look-alike' | 'transposition' | 'wrong-character' | 'surplus-character' | 'old-number' | 'other-type';
  number: string;
  /** When the number belongs to another type of document. */
  type?: DocumentType;
}

export interface DocumentCheck {
  /** No finding is an error. */
  valid: boolean;
  findings: DocumentFinding[];
  derived: Derived;
  suggestions: Suggestion[];
}

export interface DocumentRules {
  oldResidentCard: { notValidFrom: Day };
  oldLicence: { notValidFrom: Day };
  residentCardTerms: { bands: { fromAge: number; years: number | null }[] };
  residencePermitYears: { value: number };
  temporaryCardMonths: { value: number };
  plausibleAge: { most: number };
  expiresSoonDays: { value: number };
  longTermDays: Day[];
  longTermTypes: string[];
  freeTextLength: { least: number; most: number };
  numberForms: {
    hkMacaoPermit: string[];
    hkMacaoPermitUnconfirmed: string[];
    taiwanPermit: string[];
    taiwanPermitOld: string[];
    passports: Record<string, string[]>;
    passportAny: string[];
  };
  creditCodeKinds: Record<string, string>;
  travelDocumentIssuers: string[];
}

export interface RegionTable {
  provinces: Record<string, string>;
  prefectures: Record<string, string>;
  counties: Record<string, string>;
  listedUntil: Record<string, number>;
}

/** The dated data the checks rest on: `rules/due-diligence/documents.json` and `regions.json`. */
export interface DocumentReference {
  rules: DocumentRules;
  regions: RegionTable;
}
