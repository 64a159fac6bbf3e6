import './tables.ts'

export type { Papers } from './commands.ts'
export { papersHandlers } from './handlers.ts'
export { keepBytes, type Keeping } from './keep-bytes.ts'
export { type PaperRowOf, papersInHand, papersOfCase } from './store.ts'
export { papersInFile } from './views.ts'
