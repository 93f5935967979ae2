export { networkRoutes } from './routes.js';
export { Networks } from './service.js';
