export { createAccess, type Access } from './access.js';
export { branchScope, namedAtBranch, worksAtBranch } from './branch-scope.js';
export { HEAD_OFFICE, type Branch, type Branches } from './branches.js';
export type { PrintedSignIn } from './first-users.js';
export { actorDirectory } from './directory.js';
