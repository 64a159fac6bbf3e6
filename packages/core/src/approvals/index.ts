export * from './absence.ts'
/** Approvals in their order: who is asked for what, who has signed, and what stands in the way of signing. */
export * from './decider.ts'
export * from './events.ts'
export * from './state.ts'
