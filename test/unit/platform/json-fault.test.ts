import fc from 'fast-check';
import { jsonFault, lineAndColumn } from '../../../src/platform/http/json-fault.js';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('where a text stops being JSON', () => {
  it.each([
    ['', 0],
    ['{"a": x}', 6],
    ['{"a": 1,}', 8],
    ['[1, 2', 5],
    ['{"a" 1}', 5],
    ['"a\nb"', 2],
    ['"a\\x"', 2],
    ['{"a": "never', 12],
    ['[01]', 1],
    ['[1] 2', 4],
    ['{a: 1}', 1],
    ['nul', 0],
  ])('%j at %d', (text, at) => expect(jsonFault(text)).toBe(at));

  it('agrees with the engine on what is JSON', () => {
    fc.assert(fc.property(fc.json(), (text) => jsonFault(text) === undefined));
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '\\', '1', 'e', '-', '\u0000', ' '))
      .map(([text, at, more]) => text.slice(0, at % text.length) + more + text.slice((at % text.length) + 1));
    fc.assert(
      fc.property(broken, (text) => (jsonFault(text) === undefined) === parses(text)),
      { numRuns: 2_000 },
    );
  });

  it('does not mind depth or length', () => {
    expect(jsonFault('['.repeat(500_000))).toBe(500_000);
    expect(jsonFault(`"${'a\\n'.repeat(500_000)}`)).toBe(1_500_001);
  });

  it('counts lines and columns from one', () => {
    expect(lineAndColumn('{\n  "a": x', 9)).toEqual({ line: 2, column: 8 });
    expect(lineAndColumn('', 0)).toEqual({ line: 1, column: 1 });
  });
});
