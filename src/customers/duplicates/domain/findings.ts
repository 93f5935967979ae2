import type { Finding } from '../../domain/finding.js';

/** Another customer has the same document: probably one person, entered twice. Tellers read it. */
export const possibleDuplicate: Finding = {
  code: 'possible-duplicate',
  severity: 'warning',
  message: {
    en: 'The document is registered for a customer already; compliance looks whether the two are one.',
    zh: '该证件已登记在其他客户名下，合规人员将核对是否为同一客户。',
  },
};

/**
 * Another customer with quite another name has the same document: one of the two may use what is not theirs. Whoever is
 * in doubt of an identity verifies it again: CDD Measures 2025, art. 26.
 */
export const documentOfAnother: Finding = {
  code: 'document-of-another',
  severity: 'error',
  message: {
    en: 'The document must be compared with its holder once more, and compliance asked, before the relationship goes on.',
    zh: '须再次核对证件与持有人，并经合规人员确认后方可继续办理。',
  },
};

/**
 * The document is that of somebody with whom a relationship was refused: head office looks before one begins (CDD
 * Measures 2025, art. 7, 26). The words say nothing of the other.
 */
export const identityCheck: Finding = {
  code: 'identity-check',
  severity: 'error',
  message: {
    en: 'The identity is checked at head office; the relationship goes on after that.',
    zh: '须由总行核实身份后方可继续办理。',
  },
};

/** As {@link identityCheck}, where the law forbade the relationship: refused again, until compliance has decided. */
export const identityCheckFirst: Finding = { ...identityCheck, refuses: true };
