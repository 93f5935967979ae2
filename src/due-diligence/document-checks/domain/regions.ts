import type { Derived, DocumentFinding, RegionTable } from './types.js';
import { finding } from './findings.js';

/** What a six-digit region code is called, county by county as far as it is known. */
export function regionOf(
  code: string,
  { provinces, prefectures, counties, listedUntil }: RegionTable,
): Pick<Derived, 'regionCode' | 'regionName' | 'regionListedUntil'> & { known: 'no' | 'province' | 'yes' } {
  const province = provinces[code.slice(0, 2)];
  if (province === undefined) return { known: 'no' };
  const prefecture = prefectures[code.slice(0, 4)];
  // Cities without counties, such as Dongguan, and whole provinces stand in numbers with zeros.
  const whole = code.endsWith('0000') || (code.endsWith('00') && prefecture !== undefined);
  const county = counties[code];
  const own = county === '市辖区' ? undefined : county;
  const until = listedUntil[code];
  return {
    known: whole || county !== undefined ? 'yes' : 'province',
    regionCode: code,
    regionName: [province, prefecture, own].filter((name) => name !== undefined).join(''),
    ...(until === undefined ? {} : { regionListedUntil: until }),
  };
}

/** The region of a number, and what is wrong with it. A code nobody knows may be newer than our table. */
export function checkRegion(
  code: string,
  regions: RegionTable,
): { findings: DocumentFinding[]; derived: Partial<Derived> } {
  const { known, ...derived } = regionOf(code, regions);
  if (known === 'no')
    return { findings: [finding('unknown-province', '/number', { code: code.slice(0, 2) })], derived: {} };
  const findings = known === 'province' ? [finding('unknown-county', '/number', { code })] : [];
  return { findings, derived };
}
