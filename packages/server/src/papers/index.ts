import './tables.ts'

export type { Papers } from './commands.ts'
export { papersHandlers } from './handlers.ts'
export { plainTypesetter, type Typesetter } from './typesetter.ts'
