import { Link } from 'react-router';
import type { OwnerParty } from '../../api/owner-types.js';

/** A party by name; one that is a customer leads to its page. */
export function PartyName({ party }: { party: OwnerParty | undefined }) {
  if (!party) return <>…</>;
  return party.customerId ? (
    <Link to={`/customers/${encodeURIComponent(party.customerId)}`}>{party.name}</Link>
  ) : (
    <>{party.name}</>
  );
}
