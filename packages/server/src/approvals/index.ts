import './tables.ts'

export type { TookPart } from './commands.ts'
export { approvalsHandlers } from './handlers.ts'
export { holdsPost, isHandler, rolesFor } from './posts.ts'
export { type ApprovalRowOf, approvalsOfCase, approvedFor, askedOf, isOpenFor } from './store.ts'
export { approvalViews, waitingFor } from './views.ts'
