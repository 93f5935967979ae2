import { defineProblem, problems, type Problem } from '../../platform/index.js';

export const mergeWithItself = defineProblem('merge-with-itself', 409, {
  en: 'A customer cannot be merged with itself. Name two customer numbers.',
  zh: '不能将客户与其自身合并，请填写两个不同的客户号。',
});
export const alreadyMerged = defineProblem('already-merged', 409, {
  en: 'One of the two is merged into another customer already. Use that customer, or undo that merge first.',
  zh: '其中一个客户已并入其他客户。请改用并入后的客户，或先撤销该合并。',
});
export const differentKinds = defineProblem('different-kinds', 409, {
  en: 'Only customers of one kind can be merged. Correct the kind first if it is wrong.',
  zh: '只能合并同一类型的客户，如类型有误请先更正。',
});
export const mergeIntoEnded = defineProblem('merge-into-ended', 409, {
  en: 'The customer to be kept is closed or refused, and the other one is not. Keep the other one instead.',
  zh: '拟保留的客户已销户或被拒绝，而另一客户仍在业务关系中。请改为保留另一客户。',
});
export const alreadyReversed = defineProblem('merge-reversed', 409, {
  en: 'This merge has been undone already.',
  zh: '该合并已被撤销。',
});
export const mergedCustomer = defineProblem('merged-customer', 409, {
  en: 'This customer was merged into another. Change that one, or undo the merge first.',
  zh: '该客户已并入其他客户。请修改并入后的客户，或先撤销合并。',
});

export const unknownCustomer = (pointer: string): Problem =>
  problems.invalidBody({
    faults: [
      {
        pointer,
        code: 'unknown-customer',
        message: { en: 'is no customer of this bank', zh: '不是本行客户' },
      },
    ],
  });

/** A merge beside this one changed what was just read; the database's way to say so has the transaction run again. */
export class MovedMeanwhile extends Error {
  readonly code = '40001';
  constructor() {
    super('a customer was merged, or a merge undone, at the same time');
  }
}
