import { defineProblem, problems, type Problem, type Text } from '../../platform/index.js';

const ended = defineProblem('relationship-ended', 409, {
  en: 'This relationship has ended already. Reload the list.',
  zh: '该关系已终止，请刷新列表。',
});
const followsCustomer = defineProblem('relationship-follows-customer', 409, {
  en: 'This relationship follows what the customer declared. Change the customer instead.',
  zh: '该关系随客户申报信息变动，请修改客户资料。',
});

const shared = defineProblem('party-shared', 409, {
  en: 'Structures kept elsewhere rest on this as well. Ask compliance to change it.',
  zh: '其他机构维护的结构亦以此为依据，请联系合规部门变更。',
});

export const sharedParty = (): Problem => shared();
export const relationshipEnded = (): Problem => ended();
export const relationshipFollowsCustomer = (): Problem => followsCustomer();

export const fieldProblem = (pointer: string, code: string, message: Text): Problem =>
  problems.invalidBody({ faults: [{ pointer, code, message }] });

export const unknownParty = (pointer: string): Problem =>
  fieldProblem(pointer, 'unknown-party', {
    en: 'is no party of this structure. Describe it by kind and name instead.',
    zh: '不在该结构中，请填写类型和名称。',
  });
