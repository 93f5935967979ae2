import type { Direction, TransactionBody } from './types.js';
import type { Bank } from './bank.js';
import type { Random } from './random.js';
import { banksHere, booking, type Movement, type Party } from './movement.js';
import type { Profile } from './profile.js';

type Untimed = Omit<Movement, 'day' | 'second'> & { second?: number };

/** Opening hours by channel, in seconds of the day. */
const HOURS = {
  counter: [9, 17],
  pos: [8, 22],
  atm: [6, 24],
  online: [8, 21],
  mobile: [7, 24],
  other: [0, 6],
} as const;

/** The bookings of one day as they come up, handed on in slices so that no day has to fit into memory. */
export class DayBook {
  private slice: TransactionBody[] = [];
  booked = 0;

  constructor(
    readonly bank: Bank,
    readonly day: number,
    readonly random: Random,
  ) {}

  get full(): boolean {
    return this.slice.length >= 2000;
  }

  /** What has been booked since the last call, in time order. */
  take(): TransactionBody[] {
    const slice = this.slice;
    this.slice = [];
    return slice.sort((a, b) => (a.bookedAt < b.bookedAt ? -1 : a.bookedAt > b.bookedAt ? 1 : 0));
  }

  add(body: TransactionBody): void {
    this.slice.push(body);
    this.booked += 1;
  }

  /** Money from one party to another: one booking for each of them that banks here. */
  pay(from: Party, to: Party, untimed: Untimed): TransactionBody[] {
    const movement = this.timed(untimed);
    const made: TransactionBody[] = [];
    if (banksHere(from)) made.push(booking(this.reference(), movement, from, 'out', to));
    // A payment that never happened is known to the payer's side only.
    if (banksHere(to) && (movement.outcome ?? 'completed') === 'completed') {
      made.push(booking(this.reference(), { ...movement, device: undefined }, to, 'in', from));
    }
    for (const body of made) this.add(body);
    return made;
  }

  /** Cash over the counter or a machine, and the bank's own postings: there is no other side. */
  post(profile: Profile, direction: Direction, untimed: Untimed): TransactionBody {
    const body = booking(this.reference(), this.timed(untimed), profile, direction, undefined);
    this.add(body);
    return body;
  }

  reference(): string {
    return this.bank.references.everyday(this.day);
  }

  private timed(untimed: Untimed): Movement {
    const [open, close] = HOURS[untimed.channel];
    const second = untimed.second ?? open * 3600 + this.random.int((close - open) * 3600);
    return { ...untimed, day: this.day, second };
  }
}
