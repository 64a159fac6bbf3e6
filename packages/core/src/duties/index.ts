/** 职责: who is named to what, who is on duty when, and who was trained. */
export * from './posts.ts'
export * from './roster.ts'
export * from './training.ts'
