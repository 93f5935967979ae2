import fc from 'fast-check';
import { canonicalJson } from '../../../src/audit/domain/canonical.js';
import {
  ChainCheck,
  GENESIS,
  link,
  type AuditEvent,
  type SealedEvent,
} from '../../../src/audit/domain/chain.js';

const text = fc.string({ unit: 'binary', maxLength: 8 });
const event: fc.Arbitrary<AuditEvent> = fc.record(
  {
    id: fc.bigInt(1n, 10n ** 15n).map(String),
    recordedAt: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    actor: fc.record({ kind: fc.constantFrom('user', 'api-key', 'system'), id: text }),
    action: text,
    subject: fc.record({ kind: text, id: text }),
    requestId: text,
    details: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 })),
    digest: fc.stringMatching(/^[0-9a-f]{64}$/),
  },
  { requiredKeys: ['id', 'recordedAt', 'actor', 'action', 'subject', 'details'] },
);
const chain = fc
  .array(event, { minLength: 2, maxLength: 12 })
  .map((list) => link({ sequence: 0, hash: GENESIS }, list));

function holds(links: readonly SealedEvent[], whole: readonly SealedEvent[]): boolean {
  const check = new ChainCheck({ sequence: 0, hash: GENESIS });
  for (const one of links) if (!check.accept(one)) return false;
  const head = whole[whole.length - 1]!;
  return check.last === head.sequence && check.head === head.hash;
}

describe('the chain of audit events', () => {
  it('holds as it was made', () => {
    fc.assert(fc.property(chain, (links) => holds(links, links)));
  });

  it('breaks with any change of an event', () => {
    fc.assert(
      fc.property(chain, fc.nat(), event, (links, at, other) => {
        const index = at % links.length;
        fc.pre(canonicalJson(links[index]!.event) !== canonicalJson(other));
        return !holds(links.with(index, { ...links[index]!, event: other }), links);
      }),
    );
  });

  it('breaks with any change of a member, however small', () => {
    fc.assert(
      fc.property(chain, fc.nat(), fc.constantFrom('id', 'recordedAt', 'action'), (links, at, member) => {
        const index = at % links.length;
        const before = links[index]!;
        const changed = { ...before, event: { ...before.event, [member]: `${before.event[member]} ` } };
        return !holds(links.with(index, changed), links);
      }),
    );
  });

  it('breaks with a removal, also when what follows is numbered anew', () => {
    fc.assert(
      fc.property(chain, fc.nat(), fc.boolean(), (links, at, renumber) => {
        const index = at % links.length;
        const left = links.toSpliced(index, 1);
        const shown = renumber ? left.map((one, i) => ({ ...one, sequence: i + 1 })) : left;
        return !holds(shown, links);
      }),
    );
  });

  it('breaks with an insertion, also when it is linked correctly to what stands before', () => {
    fc.assert(
      fc.property(chain, fc.nat(), event, (links, at, extra) => {
        const index = at % links.length;
        const before = links[index]!;
        const [forged] = link({ sequence: before.sequence - 1, hash: before.previousHash }, [extra]);
        const shown = [
          ...links.slice(0, index),
          forged!,
          ...links.slice(index).map((one) => ({ ...one, sequence: one.sequence + 1 })),
        ];
        return !holds(shown, links);
      }),
    );
  });

  it('breaks with a swap', () => {
    fc.assert(
      fc.property(chain, fc.nat(), fc.nat(), (links, a, b) => {
        const [i, j] = [a % links.length, b % links.length];
        fc.pre(i !== j);
        const swapped = links.with(i, links[j]!).with(j, links[i]!);
        const events = links
          .with(i, { ...links[i]!, event: links[j]!.event })
          .with(j, { ...links[j]!, event: links[i]!.event });
        fc.pre(canonicalJson(links[i]!.event) !== canonicalJson(links[j]!.event));
        return !holds(swapped, links) && !holds(events, links);
      }),
    );
  });

  it('is cut nowhere without the head telling', () => {
    fc.assert(fc.property(chain, fc.nat(), (links, at) => !holds(links.slice(0, at % links.length), links)));
  });
});

describe('the canonical text', () => {
  it('is the example of RFC 8785, section 3.2', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as unknown;
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('does not depend on the order of members, and says the same after a round trip', () => {
    fc.assert(
      fc.property(fc.dictionary(text, fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        const canonical = canonicalJson(value);
        expect(canonicalJson(reversed)).toBe(canonical);
        expect(canonicalJson(JSON.parse(canonical))).toBe(canonical);
      }),
    );
  });
});
