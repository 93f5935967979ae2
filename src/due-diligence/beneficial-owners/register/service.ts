import type { Static } from '@sinclair/typebox';
import {
  isId,
  problems,
  toPage,
  type Actor,
  type BankDays,
  type Clock,
  type Day,
  type Queryable,
  type Tx,
  type WorkingDays,
} from '../../../platform/index.js';
import type { AuditTrail } from '../../../audit/index.js';
import { documentNumberKey, mergedCustomer, nameKey, type Customers } from '../../../customers/index.js';
import type { ReviewTasks } from '../../reviews/index.js';
import { compareRegister, type ComparedOwner } from '../domain/compare-register.js';
import { mentionsReport } from '../domain/forbidden-words.js';
import {
  discrepancyStatusOf,
  isOpen,
  mayFollow,
  type DecidableKind,
  type DiscrepancyEventKind,
  type DiscrepancyStatus,
} from '../domain/register-status.js';
import { valueOn, type OwnerRuleFile } from '../domain/rule.js';
import { mentionsSuspicion, queriedInFuture } from './problems.js';
import type { comparisonAnswer, comparisonBody, discrepancyDetail, discrepancySummary } from './schemas.js';
import {
  appendEvent,
  beginDiscrepancy,
  eventsOf,
  findDiscrepancies,
  findDiscrepancy,
  insertComparison,
  lastComparison,
  lockOpen,
  presentOwnersOf,
  type DiscrepancyRow,
} from './store.js';

interface Parts {
  clock: Clock;
  days: BankDays;
  workingDays: WorkingDays;
  audit: AuditTrail;
  customers: Customers;
  tasks: ReviewTasks;
  rules: OwnerRuleFile;
}

const ASK = {
  en: 'The register names other beneficial owners than the bank found. Clear it up, have it corrected, or report it.',
  zh: '登记的受益所有人与本行识别结果不一致，请核实，提请客户更正或按规定报告差异。',
};

/** Differences between what the bank found and a register, each with its clock (Beneficial Owner Measures, arts 23-31). */
export class RegisterDiscrepancies {
  constructor(private readonly parts: Parts) {}

  /**
   * Holds what a register says against the present owners. A difference begins a discrepancy or joins the one that is
   * open; when they agree again, the open one is corrected. Throws 422 for a day in the future.
   */
  async compare(
    tx: Tx,
    actor: Actor,
    one: { customerId: string; body: Static<typeof comparisonBody>; requestId: string },
  ): Promise<Static<typeof comparisonAnswer>> {
    const { clock, audit, customers, rules } = this.parts;
    const customer = await customers.get(tx, actor, one.customerId);
    if (customer.mergedInto) throw mergedCustomer();
    const { register, queriedOn, owners } = one.body;
    this.refuseForbidden(register, [customer.facts.name, ...owners.map(({ name }) => name)]);
    const today = this.today();
    if (queriedOn > today) throw queriedInFuture();
    const present = await presentOwnersOf(tx, customer.key, today);
    const registered = owners.map(({ documentType, documentNumber, ...owner }): ComparedOwner => ({
      ...owner,
      documents:
        documentType === undefined || documentNumber === undefined
          ? []
          : [{ type: documentType, number: documentNumber }],
    }));
    const differences = compareRegister(present.owners, registered, rules.register, {
      name: nameKey,
      number: documentNumberKey,
    });
    const material = differences.some((difference) => difference.material);
    const comparison = {
      ...{ customer: customer.key, register, queriedOn, version: present.version },
      ...{ registered, differences, material, now: clock.now() },
    };
    const { key, id } = await insertComparison(tx, actor, comparison);
    const discrepancyId = await this.follow(tx, actor, { ...comparison, comparison: key });
    await audit.append(tx, actor, {
      action: 'register.compared',
      subject: { kind: 'customer', id: customer.id },
      details: { comparison: id, differences: differences.length, material },
      requestId: one.requestId,
    });
    return { id, differences, material, discrepancyId };
  }

  /** Adds what was done about a discrepancy. Throws 404, 409 for what cannot follow, 422 for forbidden words. */
  async add(
    tx: Tx,
    actor: Actor,
    one: { id: string; kind: DecidableKind; text: string; requestId: string },
  ): Promise<DiscrepancyStatus> {
    const row = isId(one.id) ? await findDiscrepancy(tx, one.id, true) : undefined;
    if (!row) throw problems.notFound();
    this.refuseForbidden(one.text, [row.customer_name]);
    const events = await eventsOf(tx, row.key);
    if (!mayFollow(row.status, row.material).includes(one.kind)) throw problems.wrongState();
    const status = await this.append(tx, actor, row, events, { kind: one.kind, text: one.text });
    await this.parts.audit.append(tx, actor, {
      action: 'register-discrepancy.event-added',
      subject: { kind: 'register-discrepancy', id: row.id },
      details: { kind: one.kind, status },
      requestId: one.requestId,
    });
    return status;
  }

