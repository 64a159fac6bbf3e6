/** What a file shows by itself to whoever reviews it, point by point. Pure. */
export * from './findings.ts'
export * from './points.ts'
