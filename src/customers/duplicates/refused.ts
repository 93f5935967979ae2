/** The finding of a decision against a relationship; whatever else refuses is a prohibition of the law. */
const DECIDED = 'relationship-refused';

const refusing = (customer: string, more = ''): string =>
  `(${customer}.facts_hold = 'refused'
    OR jsonb_path_exists(${customer}.findings - 'duplicates', '$.*[*] ? (@.refuses == true${more})'))`;

/** SQL: whether customer `alias` was refused for itself, not because it may be somebody else who was. */
export const REFUSED = (alias: string): string => refusing(alias);

/** SQL: whether it was the law that refused customer `alias`, such as for a forged document or an anonymous name. */
export const PROHIBITED = (alias: string): string => refusing(alias, ` && @.code != "${DECIDED}"`);
