export { calendarRoutes } from './calendar.js';
export { homeRoutes } from './home.js';
export { onboardingSteps, type OnboardingStep } from './onboarding/listeners.js';
