/**
 * Disclosure: what a bureau must tell the public, in versions that one writes, another checks and the head approves; what is
 * covered in them, what may not be disclosed, and the site on which anybody reads and verifies it. Pure.
 */
export * from './as-decided.ts'
export * from './check-proof.ts'
export * from './content.ts'
export * from './credit.ts'
export * from './decider.ts'
export * from './document.ts'
export * from './events.ts'
export * from './lacks.ts'
export * from './mask.ts'
export { isResidentId } from './patterns.ts'
export * from './questions.ts'
export * from './rules.ts'
export * from './state.ts'
export * from './site/index.ts'
export * from './stream.ts'
