import type { Text } from '../../platform/index.js';
import type { FactName, FactValue } from './facts.js';

/** Weights have at most two decimals; sums are made of whole numbers, so that 75 is 75. */
export const SCALE = 100;
export const points = (weight: number): number => Math.round(weight * SCALE);

const NAMED = /\{(\w+)\}/g;

/** The facts that a sentence names in braces, in either language. */
export const namesIn = ({ en, zh }: Text): FactName[] => [
  ...new Set([...`${en} ${zh}`.matchAll(NAMED)].map(([, name]) => name as FactName)),
];

/** The sentence with the values in place of the names. */
export function filled(text: Text, values: Record<string, FactValue> = {}): Text {
  const fill = (pattern: string) =>
    pattern.replace(NAMED, (_all, name: string) => String(values[name] ?? '?'));
  return { en: fill(text.en), zh: fill(text.zh) };
}
