import './tables.ts'

export { approvedIsGranted } from './decided.ts'
export { requestsHandlers } from './handlers.ts'
export { Permissions } from './permission.ts'
export { emergenciesFor, requestViews } from './views.ts'
