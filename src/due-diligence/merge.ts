import { movingRows, type MergeParticipant } from '../customers/index.js';
import { approvalMerge, type ApprovalMergeParts } from './approvals/index.js';
import { discrepancyMerge, ownerMeasureMerge } from './beneficial-owners/index.js';
import { noticeMerge } from './notices/index.js';
import { objectionMerge } from './objections/index.js';
import { restrictionMerge, type SetRestricted } from './restrictions/index.js';
import { reviewTaskMerge } from './reviews/index.js';

/** What due diligence keeps about a customer that is merged. */
export const dueDiligenceMerge = (
  parts: { setRestricted: SetRestricted } & ApprovalMergeParts,
): MergeParticipant[] => [
  approvalMerge(parts),
  reviewTaskMerge,
  restrictionMerge(parts.setRestricted),
  objectionMerge,
  noticeMerge,
  movingRows('contact_preference'),
  movingRows('contact_mark'),
  movingRows('contact_log'),
  movingRows('verification'),
  movingRows('referral'),
  movingRows('refused_attempt'),
  ownerMeasureMerge,
  discrepancyMerge,
];
