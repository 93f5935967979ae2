/** What other modules may use of customer due diligence; one block for each of its parts. */

// Requirements
export { assessBy, loadRequirements, type RequirementFile } from './requirements/index.js';

// Review tasks
export {
  loadReviewRules,
  ReviewTasks,
  type Audience,
  type Cause,
  type RaisedTask,
  type ReviewRules,
  type TaskKind,
  type TaskStatus,
  type TaskToRaise,
} from './reviews/index.js';
