export { DigestWorkers } from './digests.ts'
export type { Following } from './digests.ts'
export { blobDiffers, FileVault } from './fs.ts'
export type { Range, Vault, Warranted } from './vault.ts'
