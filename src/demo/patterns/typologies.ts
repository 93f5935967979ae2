/** Network typologies among customers of the bank: who pays whom, whatever the amounts. */
import type { Profile } from '../profile.js';
import { TYPOLOGY } from './numbers.js';
import { Scene, type Scenario } from './scene.js';

const person = (scene: Scene): Profile => scene.main('individual', Scene.income(90_000));
const people = (scene: Scene, count: number): Profile[] =>
  scene.members(count, 'individual', Scene.income(80_000));
const each = (scene: Scene): number => scene.between(18_000, 28_000);

/** Everybody on the left pays everybody on the right, on the given day and later in the day for later steps. */
function layer(
  scene: Scene,
  day: number,
  from: readonly Profile[],
  to: readonly Profile[],
  amount: number,
): void {
  for (const payer of from) {
    for (const payee of to) {
      scene.pay(day, payer, payee, {
        amount: Math.round(amount * (0.95 + scene.random.float() * 0.1)),
        purpose: '转账',
      });
    }
  }
}

function fan(scene: Scene, members: number, inward: boolean): void {
  const days = scene.workingDays(TYPOLOGY.fan.days);
  const main = person(scene);
  people(scene, members).forEach((other, i) => {
    const day = days[i % days.length] as number;
    if (inward) scene.pay(day, other, main, { amount: each(scene), purpose: '往来款' });
    else scene.pay(day, main, other, { amount: each(scene), purpose: '往来款' });
  });
}

/** Money goes round; `closed` says whether it comes home. */
function cycle(scene: Scene, closed: boolean): void {
  const { length, kept } = TYPOLOGY.cycle;
  const days = scene.workingDays(length);
  const ring = [person(scene), ...people(scene, length - 1)];
  let amount = 96_000;
  ring.forEach((payer, i) => {
    const last = i === length - 1;
    const payee = last ? (closed ? (ring[0] as Profile) : scene.otherPerson()) : (ring[i + 1] as Profile);
    scene.pay(days[i] as number, payer, payee, { amount: Math.round(amount), purpose: '借款' });
    amount *= 1 - kept;
  });
}

function scatterGather(scene: Scene, width: number): void {
  const days = scene.workingDays(4);
  const main = person(scene);
  const middle = people(scene, width);
  const [end] = people(scene, 1) as [Profile];
  layer(scene, days[0] as number, [main], middle, 30_000);
  layer(scene, days[2] as number, middle, [end], 29_000);
}

function gatherScatter(scene: Scene, width: number): void {
  const days = scene.workingDays(4);
  const main = person(scene);
  layer(scene, days[0] as number, people(scene, width), [main], 30_000);
  layer(scene, days[2] as number, [main], people(scene, width), 29_000);
}

function bipartite(scene: Scene, width: number): void {
  const main = person(scene);
  const day = scene.workingDays(1)[0] as number;
  layer(scene, day, [main, ...people(scene, width - 1)], people(scene, width), 9_000);
}

function stack(scene: Scene, layers: number): void {
  const { width } = TYPOLOGY.stack;
  const days = scene.workingDays(layers + 1);
  let upper = [person(scene), ...people(scene, width - 1)];
  for (let n = 0; n < layers; n++) {
    const lower = people(scene, width);
    layer(scene, days[n] as number, upper, lower, 12_000);
    upper = lower;
  }
}

/** What comes in leaves within hours, again and again. */
function passThrough(scene: Scene, share: number): void {
  const main = person(scene);
  for (const day of scene.workingDays(TYPOLOGY.passThrough.times)) {
    const amount = scene.between(60_000, 90_000, 1_000);
    scene.pay(day, scene.otherPerson(), main, { amount, purpose: '往来款', hour: 10 });
    scene.pay(day, main, scene.otherPerson(), {
      amount: Math.round(amount * share),
      purpose: '转账',
      hour: 14,
    });
  }
}

const typology = (
  name: string,
  scenario: string,
  expected: Scenario['expected'],
  note: string,
  play: Scenario['play'],
): Scenario => ({ pattern: `typology-${name}`, name: scenario, expected, note, play });

const { fan: FAN, layer: LAYER, bipartite: BIPARTITE, stack: STACK, passThrough: PASS } = TYPOLOGY;

export const typologies: readonly Scenario[] = [
  typology('fan-in', 'eight-pay-one', 'fires', 'eight customers pay one within five working days', (s) =>
    fan(s, FAN.members, true),
  ),
  typology('fan-in', 'three-pay-one', 'near-miss', 'three customers pay one', (s) => fan(s, 3, true)),
  typology('fan-out', 'one-pays-eight', 'fires', 'one customer pays eight within five working days', (s) =>
    fan(s, FAN.members, false),
  ),
  typology('fan-out', 'one-pays-three', 'near-miss', 'one customer pays three', (s) => fan(s, 3, false)),
  typology('cycle', 'comes-home', 'fires', 'four customers, the money comes back to the first', (s) =>
    cycle(s, true),
  ),
  typology('cycle', 'leaves-the-ring', 'near-miss', 'the same chain, but the last pays somebody else', (s) =>
    cycle(s, false),
  ),
  typology('scatter-gather', 'through-five', 'fires', 'one pays five who pay one', (s) =>
    scatterGather(s, LAYER.width),
  ),
  typology('scatter-gather', 'through-one', 'near-miss', 'a single one between', (s) => scatterGather(s, 1)),
  typology('gather-scatter', 'five-to-five', 'fires', 'five pay one who pays five others', (s) =>
    gatherScatter(s, LAYER.width),
  ),
  typology('gather-scatter', 'one-to-one', 'near-miss', 'one pays one who pays one', (s) =>
    gatherScatter(s, 1),
  ),
  typology('bipartite', 'four-by-four', 'fires', 'each of four pays each of four others', (s) =>
    bipartite(s, BIPARTITE.width),
  ),
  typology('bipartite', 'one-pair', 'near-miss', 'a single payment', (s) => bipartite(s, 1)),
  typology('stack', 'three-layers', 'fires', 'three by three over three layers', (s) =>
    stack(s, STACK.layers),
  ),
  typology('stack', 'one-layer', 'near-miss', 'one layer only', (s) => stack(s, 1)),
  typology(
    'pass-through',
    'out-within-hours',
    'fires',
    'on three days running what comes in leaves within hours',
    (s) => passThrough(s, PASS.share),
  ),
  typology('pass-through', 'mostly-kept', 'near-miss', 'a third leaves', (s) => passThrough(s, 0.33)),
];
