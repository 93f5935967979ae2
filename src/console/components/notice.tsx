import type { ReactNode } from 'react';
import './notice.css';

/** A calm block for what is empty, missing or wrong: what it is, what to do, and the way there. */
export function Notice(props: {
  title: string;
  text?: ReactNode;
  icon?: ReactNode;
  children?: ReactNode;
  compact?: boolean;
}) {
  return (
    <div className={props.compact ? 'notice notice-compact' : 'notice'}>
      {props.icon ? (
        <div className="notice-icon" aria-hidden="true">
          {props.icon}
        </div>
      ) : null}
      <p className="notice-title">{props.title}</p>
      {props.text ? <p className="notice-text">{props.text}</p> : null}
      {props.children ? <div className="notice-actions">{props.children}</div> : null}
    </div>
  );
}
