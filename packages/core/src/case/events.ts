/** What is on record of a case stands with the words of a procedure: pages read it, and need no rules for that. */
export { caseEvents, CaseFacts, Mark, Party, TiedRecording } from '../procedure/index.ts'
