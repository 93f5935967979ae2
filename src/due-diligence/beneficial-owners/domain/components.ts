/**
 * Strongly connected components by Tarjan's algorithm without recursion, so that a chain of any length fits.
 * @param next the nodes each node points to
 * @returns the components, each after all that it leads to
 */
export function components(count: number, next: (node: number) => readonly number[]): number[][] {
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const open = new Uint8Array(count);
  const position = new Int32Array(count);
  const path: number[] = [];
  const calls: number[] = [];
  const found: number[][] = [];
  let time = 0;
  for (let start = 0; start < count; start += 1) {
    if (order[start] !== -1) continue;
    calls.push(start);
    while (calls.length > 0) {
      const node = calls[calls.length - 1]!;
      if (order[node] === -1) {
        order[node] = low[node] = time++;
        open[node] = 1;
        path.push(node);
      }
      const out = next(node);
      if (position[node]! < out.length) {
        const to = out[position[node]!]!;
        position[node]! += 1;
        if (order[to] === -1) calls.push(to);
        else if (open[to]) low[node] = Math.min(low[node]!, order[to]!);
        continue;
      }
      calls.pop();
      const caller = calls[calls.length - 1];
      if (caller !== undefined) low[caller] = Math.min(low[caller]!, low[node]!);
      if (low[node] !== order[node]) continue;
      const component: number[] = [];
      for (;;) {
        const member = path.pop()!;
        open[member] = 0;
        component.push(member);
        if (member === node) break;
      }
      found.push(component);
    }
  }
  return found;
}
