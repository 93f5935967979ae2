import type { Day, Text } from '../../../platform/index.js';
import type { Basis, RequirementFile } from './types.js';

/** The provision in force on a day, the newest where several are. */
export function inForce(basis: readonly Basis[], day: Day): Basis | undefined {
  return basis
    .filter(({ from, to }) => from <= day && (to === undefined || day < to))
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
}

/** How a provision is quoted: `CDD Measures 2025, art. 49`. */
export function quoted(basis: Basis, instruments: RequirementFile['instruments']): Text {
  const { short } = instruments[basis.instrument]!;
  const numbered = /^\d/.test(basis.article);
  return {
    en: `${short.en}, ${numbered ? 'art. ' : ''}${basis.article}`,
    zh: numbered ? `${short.zh}第${basis.article}条` : `${short.zh} ${basis.article}`,
  };
}
