/** What other modules may use of customer due diligence; one block for each of its parts. */

// Requirements
export { missingFacts as assess } from './requirements/domain/missing-facts.js';
