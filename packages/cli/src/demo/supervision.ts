import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from '@liuhen/contract'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { PASSWORD, STAFF } from './bureau.ts'
import { liuhen } from './children.ts'
import type { Drawing, Say } from './told.ts'
import { daysAgo, signIn } from './visitor.ts'
import { taken, until } from './wait.ts'

const RULE = 'changsha-county-2023/cadence-daily-material-check'
const ARTICLE = 'changsha-county-2023/45'

export interface Supervised {
  /** Drawn again offline it was the same, signed by the bureau's key. */
  readonly drawVerified: boolean
  readonly rectified: number
  readonly appealed: number
}

/**
 * A month's spot check of the inspection section: frozen, drawn by the log, drawn again offline, played and judged; one problem
 * is put right and seen to be, and against another the officer is right.
 */
export async function superviseMonth({ url, data, key, say, line }: Drawing): Promise<Supervised> {
  const inspector = await signIn(url, 'liangc', PASSWORD)
  const { call } = inspector
  const { id } = await call.freezePopulation({
    body: {
      rule: RULE,
      office: '局督查科',
      firstDay: dayOf(daysAgo(30)),
      lastDay: dayOf(daysAgo(1)),
      by: ['unit', 'gap-score'],
      share: 500,
      least: 2,
    },
  })
  const params = { id }
  say(
    '督察科抽查一个月的音像：先冻结总体，摘要写入存证日志，再由以后签署的检查点定种子',
    'A month’s spot check: the population is frozen, its digest goes into the log, and a checkpoint signed afterwards fixes the seed',
  )
  await until(async () => (await call.showDraw({ params })).draw.sealed)
  await call.drawSample({ params, body: {} })
  const { items } = await call.showDraw({ params })
  const folder = join(data, 'sample-draw')
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'draw.json')
  await until(async () => {
    const answer = await taken(inspector, url, `/api/draws/${id}/file`)
    if (answer.ok) await writeFile(file, await answer.text())
    return answer.ok
  })
  const { code } = await liuhen(['draw', '--verify', file, '--key', key], {}, line)
  say(
    code === 0 ? `离线重抽：${items.length} 份，与记录一致` : '离线重抽与记录不符',
    code === 0 ? `Drawn again offline: the same ${items.length}` : 'Drawn again offline it is ANOTHER sample',
  )
  const findings: string[] = []
  for (const { recording, shows } of items) {
    if (shows !== 'nothing')
      await until(async () => {
        const answer = await taken(inspector, url, `/api/draws/${id}/items/${recording}/view-copy`)
        await answer.arrayBuffer()
        return answer.ok
      })
    // Which are drawn nobody knows beforehand: a photograph has no moments, and of some nobody knows the officer.
    const bad = (shows === 'video' || shows === 'audio') && findings.length < 4
    findings.push(...(await judged(call, id, recording, bad)))
  }
  return { drawVerified: code === 0, ...(await followed(url, call, findings, say)) }
}

/** The verdict on one of the sample: that all was right, or that something was missing from its beginning on. */
async function judged(call: Client, id: string, recording: string, bad: boolean): Promise<readonly string[]> {
  const problem = {
    label: 'certificate' as const,
    what: '没有看到亮证（示例）',
    article: ARTICLE,
    points: 2,
    due: CalendarDate.parse(dayOf(instantOf(Date.now() + 7 * 86_400_000))),
    position: 0,
  }
  const { findings } = await call.reviewItem({
    params: { id, recording },
    body: { scores: [{ label: 'certificate', holds: bad ? 'no' : 'yes' }], findings: bad ? [problem] : [] },
  })
  return findings
}

/** One problem is put right and looked at again; against the other its officer appeals, and somebody else answers. */
async function followed(
  url: string,
  call: Client,
  findings: readonly string[],
  say: Say,
): Promise<Pick<Supervised, 'rectified' | 'appealed'>> {
  const rows = (await call.listFindings({ query: {} })).filter((one) => findings.includes(one.id))
  let [rectified, appealed] = [0, 0]
  for (const { id, officer } of rows) {
    const params = { id }
    const userName = STAFF.find((one) => one.name === officer?.name)?.userName
    if (userName === undefined || rectified + appealed === 2) continue
    const own = await signIn(url, userName, PASSWORD)
    if (rectified === 0) {
      await own.call.reportRectification({ params, body: { measures: '已补充学习，今后先亮证（示例）' } })
      await call.recheckFinding({ params, body: { verified: true, words: '复查属实（示例）' } })
      rectified++
    } else {
      await own.call.appealFinding({ params, body: { grounds: '画面开头已经亮证（示例）' } })
      const deputy = await signIn(url, 'zhengsh', PASSWORD)
      await deputy.call.answerAppeal({ params, body: { upheld: true, words: '核对画面，申诉成立（示例）' } })
      appealed++
    }
  }
  say(
    `检查问题：${rectified} 个整改后经复查销号，${appealed} 个经申诉撤销`,
    `Findings: ${rectified} put right and closed after a second look, ${appealed} withdrawn on appeal`,
  )
  return { rectified, appealed }
}
