import { Link } from 'react-router';
import { useFormat } from '../../i18n/use-format.js';

export type FigureTone = 'plain' | 'warning' | 'danger';

/** One number of the day; it leads to the list it counts. A zero is never alarming. */
export function Figure(props: { name: string; value: number; to: string; tone?: FigureTone; hint?: string }) {
  const format = useFormat();
  const tone = props.value > 0 ? (props.tone ?? 'plain') : 'plain';
  return (
    <Link to={props.to} className={`figure figure-${tone}`}>
      <span className="figure-name">{props.name}</span>
      <span className="figure-value number">{format.count(props.value)}</span>
      {props.hint ? <span className="figure-hint">{props.hint}</span> : null}
    </Link>
  );
}
