/** How long recordings are kept and why, what keeps them besides, and their lawful end. */
import './tables.ts'

export { type Disposing, Disposer } from './carry-out.ts'
export { type Retention } from './commands.ts'
export { keepAll, KeepingPass } from './extend.ts'
export { retentionHandlers } from './handlers.ts'
export { keepingTasks } from './overview.ts'
export { keepingPolicies } from './policies.ts'
export { warrantedBy } from './warrants.ts'
