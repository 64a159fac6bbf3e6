import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createHash } from 'node:crypto'
import type { NewEvent } from '@liuhen/core/journal'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import { soundFile } from '../intake/trial.ts'
import { openJournal } from '../ledger/index.ts'
import { keepTakes } from '../recordings/index.ts'

const journal = openJournal({ reactions: [keepTakes] })

export interface TrialSupervision extends TrialDay {
  /** A view copy of the recording, whose bytes are there to be played. */
  shown(recording: string): Promise<void>
}

/** For tests: a bureau with two units, whose recordings can be played as a reviewer plays them. */
export async function trialSupervision(): Promise<TrialSupervision> {
  const day = await trialDay()
  const bytes = Buffer.from(soundFile())
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const place = join(day.server.data, 'vault', 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  await mkdir(dirname(place), { recursive: true })
  await writeFile(place, bytes)
  return Object.assign(day, {
    async shown(recording: string) {
      const body = {
        kind: 'view-copy',
        original: '0'.repeat(64),
        sha256,
        sm3: '0'.repeat(64),
        bytes: bytes.length,
        mediaType: 'audio/wav',
        tool: 'trial',
        recipe: '1',
        parameters: {},
      }
      const event = {
        stream: `recording:${recording}`,
        version: 4,
        at: day.server.clock.now(),
        actor: 'system',
        kind: 'DerivativeMade/1',
        body,
      } as NewEvent
      await day.server.database.db.transaction().execute((trx) => journal.write(trx, [event]))
    },
  })
}
