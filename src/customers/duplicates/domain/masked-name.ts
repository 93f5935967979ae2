/**
 * A name by which a colleague can ask for the customer, and nobody can tell who it is: the family name of a person,
 * the first four characters of a longer name.
 */
export function maskedName(name: string): string {
  const characters = [...name.normalize('NFC')];
  const words = name.trim().split(/\s+/);
  if (words.length > 1) return words.map((word) => `${[...word][0]!}**`).join(' ');
  const shown = characters.length > 6 ? 4 : 1;
  return (
    characters.slice(0, shown).join('') + '*'.repeat(Math.min(4, Math.max(1, characters.length - shown)))
  );
}
