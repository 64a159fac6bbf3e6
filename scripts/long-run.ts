import { test } from 'vitest'

/** Whether this is the long run, `npm run test:long`, which takes what is done in part otherwise as a whole. */
export const LONG = process.env['LIUHEN_LONG'] !== undefined

/** A test of the long run that shares what the others of its file have set up. */
export const longTest = test.runIf(LONG)
