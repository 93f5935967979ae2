export { lookAlikeDigit, lookAlikeLetter, plainNumber, withDigits } from './characters.js';
export { CREDIT_CODE_ALPHABET, creditCodeCheck, creditCodeHolds } from './credit-code.js';
export { luhnHolds } from './luhn.js';
export { mod11Comma10Check, mod11Comma10Holds } from './mod-11-10.js';
export { mod11Dash2Check, mod11Dash2Holds } from './mod-11-2.js';
export { ibanHolds, leiHolds } from './mod-97.js';
export { mrzCheck } from './mrz-check.js';
export { organisationCodeCheck, organisationCodeHolds } from './organisation-code.js';
export { residentNumberParts, upgradeResidentNumber } from './resident-number.js';
