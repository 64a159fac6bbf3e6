/**
 * The procedure: what each act of a case needs, judged by the rules of its day; the clocks that acts start; what may come
 * next. Pure: the rules come in as packs, the case as a list of dated acts.
 */
export { checkCase } from './check.ts'
export { readCase } from './read.ts'
export type { CaseChecked, Clock, JudgedBy, Next } from './check.ts'
