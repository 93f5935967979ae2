export { ReviewTasks, type ReviewTaskParts } from './tasks.js';
export { loadReviewRules } from './rules.js';
export type { ReviewRules } from './domain/schedule.js';
export type { Audience, Cause, RaisedTask, TaskKind, TaskStatus, TaskToRaise } from './types.js';
