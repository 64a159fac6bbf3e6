/** Writes evidence packages: the folder, the statement as a paper, the zip. spec/package.md. */
import './tables.ts'

export { statementPaper } from './statement-paper.ts'
export { typst } from './typeset.ts'
export type { Typeset } from './typeset.ts'
export { writePackage } from './write.ts'
export type { ItemOrder, PackageRequest, PackageTools, SealedOrder, ViewOrder, WrittenPackage } from './write.ts'
export { zipPackage } from './zip.ts'
export type { VolumeOrder } from './volume.ts'
export { listPackages, makePackage, packagesOfCase, type Order, type Packages, packageFolder } from './commands.ts'
export { finishPackages, halfWritten } from './finish.ts'
export { packagesHandlers, type Leaving } from './handlers.ts'
export { type HoldingPackage, packagesHolding, redactedIn, removePackage } from './held.ts'
