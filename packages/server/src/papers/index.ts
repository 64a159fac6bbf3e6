import './tables.ts'

export type { Papers } from './commands.ts'
export { papersHandlers } from './handlers.ts'
export { checkWrites, paperOf, type PaperRowOf, papersInHand, papersOfCase } from './store.ts'
export { papersInFile } from './views.ts'
