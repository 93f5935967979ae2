import { Link } from 'react-router';
import { Missing } from '../../components/values.js';

/** Leads to a customer of whom only the number is known. */
export function CustomerLink({ customerNumber }: { customerNumber?: string | null }) {
  if (!customerNumber) return <Missing />;
  return (
    <Link to={`/customers/number/${encodeURIComponent(customerNumber)}`} className="mono nowrap">
      {customerNumber}
    </Link>
  );
}
