/** What a supervising authority from outside the bureau takes away, and how anybody checks that it is unaltered. Pure. */
export * from './manifest.ts'