  async list(
    q: Queryable,
    query: { status?: string; dueBefore?: Day; customerId?: string; cursor?: string; limit?: number },
  ): Promise<{ items: Static<typeof discrepancySummary>[]; nextCursor: string | null }> {
    const { limit = 50 } = query;
    const rows = await findDiscrepancies(q, { ...query, limit });
    const today = this.today();
    return toPage(
      rows,
      limit,
      (row) => this.summary(row, today),
      (row) => [row.due_on, row.key],
    );
  }

  async get(q: Queryable, id: string): Promise<Static<typeof discrepancyDetail>> {
    const row = isId(id) ? await findDiscrepancy(q, id) : undefined;
    if (!row) throw problems.notFound();
    const events = await eventsOf(q, row.key);
    return {
      ...this.summary(row, this.today()),
      ...(await lastComparison(q, row.key)),
      mayFollow: [...mayFollow(row.status, row.material)],
      events: events.map(({ kind, text, at, by }) => ({ kind, text, at: at.toISOString(), by })),
    };
  }

  private async follow(
    tx: Tx,
    actor: Actor,
    one: Parameters<typeof insertComparison>[2] & { comparison: string },
  ): Promise<string | null> {
    const { workingDays, tasks, rules } = this.parts;
    const differs = one.differences.length > 0;
    const foundOn = this.today();
    const due = workingDays.deadline(
      foundOn,
      Number(valueOn(rules.parameters.discrepancyWorkingDays, foundOn)),
    );
    const begun = differs ? await beginDiscrepancy(tx, { ...one, foundOn, due }) : undefined;
    const row = await lockOpen(tx, one.customer, one.register);
    if (!row) return null;
    const kind = begun ? 'found' : differs ? 'compared' : 'corrected';
    const events = await eventsOf(tx, row.key);
    // What was material once has its clock for that, whatever is left of it.
    const material = row.material || one.material;
    await this.append(tx, actor, { ...row, material }, events, { kind, comparison: one.comparison });
    if (begun)
      await tasks.raise(
        tx,
        [
          {
            ...{ customerKey: one.customer, kind: 'doubt', episode: episodeOf(row.id), dueOn: due.day },
            ...{ ask: ASK, audience: 'compliance', cause: { kind: 'register-discrepancy', id: row.id } },
          },
        ],
        actor,
      );
    return row.id;
  }

  private async append(
    tx: Tx,
    actor: Actor,
    row: DiscrepancyRow,
    events: readonly { kind: DiscrepancyEventKind }[],
    one: { kind: DiscrepancyEventKind; text?: string; comparison?: string },
  ): Promise<DiscrepancyStatus> {
    const status = discrepancyStatusOf([...events.map(({ kind }) => kind), one.kind]);
    const now = this.parts.clock.now();
    await appendEvent(tx, actor, { ...one, discrepancy: row.key, now, status, material: row.material });
    if (isOpen(row.status) && !isOpen(status))
      await this.parts.tasks.settleEpisodes(
        tx,
        [{ customerKey: row.customer_key, kind: 'doubt', episode: episodeOf(row.id) }],
        `register discrepancy ${status}`,
        actor,
      );
    return status;
  }

  private summary(row: DiscrepancyRow, today: Day): Static<typeof discrepancySummary> {
    return {
      ...{ id: row.id, customerId: row.customer_id, customerNumber: row.customer_number },
      ...{ customerName: row.customer_name, branch: row.branch, register: row.register },
      ...{ foundOn: row.found_on, dueOn: row.due_on, estimated: row.estimated },
      ...{ material: row.material, status: row.status },
      workingDaysLeft: isOpen(row.status) ? this.parts.workingDays.between(today, row.due_on) : null,
    };
  }

  private today(): Day {
    return this.parts.days.dayOf(this.parts.clock.now());
  }

  /** @param names of those the text is about, which may have any letters */
  private refuseForbidden(text: string, names: readonly string[]): void {
    const { words, exceptIn: phrases } = this.parts.rules.forbiddenWords;
    if (mentionsReport(text, words, { phrases, names })) throw mentionsSuspicion();
  }
}

const episodeOf = (id: string): string => `register discrepancy ${id}`;
