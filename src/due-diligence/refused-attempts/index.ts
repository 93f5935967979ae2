export { RefusedAttempts } from './attempts.js';
export { refusedAttemptRoutes } from './routes.js';
export { loadRefusedAttemptRule } from './rule.js';
