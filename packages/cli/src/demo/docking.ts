import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from '@liuhen/contract'
import { type CalendarDate, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import { z } from 'zod'
import { liuhen } from './children.ts'
import type { Footage } from './footage.ts'
import type { People } from './people.ts'
import { shifted } from './sample-time.ts'
import type { Say } from './told.ts'

const CAMERA = fileURLToPath(new URL('./camera.ts', import.meta.url))
const Docking = z.object({
  files: z.number(),
  preserved: z.number(),
  repeated: z.number(),
  quarantined: z.number(),
  failed: z.number(),
})

/** The sample's docking station: where it docks, with which key, what it says, and by how much its clock is moved. */
export interface Station {
  readonly url: string
  readonly key: string
  readonly state: string
  readonly shift?: number
  readonly say: Say
  readonly line: (line: string) => void
}

/** Docks one card of a folder of footage, `loose` without a camera; how many of its files came into quarantine. */
export async function dockCard(cards: string, card: string, station: Station): Promise<number> {
  const { url, key, state, shift = 0, say, line } = station
  say(`采集 ${card}`, `Docking ${card}`)
  const told = `"${process.execPath}" "${CAMERA}" "${join(cards, `${card}.camera.json`)}"`
  const camera = card === 'loose' ? [] : ['--camera', told]
  const env = { LIUHEN_SERVER: url, LIUHEN_STATION_KEY: key, ...shifted(shift) }
  const { result } = await liuhen(['dock', join(cards, card), ...camera, '--state', state], env, line)
  const docked = Docking.parse(result)
  if (docked.failed > 0) throw new Error(`${docked.failed} files of ${card} could not be docked`)
  say(
    `固化 ${docked.preserved} 份，重复 ${docked.repeated} 份，隔离 ${docked.quarantined} 份`,
    `${docked.preserved} preserved, ${docked.repeated} seen before, ${docked.quarantined} in quarantine`,
  )
  return docked.quarantined
}

/** Waits for the view copies, saying how many are left. */
export async function derived(call: Client, say: Say): Promise<void> {
  for (let before = -1; ;) {
    const { deriving } = await call.workbench()
    if (deriving !== before)
      say(
        deriving === 0 ? '查看版、画面、声波都已生成' : `正在生成查看版，还剩 ${deriving} 份`,
        deriving === 0 ? 'View copies, stills and waveforms are made' : `Making view copies, ${deriving} left`,
      )
    if (deriving === 0) return
    before = deriving
    await new Promise((later) => setTimeout(later, 500))
  }
}

/** The officer marks the passage in which the interruption is explained aloud. */
export async function explain(centre: Client, officer: () => Promise<Client>, say: Say): Promise<void> {
  const { unexplained } = await centre.workbench()
  // The shortest: the change of battery, which the officer explains aloud when recording starts again.
  const gap = unexplained
    .filter((one) => one.device === 'DSJ0217')
    .sort((a, b) => a.gap.milliseconds - b.gap.milliseconds)[0]?.gap
  if (!gap) return
  const passage = {
    form: 'spoken' as const,
    gap: { after: gap.after, before: gap.before },
    recording: gap.before,
    from: 1000,
    to: 7000,
    reason: '更换电池，录制中断三分钟，恢复时已口述',
  }
  await (await officer()).explainInterruption({ params: { id: gap.before }, body: passage })
  say(
    `周立衡标出口述说明，${Math.round(gap.milliseconds / 60_000)} 分钟的中断有了解释`,
    `The officer marked the spoken explanation of a gap of ${Math.round(gap.milliseconds / 60_000)} minutes`,
  )
}

/** Gives each file the time at which it was closed on the camera, as it stands on a card that was filmed on an earlier day. */
export async function dated(cards: string, files: readonly Footage[]): Promise<void> {
  for (const { path, from, seconds = 0 } of files) {
    if (from === undefined) continue
    const closed = (millisecondsOf(from) + seconds * 1000) / 1000
    await utimes(join(cards, path), closed, closed)
  }
}

/** A card of the sample's past is docked. */
export async function pastCard(
  people: People,
  cards: string,
  { card, files, ...station }: Omit<Station, 'shift'> & { readonly card: string; readonly files: readonly Footage[] },
): Promise<void> {
  await dated(cards, files)
  await dockCard(cards, card, { ...station, shift: people.time.shift })
  await derived(await people.as('centre'), station.say)
}

/** The morning of the sample's inspection: its card docked, its activity registered, its interruption explained. */
export async function earlierCard(
  people: People,
  cards: string,
  station: Omit<Station, 'shift'>,
  files: readonly Footage[],
): Promise<void> {
  await pastCard(people, cards, { ...station, card: 'card-1', files })
  const officer = await people.as('officer')
  const at = (day: CalendarDate, clock: string) =>
    instantOf(millisecondsOf(startOf(day)) + Date.parse(`1970-01-01T${clock}Z`))
  const today = people.time.today()
  await officer.registerActivity({
    body: {
      activity: 'site-inspection',
      start: at(today, '10:05:02'),
      end: at(today, '10:08:32'),
      place: '河堤路 3 号',
    },
  })
  await explain(await people.as('centre'), () => people.as('officer'), station.say)
}
