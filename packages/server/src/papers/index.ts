import './tables.ts'

export type { Papers } from './commands.ts'
export { saidIsDrafted } from './drafted.ts'
export { papersHandlers } from './handlers.ts'
export { type Marking, marksOf } from './marked.ts'
export {
  checkWrites,
  paperOf,
  type PaperRowOf,
  papersFixed,
  papersInHand,
  fixedAfter,
  papersOfBytes,
  papersOfCase,
} from './store.ts'
export { notePaperBroken } from './verify.ts'
export { papersInFile } from './views.ts'
