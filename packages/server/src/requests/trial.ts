import { randomUUID } from 'node:crypto'
import type { NewEvent } from '@liuhen/core/journal'
import { at, filmedEvents, type TrialDay } from '../coverage/trial.ts'
import { soundFile } from '../intake/trial.ts'
import { openJournal } from '../ledger/index.ts'
import { keepBytes, type Keeping } from '../vault/index.ts'
import { keepTakes } from '../recordings/index.ts'
import { DigestWorkers, FileVault } from '../vault/index.ts'

/** Films the officer of the first unit: each a recording whose original and view copy are in the vault; its id. */
export function filming(trial: TrialDay): {
  readonly playable: (fileName?: string) => Promise<string>
  readonly end: () => Promise<void>
} {
  const { data } = trial.server
  const workers = new DigestWorkers()
  const keeping = { vault: new FileVault(`${data}/vault/sha256`, workers), workers, folder: `${data}/run/trial` }
  return { playable: (fileName) => film(trial, keeping, fileName), end: () => workers.close() }
}

async function film({ server, units, officer }: TrialDay, keeping: Keeping, fileName?: string): Promise<string> {
  const { sha256, sm3, bytes } = await keepBytes(keeping, soundFile(4000))
  const id = randomUUID()
  const [preserved, ...others] = filmedEvents(id, at('09:00'), at('09:10'), {}, units.one, officer.person)
  const kept = { ...(preserved?.body as object), sha256, sm3, bytes, ...(fileName !== undefined && { fileName }) }
  const copy = {
    kind: 'view-copy',
    original: sha256,
    sha256,
    sm3,
    bytes,
    mediaType: 'audio/mp4',
    tool: 'trial',
    recipe: '1',
    parameters: {},
  }
  const derived = { ...preserved, kind: 'DerivativeMade/1', version: others.length + 2, actor: 'system', body: copy }
  const events = [{ ...preserved, body: kept }, ...others, derived] as NewEvent[]
  const journal = openJournal({ reactions: [keepTakes] })
  await server.database.db.transaction().execute((trx) => journal.write(trx, events))
  return id
}
