import './tables.ts'

export type { Papers } from './commands.ts'
export { saidIsDrafted } from './drafted.ts'
export { papersHandlers } from './handlers.ts'
export { type PaperRowOf, papersInHand, papersOfCase } from './store.ts'
export { papersInFile } from './views.ts'
