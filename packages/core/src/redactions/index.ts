/** 遮挡: what is not to be seen or heard of a recording, as data, and the copy that is rendered of it. */
export { redactionDecider, type RedactionCommand, type RedactionContext } from './decider.ts'
export * from './events.ts'
export * from './plan.ts'
export * from './proposals.ts'
export { type PlainCopyAsk, type RedactionStands, type RedactionState, standsAs } from './state.ts'
export { redactionStream } from './stream.ts'
