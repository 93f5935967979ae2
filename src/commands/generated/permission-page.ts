import { roles, type Role, type Route } from '../../platform/index.js';

/** What a caller without and with each role is answered, before anything of the request is looked at. */
export function verdict(route: Route, role: Role | undefined): 'may' | 401 | 403 | 404 {
  if (route.roles === 'anyone') return 'may';
  if (role === undefined) return 401;
  if (route.roles === 'signed-in' || route.roles.includes(role)) return 'may';
  return route.hiddenFrom?.includes(role) ? 404 : 403;
}

/** docs/permissions.md: who may call what, from the declarations of the routes. */
export function permissionPage(routes: readonly Route[]): string {
  const lines = [...routes]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((route) => {
      const cells = [undefined, ...roles].map((role) => {
        const answer = verdict(route, role);
        return answer === 'may' ? '✓' : String(answer);
      });
      return `| \`${route.method.toUpperCase()} ${route.path}\` | ${cells.join(' | ')} |`;
    });
  return `# Who may call what

✓ may; otherwise the status of the refusal. 404: for this role it does not exist. Branch and state are looked at
after this. Written from the routes by \`npm run generate\`.

| route | nobody | ${roles.join(' | ')} |
|---|${'---|'.repeat(roles.length + 1)}
${lines.join('\n')}
`;
}

const key = ({ path, method }: Route) => `${path} ${method}`;
