import { useEffect } from 'react';

/** Keys (`/`, `?`, `j`) or sequences of two (`g a`) and what they do. */
export type Hotkeys = Record<string, (event: KeyboardEvent) => void>;

const layers: Hotkeys[] = [];
let pending = '';
let pendingAt = 0;
/** How long the second key of a sequence may take, in milliseconds. */
const patience = 1200;

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.role === 'combobox');

function listen(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
  const sequence = pending && event.timeStamp - pendingAt < patience ? `${pending} ${event.key}` : event.key;
  pending = '';
  // The newest layer wins: a table's `j` over the layout's.
  for (const layer of layers.toReversed()) {
    const action = layer[sequence];
    if (action) {
      event.preventDefault();
      action(event);
      return;
    }
  }
  if (layers.some((layer) => Object.keys(layer).some((key) => key.startsWith(`${event.key} `)))) {
    pending = event.key;
    pendingAt = event.timeStamp;
  }
}

/** Binds keys while the component is mounted; never while somebody types or a dialog is open. */
export function useHotkeys(hotkeys: Hotkeys): void {
  useEffect(() => {
    if (layers.length === 0) document.addEventListener('keydown', listen);
    layers.push(hotkeys);
    return () => {
      layers.splice(layers.indexOf(hotkeys), 1);
      if (layers.length === 0) document.removeEventListener('keydown', listen);
    };
  }, [hotkeys]);
}
