/**
 * The procedure: what each act of a case needs, judged by the rules of its day; the clocks that acts start; what may come
 * next. Pure: the rules come in as packs, the case as a list of dated acts.
 */
export { checkCase } from './check.ts'
export { readCase } from './read.ts'
export type { CaseChecked, Clock, JudgedBy, Next } from './check.ts'
export { clocksOf, openOn } from './check.ts'
export { transfersOf } from './transfers.ts'
export type { Awaited, Transfer, TransferredItem } from './transfers.ts'
export { surchargeOf, surchargeSays } from './surcharge.ts'
export type { Claimed, Surcharge, UntoldSurcharge } from './surcharge.ts'
export {
  actObstacles,
  caseDecider,
  impossibleOf,
  isInTheWay,
  judgedAct,
  KEY_TAKEN,
  obstacleOf,
  recordingDue,
  recordingMarks,
} from './decider.ts'
export type { ActTold, Approved, CaseCommand, CaseContext } from './decider.ts'
export { DRAWN_SOURCE, saysDrawn } from './drawn.ts'
export { caseEvents, CaseFacts, Mark, Party, TiedRecording } from './events.ts'
export { caseColumnsOf, caseStream, CAUSES } from './stream.ts'
export type { CaseColumns } from './stream.ts'
export { pairsFor, pairsIn } from './words.ts'
export { inverseOf, joinedInto } from './relations.ts'
export type { RelateCommand } from './relations.ts'
export { countingEvidence, standingDecision } from './evidence.ts'
export type { EvidenceCommand } from './evidence.ts'
export { partyNumber } from './party.ts'
export { isExcuse, isUnconfirmed, partyOf, recordedOf, storyOf, toldOf } from './state.ts'
export type { CaseState, Excuse, KeptAct, KeptEvidence } from './state.ts'
export { presenceAt, presenceOf } from './presence.ts'
export type { Presence } from './presence.ts'
export { tookPart } from './took-part.ts'
export { unfilmedProof } from './proof.ts'
export { approvalWanted } from './wanted.ts'
export type { WantedApproval } from './wanted.ts'
