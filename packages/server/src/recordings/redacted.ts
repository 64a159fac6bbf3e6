import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { because, Malformed, type Sha256 } from '@liuhen/core/kernel'
import type { RedactionPlan } from '@liuhen/core/redactions'
import type { Derivative } from '@liuhen/core/recordings'
import { type Deriving, keep } from './jobs.ts'
import { probe, redacted } from './media/index.ts'
import { recordingOf } from './store.ts'

/**
 * Renders a plan on an original and keeps the copy in the vault under its digest; what it is of is for whoever asked to put
 * on record. Throws what {@link redacted} throws, and Malformed where the original cannot be read.
 */
export async function makeRedacted(
  here: Deriving,
  id: string,
  plan: RedactionPlan,
  onProgress: (share: number) => void,
): Promise<Omit<Derivative, 'kind' | 'parameters'>> {
  const original = (await recordingOf(here.db, id)).sha256 as Sha256
  await mkdir(here.folder, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(here.folder, 'redacted-'))
  try {
    return await here.vault.withFile(original, async (path) => {
      const found = await probe(path, { tools: here.tools })
      if (!found.readable) throw because(Malformed, found.code, found.reason.zh, found.reason.en)
      return keep(here, original, await redacted(path, found, plan, folder, { tools: here.tools, onProgress }))
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
