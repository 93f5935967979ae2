export { Alerts } from './service.js';
export { AlertQueries } from './queries.js';
export { alertRoutes } from './routes.js';
export {
  alertKinds,
  alertStatuses,
  type AlertAbout,
  type AlertKind,
  type AlertListener,
  type AlertStatus,
  type AlertToRaise,
  type Evidence,
  type MeasuredSide,
  type RaisedAlert,
} from './alert.js';
export { alertMerge, alertStatesAfterMerge } from './merge.js';
