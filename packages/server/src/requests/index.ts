import './tables.ts'

export { approvedIsGranted } from './decided.ts'
export { borrowingLeave } from './borrowed.ts'
export { requestsHandlers } from './handlers.ts'
export { Permissions } from './permission.ts'
export { isReleased } from './released.ts'
export { emergenciesFor, requestViews } from './views.ts'
export { keepingWords, namesUnread } from './secrets.ts'
