import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sha256 } from '@liuhen/core/kernel'
import type { Derivative } from '@liuhen/core/recordings'
import { actOn } from './commands.ts'
import { type Deriving, keep } from './jobs.ts'
import { recordingOf } from './store.ts'

/**
 * Keeps what is said in a recording, as somebody wrote it down, beside the original under its digest, and puts on record
 * who wrote it. The last one goes along with packages and discs; those before it stay. Throws Missing.
 */
export async function writeTranscript(here: Deriving, id: string, actor: string, words: string): Promise<Derivative> {
  const { sha256 } = await recordingOf(here.db, id)
  await mkdir(here.folder, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(here.folder, 'transcript-'))
  try {
    const path = join(folder, 'transcript.txt')
    await writeFile(path, `${words.normalize('NFC')}\n`, { mode: 0o600 })
    const made = {
      path,
      kind: 'transcript',
      mediaType: 'text/plain',
      tool: 'written by hand',
      recipe: 'transcript/1',
      parameters: {},
    } as const
    const body = await keep(here, sha256 as Sha256, made)
    await actOn(here, id, actor, { do: 'note', found: [{ kind: 'DerivativeMade/1', body }] })
    return body
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
