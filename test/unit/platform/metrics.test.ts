import { Metrics, type Route } from '../../../src/platform/index.js';

const route = (path: string, roles: Route['roles']) => ({ method: 'post', path, roles }) as unknown as Route;

it('metrics do not tell which route that is closed to branches was used, nor how it ended', async () => {
  const metrics = new Metrics();
  metrics.observe(route('/customers', ['teller']), 201, 0.01);
  metrics.observe(route('/sessions', 'anyone'), 201, 0.01);
  metrics.observe(route('/reports', ['compliance-officer']), 201, 0.01);
  metrics.observe(route('/reports/{id}/approval', ['compliance-manager']), 200, 0.01);
  const text = await metrics.registry.metrics();
  const counts = text.split('\n').filter((line) => line.startsWith('mingjian_http_request_seconds_count'));
  expect(counts).toEqual([
    'mingjian_http_request_seconds_count{method="post",route="/customers",status="201"} 1',
    'mingjian_http_request_seconds_count{method="post",route="/sessions",status="201"} 1',
    'mingjian_http_request_seconds_count{method="any",route="closed to branches",status="2xx"} 2',
  ]);
});
