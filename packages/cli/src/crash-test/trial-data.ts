import { setTimeout as pause } from 'node:timers/promises'
import { createHash } from 'node:crypto'
import { createClient } from '@liuhen/contract'
import { CalendarDate, Sha256 } from '@liuhen/core/kernel'
import { foundBureau } from './bureau.ts'
import { chanceOf } from './chance.ts'
import { arrive, deliver } from './deliver.ts'
import { startServerProcess } from './server-process.ts'
import { soundOf } from './sound.ts'

const YEAR = Buffer.from('日期,安排,节日\n2030-01-01,放假,元旦').toString('base64')
const NOTICE = { notice: '2030年部分节假日安排的通知', published: CalendarDate.parse('2029-11-01') }

/**
 * Fills an empty data folder as a bureau's would be, by a real server that is stopped again: three sounds with their
 * derivatives, one of them docked twice, a file in quarantine, a docking, an activity, a year of working days, and an
 * evidence package where the offline page is built.
 */
export async function makeTrialData(data: string): Promise<void> {
  const server = await startServerProcess(data, { jobs: true })
  try {
    const bureau = await foundBureau(server.url, data)
    const counter = { url: async () => server.url, key: bureau.key, progressed: () => undefined }
    const chance = chanceOf(1)
    const station = createClient(server.url, fetch, () => ({ authorization: `Bearer ${bureau.key}` }))
    await station.beginDocking({ body: { deviceNumber: bureau.camera, files: 4 } })
    const sounds = [1, 2, 3].map((n) => soundOf(`${bureau.camera}_000${n}.wav`, 90_000 + n * 2000, chance))
    for (const [i, sound] of sounds.entries())
      await deliver(counter, sound, {
        deviceNumber: bureau.camera,
        deviceTime: `2026-11-20 09:2${i}:00`,
        sequence: i + 1,
        clock: { offset: -3000, error: 500, samples: 3, at: (await station.clock()).now },
      })
    if (sounds[0]) await deliver(counter, { ...sounds[0], fileName: '又一次.wav' }, { deviceNumber: bureau.camera })
    const words = Buffer.from('this is no recording\n')
    const sha256 = Sha256.parse(createHash('sha256').update(words).digest('hex'))
    await arrive(counter, { fileName: 'notes.txt', bytes: words, sha256 })
    const { listRecordings, makePackage, registerActivity, endActivity, loadCalendar } = bureau.centre
    const { id } = await registerActivity({ body: { activity: 'patrol' } })
    await endActivity({ params: { id }, body: {} })
    await loadCalendar({ body: { fileName: '2030.csv', file: YEAR, source: NOTICE, check: false } })
    for (;;) {
      const { rows } = await listRecordings({ query: {} })
      if (rows.length === sounds.length && rows.every((row) => row.states.includes('ready'))) {
        await makePackage({
          body: { recordings: rows.map((row) => row.id), purpose: '占道经营现场情况', recipient: '县人民法院' },
        })
        return
      }
      await pause(100)
    }
  } finally {
    await server.stop()
  }
}
