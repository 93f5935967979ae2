import type { TaskStatus } from '../types.js';

/** One thing that happened to a task, in order. */
export type TaskEvent =
  | { kind: 'assigned'; assignee: string | null }
  | { kind: 'step' }
  | { kind: 'completed' }
  | { kind: 'settled' };

/** What the events of a task come to. What is closed stays closed: a new reason is a new episode. */
export function stateAfter(events: readonly TaskEvent[]): { status: TaskStatus; assignee: string | null } {
  let status: TaskStatus = 'open';
  let assignee: string | null = null;
  for (const event of events) {
    if (status !== 'open') break;
    if (event.kind === 'assigned') assignee = event.assignee;
    if (event.kind === 'completed') status = 'done';
    if (event.kind === 'settled') status = 'settled';
  }
  return { status, assignee };
}
