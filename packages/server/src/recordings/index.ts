import './tables.ts'

export { fixedCameraAmong, fixedCameras } from './fixed.ts'
export { RefusedAttempts } from './attempts.ts'
export { noteBroken, NOTHING, originalsAfter, type Read } from './broken.ts'
export type { Recordings } from './commands.ts'
export { serveBlob } from './stream.ts'
export { recordingsHandlers } from './handlers.ts'
export {
  type BriefRecording,
  countBegun,
  playForDraw,
  recordingsBegun,
  recordingsNamed,
  showing,
  whoseRecordings,
} from './for-supervision.ts'
export { againstConfirming } from './confirm.ts'
export { filingObstacles, isUnmatched, onUnrelated } from './duty.ts'
export type { Deriving } from './jobs.ts'
export { makeMarked, makeRedacted } from './copies.ts'
export { type Marking, mediaTools, type MediaTools } from './media/index.ts'
export { markedCopy, type OfBytes, recordingsOfBytes } from './of-bytes.ts'
export { proposals } from './ownership.ts'
export { isPlayed, playedBy } from './played.ts'
export { belongingOf, blinded, type RecordingRowOf, rowViews, visible, withClosed } from './rows.ts'
export type { Uses, VerdictsOwed } from './uses.ts'
export { type FiledInCase, filedInCase, latenessOf } from './rules.ts'
export {
  keepTakes,
  recordingOf,
  recordingRows,
  recordingsBetween,
  recordingsListed,
  regroupAll,
  sameDay,
} from './store.ts'
export { type LateRecording, type RecordingTally, talliesBegun } from './tallies.ts'
export { filingOf, gapView, seen } from './views.ts'
export { prepareWork, queueJobs } from './queue.ts'
export { startWork, type Work } from './work.ts'
