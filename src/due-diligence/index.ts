/** What other modules may use of customer due diligence; one block for each of its parts. */
export {};
