import type { CustomerKind, Currency, Direction, TransactionBody, WatchlistName } from '../types.js';
import type { Bank } from '../bank.js';
import { abroad, domestic, type External } from '../external.js';
import { minor } from '../money.js';
import { banksHere, booking, type Details, type Movement, type Party } from '../movement.js';
import { chineseName } from '../names/person-names.js';
import { drawFirmIndustry, firmName, foreignFirmName } from '../names/organisation-names.js';
import type { Profile, ProfileOverride } from '../profile.js';
import type { Random } from '../random.js';

/** Thrown when the bank or its history is too small for a scene; the scene is then left out as a whole. */
export class NoRoom extends Error {}

export interface Scenario {
  pattern: string;
  name: string;
  expected: 'fires' | 'near-miss';
  note: string;
  play(scene: Scene): void;
}

/** Whole or decimal units of the currency; the hour of the bank's day, a fraction for minutes. */
export interface Terms extends Details {
  amount: number;
  currency?: Currency;
  hour?: number;
  method?: Movement['method'];
  channel?: Movement['channel'];
}

interface Player {
  profile: Profile;
  role: 'main' | 'member';
  /** No everyday life around the scene: dormant accounts and the like. */
  quiet: boolean;
}

export type Cast = (kind: CustomerKind, override: ProfileOverride) => Profile;

/** One planting: customers of its own, what they do, and what was recorded of it. */
export class Scene {
  readonly players: Player[] = [];
  readonly bookings: { day: number; body: TransactionBody }[] = [];
  readonly events: { day: number; customerNumber: string; type: string; data: Record<string, string> }[] = [];

  readonly listed: WatchlistName[] = [];

  constructor(
    readonly bank: Bank,
    readonly random: Random,
    private readonly cast: Cast,
  ) {}

  main(kind: CustomerKind, override: ProfileOverride = {}, quiet = false): Profile {
    return this.enter('main', kind, override, quiet);
  }

  member(kind: CustomerKind, override: ProfileOverride = {}, quiet = false): Profile {
    return this.enter('member', kind, override, quiet);
  }

  members(count: number, kind: CustomerKind, override: ProfileOverride = {}): Profile[] {
    return Array.from({ length: count }, () => this.member(kind, override));
  }

  /** Yearly income in whole yuan as an override. */
  static income = (yuan: number): ProfileOverride => ({ yearlyIncome: yuan * 100 });

  /**
   * `count` consecutive working days somewhere in the history.
   * @param after calendar days of history wanted before the first of them
   */
  workingDays(count: number, after = 3): number[] {
    const { working, first } = this.bank.history;
    const usable = working.filter((day) => day >= first + after);
    if (usable.length < count + 1) throw new NoRoom();
    const start = this.random.int(usable.length - count);
    return usable.slice(start, start + count);
  }

  otherPerson(): External {
    const gender = this.random.chance(0.5) ? 'male' : 'female';
    const name = chineseName(gender, this.random.between(1960, 2002), this.random);
    return domestic(name, 'individual', this.random);
  }

  otherFirm(name?: string): External {
    return domestic(
      name ?? firmName(drawFirmIndustry(this.random), this.random),
      'organisation',
      this.random,
    );
  }

  /** Somebody abroad, firm unless a name of a person is given. */
  overseas(country: string, person?: string): External {
    return person
      ? abroad(person, 'individual', country, this.random)
      : abroad(foreignFirmName(country, this.random), 'organisation', country, this.random);
  }

  /** A round amount of whole units between the two, in steps. */
  between(low: number, high: number, step = 100): number {
    return this.random.between(Math.ceil(low / step), Math.floor(high / step)) * step;
  }

  pay(day: number, from: Party, to: Party, terms: Terms): void {
    const movement = this.movement(day, { method: 'transfer', channel: 'online', ...terms });
    if (banksHere(from)) this.record(day, booking(this.reference(day), movement, from, 'out', to));
    if (banksHere(to) && (terms.outcome ?? 'completed') === 'completed') {
      this.record(day, booking(this.reference(day), { ...movement, device: undefined }, to, 'in', from));
    }
  }

  cash(day: number, profile: Profile, direction: Direction, terms: Terms): void {
    const movement = this.movement(day, {
      method: 'cash',
      channel: 'counter',
      branch: profile.branch,
      ...terms,
    });
    this.record(day, booking(this.reference(day), movement, profile, direction, undefined));
  }

  /** A posting without another side, such as one leg of a conversion. */
  post(day: number, profile: Profile, direction: Direction, terms: Terms): void {
    const movement = this.movement(day, { method: 'exchange', channel: 'counter', ...terms });
    this.record(day, booking(this.reference(day), movement, profile, direction, undefined));
  }

  event(day: number, profile: Profile, type: string, data: Record<string, string>): void {
    this.events.push({ day, customerNumber: profile.customerNumber, type, data });
  }

  /** A teller's suspicion in words (`POST /referrals`). */
  referral(day: number, profile: Profile, text: string): void {
    this.event(day, profile, 'referral', { text });
  }

  watch(name: WatchlistName): void {
    this.listed.push(name);
  }

  private enter(
    role: 'main' | 'member',
    kind: CustomerKind,
    override: ProfileOverride,
    quiet: boolean,
  ): Profile {
    const profile = this.cast(kind, override);
    this.players.push({ profile, role, quiet });
    return profile;
  }

  private movement(day: number, terms: Terms & Pick<Movement, 'method' | 'channel'>): Movement {
    if (day > this.bank.history.last) throw new NoRoom();
    const { hour, amount, currency = 'CNY', ...details } = terms;
    const at = hour ?? 9 + this.random.float() * 7.5;
    const second = Math.floor(at * 3600) + this.random.int(60);
    return { ...details, day, second, amount: minor(amount, currency), currency };
  }

  private reference(day: number): string {
    return this.bank.references.plant(day);
  }

  private record(day: number, body: TransactionBody): void {
    this.bookings.push({ day, body });
  }
}
