/**
 * The evidence package: what leaves the building so that a stranger can check it without us. spec/package.md.
 *
 * Original: a recording's file, byte for byte as preserved. View: something made from it for looking at. Statement: the
 * written explanation the law asks for. Companion: the script that carries the text files to the offline page.
 */
export * from './bag.ts'
export * from './companion.ts'
export { madeAtOf } from './index-checks.ts'
export { Findings } from './findings.ts'
export { FACT_KINDS, factsOf } from './item-facts.ts'
export * from './key-mark.ts'
export * from './lists.ts'
export * from './names.ts'
export * from './package-index.ts'
export { paperCode, paperKeyword } from './paper-checks.ts'
export * from './paths.ts'
export type { Progress } from './progress.ts'
export * from './report.ts'
export { PACKAGE_SEALED } from './seal-checks.ts'
export { EventFile } from './sealed-events.ts'
export type { FileDigests, PackageCrypto, PackageFile, PackageSource } from './source.ts'
export { visible } from './source.ts'
export * from './statement.ts'
export * from './verify.ts'
export { approvalFacts, boundFacts, paperFacts, sealedFacts, type SignatureFacts } from './volume-facts.ts'
export * from './volume-index.ts'
