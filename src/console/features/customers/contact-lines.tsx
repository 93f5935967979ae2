import type { Contact } from '../../api/customer-types.js';
import { Term } from '../../components/values.js';
import { Masked } from './masked.js';

/** Ways to reach a customer, masked until somebody needs them. */
export function ContactLines({ contacts }: { contacts: Contact[] }) {
  return (
    <>
      {contacts.map((contact) => (
        <div key={contact.type + contact.value}>
          <span className="muted">
            <Term table="contactType" value={contact.type} />
          </span>{' '}
          <Masked value={contact.value} />
        </div>
      ))}
    </>
  );
}
