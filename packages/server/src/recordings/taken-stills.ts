import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { because, Malformed, Missing, Refused, type Sha256 } from '@liuhen/core/kernel'
import { type Derivative, lengthOf } from '@liuhen/core/recordings'
import { actOn } from './commands.ts'
import { type Deriving, keep } from './jobs.ts'
import { probe, takenStill } from './media/index.ts'
import { recordingOf } from './store.ts'

/**
 * Takes the frame at a position (milliseconds) out of the original, keeps it beside the original under its digest, and
 * puts on record who took it. The same picture is kept once. Throws Refused where there is no such frame, Malformed where
 * the original cannot be read.
 */
export async function takeStill(
  here: Deriving,
  id: string,
  actor: string,
  { position, track }: { readonly position: number; readonly track?: number | undefined },
): Promise<Derivative> {
  const row = await recordingOf(here.db, id)
  if (position > (lengthOf(row.state) ?? Number.POSITIVE_INFINITY))
    throw because(
      Refused,
      'outside-recording',
      '截图的位置超出了这段音像的长度',
      'That moment lies beyond the end of the recording',
      { field: 'position' },
    )
  const original = row.sha256 as Sha256
  await mkdir(here.folder, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(here.folder, 'still-'))
  try {
    const made = await here.vault.withFile(original, async (path) => {
      const found = await probe(path, { tools: here.tools })
      if (!found.readable) throw because(Malformed, found.code, found.reason.zh, found.reason.en)
      return takenStill(path, found, position, folder, { tools: here.tools, ...(track !== undefined && { track }) })
    })
    const body = { ...(await keep(here, original, made, position)), ...(track !== undefined && { track }) }
    const before = row.state.derivatives.find((one) => one.kind === 'taken-still' && one.sha256 === body.sha256)
    if (before) return before
    await actOn(here, id, actor, { do: 'note', found: [{ kind: 'DerivativeMade/1', body }] })
    return body
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One that was taken before. Throws Missing. */
export function takenBefore(derivatives: readonly Derivative[], digest: string): Derivative {
  const found = derivatives.find((one) => one.kind === 'taken-still' && one.sha256 === digest)
  if (!found) throw because(Missing, 'no-derivative', '没有这张截图', 'There is no such still')
  return found
}
