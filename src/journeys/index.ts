export { alertTasks } from './alert-tasks.js';
export { calendarRoutes } from './calendar.js';
export { homeRoutes } from './home.js';
export { onboardingSteps, STEPS, type OnboardingStep } from './onboarding/listeners.js';
export { sharedDocumentTasks } from './onboarding/shared-documents.js';
export { insightRoutes } from './insight.js';
export type { TimelineSource } from './timeline/index.js';
