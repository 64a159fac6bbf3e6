/**
 * 应录未录: what had to be recorded, held against what was. Facts come from the two formats of spec/activities.md and
 * spec/recordings.md or from the product's own registers; the rules are asked, never known.
 */
export * from './activity-coverage.ts'
export { askerOf, askingBy, sameRules } from './asking.ts'
export type { Explanation } from './explanations.ts'
export * from './facts.ts'
export * from './finding.ts'
export { ACTIVITIES_FORMAT, readFacts, RECORDINGS_FORMAT } from './formats.ts'
export type { Given, GivenFile } from './formats.ts'
export * from './intervals.ts'
export * from './judge.ts'
export { dayOfAct, requirementFor } from './requirement.ts'
export type { Ground, Level, Pause, Requirement } from './requirement.ts'
export { RulesByDay, RulesInForce } from './rules-in-force.ts'
export type { Asker, AskOn } from './rules-in-force.ts'
export type { Waiting } from './waiting.ts'
export * from './written.ts'
