import './json-view.css';

/** JSON as readable text; scrolls inside its own box. */
export function JsonView({ value, label }: { value: unknown; label?: string }) {
  return (
    <pre className="json" tabIndex={0} role={label ? 'region' : undefined} aria-label={label}>
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}
