import { checkBody, sha256, type intake, type Problem } from '../platform/index.js';
import { canonicalJson } from './domain/changes.js';
import { accountNumberTaken, customerNumberTaken } from './problems.js';
import { customerAnswer, customerBody, type CustomerBody } from './schemas.js';
import type { Customers } from './service.js';

const check = checkBody(customerBody);

/** A refusal by the service as the problem of one record: the first field fault, else the refusal itself. */
function recordProblem({ code, faults, definition }: Problem): intake.RecordProblem {
  const [first] = faults ?? [];
  return code === 'invalid-body' && first
    ? first
    : { code, pointer: first?.pointer ?? '', message: definition.title };
}

/** What an answer says of a customer beside what was sent. An export as NDJSON has it; it is ours to say, not the file's. */
const ANSWERED = new Set(
  Object.keys(customerAnswer.properties).filter((field) => !(field in customerBody.properties)),
);
const sent = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? Object.fromEntries(Object.entries(raw).filter(([field]) => !ANSWERED.has(field)))
    : raw;

/**
 * Files of customers: each record is what `POST /customers` takes. A customer number that exists with the same facts
 * is a duplicate, with others a rejection; an import never changes a customer.
 */
export function customerImports(customers: Customers): intake.ImportTarget<CustomerBody> {
  return {
    kind: 'customers',
    path: '/customer-imports',
    tag: 'Customers',
    schema: customerBody as intake.TargetSchema,
    defaultMapping: 'native-customers-csv',
    batchSize: 1_000,
    senders: ['compliance-officer', 'compliance-manager', 'core-banking'],
    prepare: (raw) => {
      const { value, faults } = check(sent(raw));
      return faults ? { problem: faults[0]! } : { value };
    },
    store: async (tx, bodies, { actor, requestId }) => {
      const outcomes = await customers.createMany(tx, actor, bodies, requestId);
      return outcomes.map((outcome): intake.Settled => {
        if (outcome.status === 'created') return { status: 'accepted' };
        if (outcome.status === 'existing' && outcome.same) return { status: 'duplicate' };
        return { status: 'rejected', problem: recordProblem(outcome.problem) };
      });
    },
    identity: (body) => ({
      keys: [
        ...(body.customerNumber === undefined ? [] : [`customer ${body.customerNumber}`]),
        ...(body.accounts ?? []).map(({ accountNumber }) => `account ${accountNumber}`),
      ],
      content: sha256(canonicalJson(body)).toString('hex'),
    }),
    conflict: (body, key) => {
      const at = (body.accounts ?? []).findIndex(({ accountNumber }) => key === `account ${accountNumber}`);
      return recordProblem(at < 0 ? customerNumberTaken() : accountNumberTaken([at]));
    },
  };
}
