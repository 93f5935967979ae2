import type { CustomerBody, DocumentBody, PersonBody } from './types.js';
import type { Population } from './population.js';
import type { Profile } from './profile.js';
import { Random, STREAM } from './random.js';
import { withCopies, withGaps } from './diligence.js';
import { dayText } from './days.js';
import { amountText } from './money.js';
import { drawAddress } from './places.js';
import { chineseName, FOREIGN_COUNTRIES } from './names/person-names.js';
import { INSTITUTIONS } from './institutions.js';
import * as identity from './identity-numbers.js';

const HOLDERS_OF_PERMITS = ['HKG', 'MAC', 'TWN'];

function personDocument(profile: Profile, lastDay: number, random: Random): DocumentBody {
  const issued = Math.max(lastDay - 200 - random.int(2500), profile.birth + Math.ceil(16.1 * 365.25));
  const { nationality, gender, birth, prefecture } = profile;
  const years = (n: number): Pick<DocumentBody, 'issuedOn' | 'validUntil'> => ({
    issuedOn: dayText(issued),
    validUntil: dayText(issued + Math.round(n * 365.25)),
  });
  if (FOREIGN_COUNTRIES.includes(nationality)) {
    return { type: 'passport', number: identity.foreignPassport(random), issuer: nationality, ...years(10) };
  }
  if (HOLDERS_OF_PERMITS.includes(nationality)) {
    const permit =
      nationality === 'TWN'
        ? ({ type: 'taiwan-permit', number: identity.taiwanPermit(random) } as const)
        : ({
            type: 'hk-macao-permit',
            number: identity.hkMacaoPermit(nationality === 'HKG' ? 'H' : 'M', random),
          } as const);
    return { ...permit, issuer: '国家移民管理局', ...years(10) };
  }
  const number = identity.residentId(prefecture, birth, gender, random);
  const age = (issued - birth) / 365.25;
  const issuer = `${profile.placeText}公安局`;
  if (age >= 46) return { type: 'resident-id', number, issuer, issuedOn: dayText(issued), longTerm: true };
  return { type: 'resident-id', number, issuer, ...years(age < 26 ? 10 : 20) };
}

function creditCode(profile: Profile, prefix: identity.CreditCodePrefix | undefined, random: Random): string {
  const own = prefix ?? (profile.kind === 'sole-trader' ? '92' : '91');
  return identity.creditCode(own, profile.prefecture, random);
}

/** How long a card is valid that was issued some years ago: ten or twenty years by age, without end from 46 on. */
function cardTerm(
  profile: Profile,
  lastDay: number,
): Pick<DocumentBody, 'issuedOn' | 'validUntil' | 'longTerm'> {
  const issued = lastDay - 200 - ((profile.index * 37) % 2500);
  const age = (issued - profile.birth) / 365.25;
  const issuedOn = dayText(issued);
  if (age >= 46) return { issuedOn, longTerm: true };
  return { issuedOn, validUntil: dayText(issued + Math.round((age < 26 ? 10 : 20) * 365.25)) };
}

function representative(profile: Profile, lastDay: number, random: Random): PersonBody {
  const gender = profile.gender;
  const birthYear = Number(dayText(profile.birth).slice(0, 4));
  return {
    name: chineseName(gender, birthYear, random),
    nationality: 'CHN',
    gender,
    dateOfBirth: dayText(profile.birth),
    contacts: [{ type: 'mobile', value: identity.mobileNumber(random), consent: true }],
    documents: [
      {
        type: 'resident-id',
        number: identity.residentId(profile.prefecture, profile.birth, gender, random),
        ...cardTerm(profile, lastDay),
      },
    ],
  };
}

/** The head of a small firm usually owns it; sometimes with a second shareholder of 25 % or more. */
function owners(body: CustomerBody, random: Random): NonNullable<CustomerBody['beneficialOwners']> {
  const since = body.openedOn as string;
  const { contacts: _contacts, ...head } = body.legalRepresentative as PersonBody;
  const share = random.pick([100, 80, 70, 60, 51]);
  return [{ ...head, basis: 'shares', share: `${share}.00`, since }];
}

/** The whole `POST /customers` body of a customer. */
export function customerBody(population: Population, profile: Profile): CustomerBody {
  const { parameters } = population;
  const random = new Random(parameters.seed, STREAM.body, profile.index);
  const lastDay = population.firstDay + parameters.days - 1;
  const override = population.overrideOf(profile.index);
  const individual = profile.kind === 'individual';
  const place = { prefecture: profile.prefecture, text: profile.placeText };
  const body: CustomerBody = {
    kind: profile.kind,
    branch: profile.branch,
    name: profile.name,
    customerNumber: profile.customerNumber,
    annualIncome: amountText(profile.yearlyIncome, 'CNY'),
    openedOn: dayText(profile.openedOn),
    channel: individual && random.chance(0.4) ? 'mobile' : 'counter',
    addresses: [
      {
        type: individual ? 'residence' : 'business',
        text: drawAddress(place, individual, random),
        country: 'CHN',
        region: `${profile.prefecture}00`,
      },
    ],
    contacts: [{ type: 'mobile', value: identity.mobileNumber(random), consent: random.chance(0.8) }],
    accounts: profile.accounts.map(({ openedOn, closedOn, ...one }) => ({
      ...one,
      openedOn: dayText(openedOn),
      ...(closedOn === undefined ? {} : { closedOn: dayText(closedOn) }),
    })),
  };
  if (individual) {
    body.gender = profile.gender;
    body.dateOfBirth = dayText(profile.birth);
    body.nationality = profile.nationality;
    body.occupation = profile.occupation;
    body.documents = [personDocument(profile, lastDay, random)];
    body.purpose = '日常结算';
    body.sourceOfFunds = profile.occupation === '99999' ? '养老金或家庭供养' : '工资薪金';
    return body;
  }
  const institution = profile.index < INSTITUTIONS.length ? INSTITUTIONS[profile.index] : undefined;
  body.industry = profile.industry;
  body.documents = [
    { type: 'unified-social-credit', number: creditCode(profile, institution?.code, random), longTerm: true },
  ];
  body.purpose = '经营结算';
  body.sourceOfFunds = profile.publicBody ? '财政资金' : '经营收入';
  body.businessScope = profile.scope;
  body.legalRepresentative = representative(profile, lastDay, random);
  if (profile.kind === 'organisation' && !profile.publicBody) body.beneficialOwners = owners(body, random);
  if (profile.publicBody) body.publicBody = true;
  if (institution) {
    if (institution.natureOfBusiness) body.natureOfBusiness = institution.natureOfBusiness;
    if (institution.registeredCapital) {
      body.registeredCapital = { amount: institution.registeredCapital, currency: 'USD' };
    }
  }
  if (override?.natureOfBusiness) body.natureOfBusiness = override.natureOfBusiness;
  if (override?.registeredCapital) body.registeredCapital = override.registeredCapital;
  return body;
}

/** All customers in an order that mixes the kinds, one at a time. */
export function* customerBodies(population: Population): Generator<CustomerBody> {
  let step = Math.floor(population.size * 0.382) | 1;
  while (!coprime(step, population.size)) step += 1;
  for (let i = 0, at = 0; i < population.size; i++, at = (at + step) % population.size) {
    const profile = population.profile(at);
    yield withCopies(withGaps(customerBody(population, profile), population, profile), profile);
  }
}

function coprime(a: number, b: number): boolean {
  while (b !== 0) [a, b] = [b, a % b];
  return a === 1;
}
