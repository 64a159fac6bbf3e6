import { type Fault, fault, PACKING, VAULT, STAGING } from './fault.ts'

/** Each place where the disk is waited for. */
export const durabilityFaults: readonly Fault[] = [
  fault(
    'a small file is moved before its bytes are on the disk',
    'server/src/platform/durable.ts',
    ['await file.sync()', 'await Promise.resolve()'],
    ['unit', 'server/src/platform/durable.test.ts'],
  ),
  fault(
    'the name of a small file is not made durable',
    'server/src/platform/durable.ts',
    ['await handle.sync()', 'await Promise.resolve()'],
    ['unit', 'server/src/platform/durable.test.ts'],
  ),
  fault(
    'an upload is done before the disk has it',
    'server/src/intake/staging.ts',
    ["await this.#sync(isWhole ? 'sync' : 'datasync')", 'await Promise.resolve()'],
    STAGING,
  ),
  fault(
    'a staged file is kept before it is on the disk',
    'server/src/intake/staging.ts',
    ['await file.sync()', 'await Promise.resolve()'],
    STAGING,
  ),
  fault(
    'the name of a kept original is not made durable',
    'server/src/vault/fs.ts',
    ['await this.#kept(syncFolder(dirname(path)))', 'await Promise.resolve()'],
    VAULT,
  ),
  fault(
    'that nobody may write an original is not made durable',
    'server/src/vault/fs.ts',
    ['await file.sync()', 'await Promise.resolve()'],
    VAULT,
  ),
  fault(
    'a disk that failed once is believed the next time',
    'server/src/vault/fs.ts',
    ['this.#isFailing = true', ''],
    VAULT,
  ),
  fault(
    'the folders of the vault are not made durable',
    'server/src/vault/fs.ts',
    ['await this.#kept(syncFolder(dirname(folder)))', 'await Promise.resolve()'],
    VAULT,
  ),
  fault(
    'a copy in a package is not made durable',
    'server/src/packages/write.ts',
    ['await copied.sync()', 'await Promise.resolve()'],
    PACKING,
  ),
  fault(
    'a text in a package is not made durable',
    'server/src/packages/write.ts',
    ['await file.sync()', 'await Promise.resolve()'],
    PACKING,
  ),
  fault(
    'a zip is not made durable',
    'server/src/packages/zip.ts',
    ['await written.sync()', 'await Promise.resolve()'],
    PACKING,
  ),
  fault(
    'a derived file is kept before it is on the disk',
    'server/src/recordings/jobs.ts',
    ['await file.sync()', 'await Promise.resolve()'],
    ['world', 'server/src/recordings/recordings.world.test.ts'],
  ),
  fault(
    'a note of the dock is not made durable',
    'cli/src/dock/durable.ts',
    ['await file.sync()', 'await Promise.resolve()'],
    ['unit', 'cli/src/dock/durable.test.ts'],
  ),
  fault(
    'the name of a note of the dock is not made durable',
    'cli/src/dock/durable.ts',
    ['await handle?.sync()', 'await Promise.resolve()'],
    ['unit', 'cli/src/dock/durable.test.ts'],
  ),
]
