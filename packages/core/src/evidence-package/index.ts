/**
 * The evidence package: what leaves the building so that a stranger can check it without us. spec/package.md.
 *
 * Original: a recording's file, byte for byte as preserved. View: something made from it for looking at. Statement: the
 * written explanation the law asks for. Companion: the script that carries the text files to the offline page.
 */
export * from './bag.ts'
export * from './companion.ts'
export { EventFile } from './item-checks.ts'
export * from './package-index.ts'
export * from './paths.ts'
export type { Progress } from './progress.ts'
export * from './report.ts'
export type { PackageCrypto, PackageFile, PackageSource } from './source.ts'
export { visible } from './source.ts'
export * from './statement.ts'
export * from './verify.ts'
