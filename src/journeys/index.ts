export { homeRoutes } from './home.js';
