import fc from 'fast-check';
import { matchStatus, type Decision } from '../../src/screening/domain/match-status.js';

const taken = fc.array(
  fc.record({
    decision: fc.constantFrom<Decision>('true-match', 'false-match'),
    actorId: fc.constantFrom('a', 'b', 'c'),
  }),
);

describe('the status of a match', () => {
  it('is never settled by one person alone', () => {
    fc.assert(
      fc.property(taken, fc.constantFrom('a', 'b'), (decisions, actorId) => {
        const alone = decisions.map(({ decision }) => ({ decision, actorId }));
        expect(matchStatus(alone)).toBe(alone.length === 0 ? 'open' : 'awaiting-second');
      }),
    );
  });

  it('is settled as the last two different people agree', () => {
    fc.assert(
      fc.property(taken, fc.constantFrom<Decision>('true-match', 'false-match'), (before, decision) => {
        const decided = [...before, { decision, actorId: 'x' }, { decision, actorId: 'y' }];
        expect(matchStatus(decided)).toBe(decision);
      }),
    );
  });
});
