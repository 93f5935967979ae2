/** In the order in which they come over the counter. */
export const personalDocuments = [
  'resident-id',
  'temporary-resident-id',
  'passport',
  'hk-macao-permit',
  'taiwan-permit',
  'hk-macao-taiwan-residence',
  'foreign-permanent-resident',
  'military-id',
  'household-register',
  'other',
] as const;
export const corporateDocuments = ['unified-social-credit', 'other'] as const;
