export { ReviewTasks, type ReviewTaskParts } from './tasks.js';
export { loadReviewRules } from './rules.js';
export type { ReviewRules } from './domain/schedule.js';
export type { Audience, Cause, RaisedTask, TaskKind, TaskStatus, TaskToRaise } from './types.js';
export { createReviews, type Reviews } from './setup.js';
export { DailyReview, type DailyParts } from './daily.js';
export type { NoticeQueue, NoticeToQueue, RestrictionProposals } from './ports.js';
