import { useId, type ReactNode } from 'react';
import './panel.css';

/** A titled block of a page. `flush` lets a table reach the edges. */
export function Panel(props: { title?: string; extra?: ReactNode; flush?: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={props.title ? id : undefined}>
      {props.title ? (
        <header className="panel-header">
          <h2 id={id}>{props.title}</h2>
          {props.extra ? <div className="row">{props.extra}</div> : null}
        </header>
      ) : null}
      <div className={props.flush ? 'panel-flush' : 'panel-body'}>{props.children}</div>
    </section>
  );
}
