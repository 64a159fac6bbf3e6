import { randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Digests } from '@liuhen/core/kernel'
import type { DigestWorkers } from './digests.ts'
import type { Vault } from './vault.ts'

export interface Keeping {
  readonly vault: Vault
  readonly workers: DigestWorkers
  /** Where bytes lie before they are kept; what a fall leaves there is worthless. */
  readonly folder: string
}

/** Puts bytes into the vault, and answers when they and their name survive a power cut. */
export async function keepBytes(
  { vault, workers, folder }: Keeping,
  content: Uint8Array,
): Promise<Digests & { readonly bytes: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    const digests = await workers.follow(path).finish(content.length)
    await vault.put(path, digests, content.length)
    return { ...digests, bytes: content.length }
  } finally {
    await rm(path, { force: true })
  }
}
