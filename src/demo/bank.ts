import type { DemoParameters } from './types.js';
import { Externals } from './external.js';
import { institutionIndex } from './institutions.js';
import { References } from './movement.js';
import { Population } from './population.js';
import type { Profile } from './profile.js';
import { History } from './working-days.js';

/** What every part of the generator shares. */
export class Bank {
  readonly population: Population;
  readonly history: History;
  readonly externals: Externals;
  readonly references = new References();

  constructor(readonly parameters: DemoParameters) {
    this.history = new History(parameters);
    this.population = new Population(parameters);
    this.externals = new Externals(parameters.seed);
  }

  institution(key: string): Profile {
    return this.population.profile(institutionIndex(key));
  }
}
