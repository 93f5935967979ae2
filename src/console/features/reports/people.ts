type Who = string | { username?: string; name?: string; displayName?: string } | null | undefined;

/** How a person who made or approved something is shown. */
export function personName(who: Who): string | null {
  if (!who) return null;
  return typeof who === 'string' ? who : (who.displayName ?? who.name ?? who.username ?? null);
}

/** Whether a record was made by this person. */
export function isPerson(who: Who, username: string): boolean {
  return typeof who === 'string' ? who === username : who?.username === username || who?.name === username;
}
