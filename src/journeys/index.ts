export { calendarRoutes } from './calendar.js';
export { homeRoutes } from './home.js';
export { onboardingSteps, STEPS, type OnboardingStep } from './onboarding/listeners.js';
export { sharedDocumentTasks } from './onboarding/shared-documents.js';
export { Networks, networkRoutes } from './network/index.js';
export { timelineRoutes, timelineSources, Timelines, type TimelineSource } from './timeline/index.js';
