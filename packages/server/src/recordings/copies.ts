import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { because, Malformed, type Sha256 } from '@liuhen/core/kernel'
import type { RedactionPlan } from '@liuhen/core/redactions'
import type { Derivative } from '@liuhen/core/recordings'
import { type Deriving, keep, note } from './jobs.ts'
import { type Derivative as Made, type Marking, marked, probe, type ReadableProbe, redacted } from './media/index.ts'
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
  return copied(here, id, (path, found, folder) =>
    redacted(path, found, plan, folder, { tools: here.tools, onProgress }),
  )
}

/**
 * Makes a view copy with a mark in its picture, and puts it on record as such: nobody is shown it here. Throws what
 * {@link marked} throws, and Malformed where the original cannot be read.
 */
export async function makeMarked(here: Deriving, id: string, marking: Marking): Promise<void> {
  const made = await copied(here, id, (path, found, folder) =>
    marked(path, found, marking, folder, { tools: here.tools }),
  )
  await note(here, id, { kind: 'DerivativeMade/1', body: { ...made, kind: 'view-copy', mark: marking.mark } })
}

/** Makes a copy of an original in a folder that is gone afterwards, and keeps it in the vault. */
async function copied(
  here: Deriving,
  id: string,
  make: (path: string, found: ReadableProbe, folder: string) => Promise<Made>,
): Promise<Derivative> {
  const original = (await recordingOf(here.db, id)).sha256 as Sha256
  await mkdir(here.folder, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(here.folder, 'copy-'))
  try {
    return await here.vault.withFile(original, async (path) => {
      const found = await probe(path, { tools: here.tools })
      if (!found.readable) throw because(Malformed, found.code, found.reason.zh, found.reason.en)
      return keep(here, original, await make(path, found, folder))
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
