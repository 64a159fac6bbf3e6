import './tables.ts'

export type { Accountability } from './commands.ts'
export { accountabilityHandlers } from './handlers.ts'
export { accountabilityPolicies } from './policies.ts'
export { OverduePass } from './overdue.ts'
export { liabilityTasks } from './views.ts'
