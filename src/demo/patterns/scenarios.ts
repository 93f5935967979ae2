import { accountTypologies } from './typologies-accounts.js';
import { cashAndDrafts } from './cash-and-drafts.js';
import { dueDiligence } from './due-diligence.js';
import { financialInstitutions } from './financial-institutions.js';
import { foreignCapital } from './foreign-capital.js';
import { funnel } from './funnel.js';
import { loansAndInvestment } from './loans-and-investment.js';
import { nearLimit } from './near-limit.js';
import { offshoreOperators } from './offshore-operators.js';
import { riskyAreas } from './risky-areas.js';
import type { Scenario } from './scene.js';
import { shortLivedAccounts } from './short-lived-accounts.js';
import { sleepingAccounts } from './sleeping-accounts.js';
import { terroristFinancing } from './terrorist-financing.js';
import { typologies } from './typologies.js';
import { unrelatedReceipts } from './unrelated-receipts.js';

/** Everything that is planted, in the order in which the cast is given out. */
export const SCENARIOS: readonly Scenario[] = [
  ...funnel,
  ...nearLimit,
  ...unrelatedReceipts,
  ...sleepingAccounts,
  ...riskyAreas,
  ...shortLivedAccounts,
  ...loansAndInvestment,
  ...foreignCapital,
  ...financialInstitutions,
  ...cashAndDrafts,
  ...offshoreOperators,
  ...terroristFinancing,
  ...dueDiligence,
  ...accountTypologies,
  ...typologies,
];
