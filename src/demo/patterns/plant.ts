import type { CustomerKind, Label } from '../types.js';
import type { Bank } from '../bank.js';
import { dayText } from '../days.js';
import type { Profile, ProfileOverride } from '../profile.js';
import { Random, STREAM } from '../random.js';
import type { Range } from '../population.js';
import { Plan } from './plan.js';
import { NoRoom, Scene, type Scenario } from './scene.js';
import { SCENARIOS } from './scenarios.js';

/** Planted transactions never make up more of the asked number than this. */
const MOST_PLANTED = 0.25;

/** Plants every pattern, once for every so many customers, as far as bank and history have room for it. */
export function plantPatterns(bank: Bank): { bank: Bank; plan: Plan } {
  const plan = new Plan();
  const { population, parameters } = bank;
  const next: Record<CustomerKind, number> = {
    individual: population.cast.person.from,
    organisation: population.cast.organisation.from,
    'sole-trader': population.cast.soleTrader.from,
  };
  const end: Record<CustomerKind, Range> = {
    individual: population.cast.person,
    organisation: population.cast.organisation,
    'sole-trader': population.cast.soleTrader,
  };
  const cast = (kind: CustomerKind, override: ProfileOverride): Profile => {
    if (next[kind] >= end[kind].to) throw new NoRoom();
    const index = next[kind]++;
    population.override(index, override);
    return population.profile(index);
  };
  for (let set = 0; set < population.sets; set++) {
    SCENARIOS.forEach((scenario, i) => {
      if (plan.size > parameters.transactions * MOST_PLANTED) return;
      const scene = new Scene(bank, new Random(parameters.seed, STREAM.pattern, set, i), cast);
      const before = { ...next };
      try {
        scenario.play(scene);
      } catch (error) {
        if (!(error instanceof NoRoom)) throw error;
        Object.assign(next, before);
        return;
      }
      commit(bank, plan, scenario, scene);
    });
  }
  return { bank, plan };
}

function commit(bank: Bank, plan: Plan, scenario: Scenario, scene: Scene): void {
  const { first } = bank.history;
  const days = [...scene.bookings.map((one) => one.day), ...scene.events.map((one) => one.day)];
  // What lies before the history prepares the scene (the last stir of a dormant account).
  const during = days.filter((day) => day >= first);
  const [from, to] = [Math.min(...during), Math.max(...during)];
  for (const { day, body } of scene.bookings) plan.add(day, body);
  for (const { day, ...event } of scene.events) plan.events.push({ ...event, occurredOn: dayText(day) });
  plan.watchlist.push(...scene.listed);
  for (const { profile, role, quiet } of scene.players) {
    plan.labels.push(label(scenario, scene, profile, role, dayText(from), dayText(to)));
    if (!quiet) plan.living.push({ index: profile.index, from, to });
  }
}

function label(
  { pattern, name, expected, note }: Scenario,
  scene: Scene,
  { customerNumber }: Profile,
  role: Label['role'],
  from: string,
  to: string,
): Label {
  const own = scene.bookings.filter(({ body }) => body.customerNumber === customerNumber);
  return {
    pattern,
    scenario: name,
    role,
    customerNumber,
    references: own.map(({ body }) => body.reference),
    events: scene.events.filter((one) => one.customerNumber === customerNumber).length,
    from,
    to,
    expected,
    note,
  };
}
