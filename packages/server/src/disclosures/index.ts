import './tables.ts'

export type { Disclosures } from './commands.ts'
export type { Footage } from './footage.ts'
export { catalogueIsDue, decidedIsDue, staffIsDue, unitIsDue } from './due.ts'
export { disclosuresHandlers } from './handlers.ts'
export { PublicSite } from './site.ts'
export { publicPages } from './serve.ts'
export { disclosureTasks } from './tasks.ts'
