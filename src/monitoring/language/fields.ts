/** What a condition may look at: its type, where SQL finds it, and where a row in memory has it. */
export interface Field {
  type: 'text' | 'boolean';
  sql: string;
  values?: readonly string[];
}

const MOVEMENT = 'l';
const TOUCHED = 't';

/** Every field of the language. `l` is the movement, `t` the customer and day under evaluation. */
export const fields: Readonly<Record<string, Field>> = {
  method: {
    type: 'text',
    sql: `${MOVEMENT}.method::text`,
    values: ['cash', 'transfer', 'cheque', 'card', 'exchange', 'other'],
  },
  channel: {
    type: 'text',
    sql: `${MOVEMENT}.channel::text`,
    values: ['counter', 'atm', 'online', 'mobile', 'pos', 'other'],
  },
  outcome: { type: 'text', sql: `${MOVEMENT}.outcome::text`, values: ['completed', 'attempted', 'declined'] },
  category: { type: 'text', sql: `${MOVEMENT}.category::text` },
  currency: { type: 'text', sql: `${MOVEMENT}.currency` },
  /** A correction that stands in for the movement it takes back. */
  replaces: { type: 'boolean', sql: `${MOVEMENT}.replaces` },
  cash: { type: 'boolean', sql: `${MOVEMENT}.cash` },
  crossBorder: { type: 'boolean', sql: `${MOVEMENT}.cross_border` },
  'counterparty.publicBody': { type: 'boolean', sql: `${MOVEMENT}.counterparty_public_body` },
  'counterparty.sameCustomer': { type: 'boolean', sql: `${MOVEMENT}.counterparty_same_customer` },
  'customer.kind': {
    type: 'text',
    sql: `${TOUCHED}.kind`,
    values: ['individual', 'organisation', 'sole-trader'],
  },
  'customer.publicBody': { type: 'boolean', sql: `${TOUCHED}.public_body` },
};
