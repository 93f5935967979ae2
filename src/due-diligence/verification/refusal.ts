import type { Day, Text } from '../../platform/index.js';
import type { TaskToRaise } from '../reviews/index.js';
import type { Verified } from './verifications.js';

const ask: Text = {
  en: 'The customer refuses due diligence. Decide whether it is reported, measures are taken or the relationship ends.',
  zh: '客户拒绝配合尽职调查。请判断是否报告、采取管控措施或终止业务关系。',
};

/** What compliance does about a customer who refuses due diligence (CDD Measures 2025, art. 28, 41); due at once. */
export const refusalTask = ({ key, verification }: Verified, today: Day): TaskToRaise => ({
  customerKey: key,
  kind: 'doubt',
  episode: `refused-by-customer ${verification}`,
  dueOn: today,
  ask,
  audience: 'compliance',
  internal: true,
});
