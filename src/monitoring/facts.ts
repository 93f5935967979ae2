import type { Movement, Subject } from '../transactions/index.js';
import type { Facts } from './language/to-predicate.js';

/** A movement and its customer by the field names of the rule language. */
export function factsOf(movement: Movement, subject: Subject): Facts {
  return (field) => {
    switch (field) {
      case 'method':
      case 'channel':
      case 'outcome':
      case 'category':
      case 'currency':
      case 'cash':
      case 'crossBorder':
      case 'replaces':
        return movement[field];
      case 'counterparty.publicBody':
        return movement.counterpartyPublicBody;
      case 'counterparty.sameCustomer':
        return movement.counterpartySameCustomer;
      case 'customer.kind':
        return subject.kind;
      case 'customer.publicBody':
        return subject.publicBody;
      default:
        throw new Error(`the rule language has no field ${field}`);
    }
  };
}
