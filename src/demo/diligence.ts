/** What is not in order with a bank's customers: papers that run out, gaps in the data, people entered twice. */
import type { CustomerBody, WatchlistName } from './types.js';
import { dayText } from './days.js';
import * as identity from './identity-numbers.js';
import type { Population } from './population.js';
import type { Profile } from './profile.js';
import { Random, STREAM } from './random.js';

const RUNNING_OUT = 0.03;
const WITHOUT_OCCUPATION = 0.012;
const WITHOUT_CONTACT = 0.006;
const ENTERED_TWICE = 401;
const WITHOUT_COPY = 37;

const isEveryday = ({ persons }: Population, { index }: Profile): boolean =>
  index >= persons.from && index < persons.to;

/** A customer's body as a bank would really have it; most are in order. Only everyday persons have gaps. */
export function withGaps(body: CustomerBody, population: Population, profile: Profile): CustomerBody {
  if (!isEveryday(population, profile)) return body;
  const { parameters } = population;
  const random = new Random(parameters.seed, STREAM.diligence, profile.index);
  const lastDay = population.firstDay + parameters.days - 1;
  const [document] = body.documents ?? [];
  if (document && random.chance(RUNNING_OUT)) {
    const { longTerm: _longTerm, ...paper } = document;
    const until = lastDay + random.between(-120, 85);
    body.documents = [{ ...paper, issuedOn: dayText(until - 3_652), validUntil: dayText(until) }];
  }
  if (random.chance(WITHOUT_OCCUPATION)) delete body.occupation;
  if (random.chance(WITHOUT_CONTACT)) delete body.contacts;
  return profile.index % ENTERED_TWICE === 0 && profile.index > population.persons.from
    ? again(body, population, profile, random)
    : body;
}

/** The person before, come again with a passport. */
function again(body: CustomerBody, population: Population, profile: Profile, random: Random): CustomerBody {
  const { name, gender, birth } = population.profile(profile.index - 1);
  const lastDay = population.firstDay + population.parameters.days - 1;
  return {
    ...body,
    name,
    gender,
    dateOfBirth: dayText(birth),
    documents: [
      {
        type: 'passport',
        number: identity.chinesePassport(random),
        validUntil: body.documents?.[0]?.validUntil ?? dayText(lastDay + 2_000),
      },
    ],
  };
}

/** Facts from outside about a few everyday persons: type of the event, and the day counted back from the last. */
export function reputations(
  population: Population,
): { customerNumber: string; type: string; daysAgo: number }[] {
  const types = [
    'politically-exposed',
    'adverse-media',
    'judicial-investigation',
    'due-diligence-refused',
    'risk-notice',
  ];
  const { from, to } = population.persons;
  const step = Math.max(1, Math.floor((to - from) / (types.length * 3)));
  const found = [];
  for (let at = 0; at < types.length * 3 && from + at * step < to; at += 1) {
    const { customerNumber } = population.profile(from + at * step);
    found.push({ customerNumber, type: types[at % types.length]!, daysAgo: 10 + at * 7 });
  }
  return found;
}

/** Who holds whom: a chain of firms that ends in a person, a pair that hold each other, and a holding with three. */
export function holdings(population: Population): { of: string; by: string; share: string }[] {
  const { from, to } = population.organisations;
  const firm = (at: number): string => population.profile(from + at).customerNumber;
  const person = (at: number): string => population.profile(population.persons.from + at).customerNumber;
  if (to - from < 9) return [];
  return [
    { of: firm(0), by: firm(1), share: '60' },
    { of: firm(1), by: firm(2), share: '70' },
    { of: firm(2), by: person(5), share: '80' },
    { of: firm(0), by: person(6), share: '40' },
    { of: firm(3), by: firm(4), share: '30' },
    { of: firm(4), by: firm(3), share: '40' },
    { of: firm(3), by: person(7), share: '70' },
    { of: firm(4), by: person(8), share: '60' },
    { of: firm(6), by: firm(5), share: '100' },
    { of: firm(7), by: firm(5), share: '51' },
    { of: firm(8), by: firm(5), share: '33.33' },
    { of: firm(5), by: person(9), share: '50' },
    { of: firm(5), by: person(10), share: '50' },
  ];
}

/** Everyday persons who share their name with somebody on the bank's own list; whether they are the same, people decide. */
export function namesakes(population: Population): WatchlistName[] {
  const { from, to } = population.persons;
  return [0.31, 0.62].map((part, at) => ({
    entityId: `N${at + 1}`,
    list: 'internal',
    kind: 'individual',
    name: population.profile(from + Math.floor((to - from) * part)).name,
  }));
}

/** Where the copies lie in the bank's archive; of a few customers nobody made any. */
export function withCopies(body: CustomerBody, { index }: Profile): CustomerBody {
  if (index % WITHOUT_COPY === WITHOUT_COPY - 1) return body;
  const { documents, legalRepresentative } = body;
  const copied = (list: typeof documents, part: string) =>
    list?.map((one, at) => ({ ...one, images: [`archive/${body.customerNumber}/${part}-${at + 1}`] }));
  const [own, head] = [copied(documents, 'document'), copied(legalRepresentative?.documents, 'head')];
  return {
    ...body,
    ...(own ? { documents: own } : {}),
    ...(legalRepresentative && head
      ? { legalRepresentative: { ...legalRepresentative, documents: head } }
      : {}),
  };
}
