import { defineProblem, problems, type FieldFault, type Problem } from '../platform/index.js';

const numberTaken = defineProblem('customer-number-taken', 409, {
  en: 'A customer with this number exists already.',
  zh: '该客户号已存在。',
});
const accountTaken = defineProblem('account-number-taken', 409, {
  en: 'An account with this number exists already.',
  zh: '该账号已存在。',
});
const otherBranch = defineProblem('other-branch', 403, {
  en: 'You may enter and keep customers of your own branch only.',
  zh: '您只能录入和维护本机构的客户。',
});

export const customerNumberTaken = (): Problem =>
  numberTaken({
    faults: [
      {
        pointer: '/customerNumber',
        code: 'taken',
        message: { en: 'belongs to a customer already', zh: '已被其他客户使用' },
      },
    ],
  });

export const accountNumberTaken = (positions: readonly number[]): Problem =>
  accountTaken({
    faults: positions.map((position) => ({
      pointer: `/accounts/${position}/accountNumber`,
      code: 'taken',
      message: { en: 'belongs to a customer already', zh: '已属于其他客户' },
    })),
  });

export const notYourBranch = (): Problem => otherBranch();

export const unknownBranch = (): Problem =>
  problems.invalidBody({
    faults: [
      {
        pointer: '/branch',
        code: 'unknown-branch',
        message: { en: 'is not a branch of this bank', zh: '不是本行的机构' },
      },
    ],
  });

export const invalid = (faults: readonly FieldFault[]): Problem => problems.invalidBody({ faults });

/** What the platform answers for a parameter an address does not have. */
export const unknownParameter = (name: string): Problem =>
  problems.invalidQuery({
    faults: [
      {
        pointer: `/${name}`,
        code: 'unknown-field',
        message: { en: 'is not a parameter of this address', zh: '不是此地址的参数' },
      },
    ],
  });
