import './tables.ts'

export type { Volumes } from './commands.ts'
export { filesKept, type FilesOver, filesOver } from './files.ts'
export { volumesHandlers } from './handlers.ts'
export { unlabelled } from './labels.ts'
export { type ForScore, scoringOf } from './score.ts'
export { materialsFiled } from './store.ts'
export { takenInIsArchived } from './policy.ts'
