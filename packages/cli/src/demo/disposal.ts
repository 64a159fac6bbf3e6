import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PASSWORD } from './bureau.ts'
import type { People } from './people.ts'
import type { Moment, Story } from './sample-time.ts'
import type { Drawing, Say } from './told.ts'
import { signIn } from './visitor.ts'
import { taken, until } from './wait.ts'

/** What the sample bureau has decided of keeping: how long what is no evidence, and how long an approved list waits. */
const DECIDED = {
  'retention.gap': { count: 6, unit: 'month' },
  'disposal.undo-window': { count: 30, unit: 'calendar-day' },
} as const

/** What the sample's list of disposal is known by, and what stood on it. */
export interface Listed {
  readonly id: string
  readonly recordings: readonly string[]
}

const at = (day: number, clock: string): Moment => ({ day, at: clock })

/**
 * The one lawful way in which a recording goes: its term over, listed and appraised by who keeps recordings, agreed to by the
 * legal section and the head, left for as long as it can be undone, and destroyed. `patrol` films something that is no
 * evidence, and docks it.
 */
export async function* disposal(
  people: People,
  {
    patrol,
    say,
    done,
  }: { readonly patrol: () => Promise<void>; readonly say: Say; readonly done: (list: Listed) => void },
): Story<undefined> {
  const told = (zh: string, en: string) => say(`  ${people.time.today()} ${zh}`, `  ${en}`)
  yield at(2, '16:00')
  const section = await people.as('section')
  const from = people.time.first
  for (const [key, value] of Object.entries(DECIDED))
    await section.decideSetting({ params: { key }, body: { value, from, reason: '示例' } })
  await patrol()
  told('一次巡查的录像，没有作为证据使用', 'A patrol on film, which nobody uses as evidence')

  yield at(200, '09:00')
  const keeper = await people.as('centre')
  await until(async () => (await keeper.keepingOverview()).expired.length > 0)
  const { expired } = await keeper.keepingOverview()
  const recordings = expired.map((one) => one.recording)
  const { id } = await keeper.listForDisposal({
    body: { key: randomUUID(), recordings, reason: '保管期限届满（示例）' },
  })
  const params = { id }
  const items = recordings.map((recording) => ({
    recording,
    opinion: 'dispose' as const,
    words: '日常巡查，没有违法行为，无继续保存价值（示例）',
  }))
  await keeper.appraiseItems({ params, body: { items } })
  for (const part of ['section', 'head'] as const) {
    const signer = await people.as(part)
    await signer.signDisposal({ params, body: { opinion: 'agreed', password: people.password(part) } })
  }
  told(
    `保管期限届满的 ${recordings.length} 份列入销毁清单，鉴定后由法制科和机关负责人分别同意`,
    `${recordings.length} whose term is over listed and appraised, agreed to by the legal section and the head`,
  )

  yield at(236, '09:00')
  const later = await people.as('centre')
  await until(async () => (await later.carryOutDisposal({ params })).stands === 'done')
  told('撤销期已过，按清单销毁', 'The list can no longer be undone, and is carried out')
  done({ id, recordings })
}

/** How many of the list left nothing but what tells of them: who agreed, a certificate, and no byte to be had. */
export async function disposedOf(
  { id, recordings }: Listed,
  { url, data, say }: Pick<Drawing, 'url' | 'data' | 'say'>,
): Promise<number> {
  const keeper = await signIn(url, 'heqh', PASSWORD)
  const certificate = join(data, 'sample-disposal.pdf')
  const paper = await taken(keeper, url, `/api/disposals/${id}/certificate`)
  await writeFile(certificate, new Uint8Array(await paper.arrayBuffer()))
  const gone = await Promise.all(
    recordings.map(async (recording) => {
      const { disposed } = await keeper.call.showKeeping({ params: { id: recording } })
      const original = await taken(keeper, url, `/api/recordings/${recording}/original`)
      return paper.ok && disposed?.certified === true && disposed.approvedBy.length === 2 && !original.ok
    }),
  )
  const count = gone.filter((is) => is).length
  say(
    `已销毁 ${count} 份：文件、查看版都不再有，留下记录和销毁证明 ${certificate}`,
    `${count} destroyed: no file and no view copy is left, only what tells of it and its certificate ${certificate}`,
  )
  return count
}
