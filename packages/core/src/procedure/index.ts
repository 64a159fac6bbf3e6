/**
 * The words of a procedure: what is done in a case, what an act says of itself, and a case as a list of dated acts. What
 * must come before what is no word but law, and stands in the packs.
 */
export * from './acts.ts'
export * from './choices.ts'
export * from './course.ts'
export * from './evidence.ts'
export * from './facts.ts'
export * from './materials.ts'
export * from './measures.ts'
export * from './told.ts'
export * from './record.ts'
