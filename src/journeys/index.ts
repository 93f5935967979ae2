export { calendarRoutes } from './calendar.js';
export { homeRoutes } from './home.js';
