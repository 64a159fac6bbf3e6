import './tables.ts'

export type { Papers } from './commands.ts'
export { papersHandlers } from './handlers.ts'
export { papersInFile } from './views.ts'
