import { findingCatalogue } from '../../due-diligence/index.js';

/** docs/document-checks.md: every finding of a document check. */
export function documentCheckPage(): string {
  const rows = Object.entries(findingCatalogue).map(
    ([code, [severity, en, zh]]) => `| \`${code}\` | ${severity} | ${en} | ${zh} |`,
  );
  return `# Document checks

\`POST /api/v1/document-checks\` checks a document as it was typed: number, machine-readable zone, days, holder. It stores
and looks up nothing. \`valid\` means that no finding is an error. A finding has a stable \`code\`, a sentence a teller can
read out, and where it can a pointer into the request. \`suggestions\` name what was probably meant; each agrees with the
check characters and with everything else that was typed. Numbers may be typed in wide digits, with spaces and dashes, in
small letters; letters that look like digits are read as such where the check characters confirm it. Limits, terms and
forms are in \`rules/due-diligence/documents.json\`, region codes in \`regions.json\`. Written from the code by
\`npm run generate\`.

| code | severity | English | 中文 |
|---|---|---|---|
${rows.join('\n')}

## What the check characters can catch

| number | algorithm | any one wrong character | neighbours transposed |
|---|---|---|---|
| resident ID, residence permits, foreigners' card of 2023 | ISO 7064 MOD 11-2 | always | always |
| unified social credit code | GB 32100, modulus 31 | always | always |
| organisation code within it | GB 11714, modulus 11 | unless the values differ by 11 or 22 (0 and B, A and L) | likewise |
| old business licence | ISO 7064 MOD 11,10 | always | all but a few (see the tests) |
| machine-readable zone | ICAO 9303, weights 7 3 1 | unless the values differ by 10, 20 or 30 (0, A, K, U) | unless the values differ by 5 or a multiple of it |
| passports, permits, military cards | none | | |
`;
}
