import { Term } from '../../components/values.js';

/** What to collect, in the closed words everybody may read. */
export function Collect({ items }: { items: string[] }) {
  if (items.length === 0) return null;
  return (
    <ul className="plain-list">
      {items.map((item) => (
        <li key={item}>
          <Term table="collectItem" value={item} />
        </li>
      ))}
    </ul>
  );
}
