import type { ReactNode } from 'react';
import './facts.css';

export interface Fact {
  name: string;
  value: ReactNode;
  /** Takes the whole width. */
  wide?: boolean;
}

/** Names and values of one thing, in as many columns as fit. */
export function Facts({
  facts,
  narrow = false,
}: {
  facts: (Fact | false | null | undefined)[];
  narrow?: boolean;
}) {
  return (
    <dl className={narrow ? 'facts facts-narrow' : 'facts'}>
      {facts
        .filter((fact): fact is Fact => Boolean(fact))
        .map((fact) => (
          <div key={fact.name} className={fact.wide ? 'fact-wide' : undefined}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
    </dl>
  );
}
