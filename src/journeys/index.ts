export { alertTasks } from './alert-tasks.js';
export { calendarRoutes } from './calendar.js';
export { homeRoutes } from './home.js';
export { onboardingSteps, STEPS, type OnboardingStep } from './onboarding/listeners.js';
export { sharedDocuments } from './onboarding/shared-documents.js';
export { verificationEvents } from './onboarding/refused-due-diligence.js';
export { insightRoutes } from './insight.js';
export type { TimelineSource } from './timeline/index.js';
