import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RequestForm } from '@liuhen/contract/requests'
import { base64Of } from '@liuhen/core/kernel'
import { forWhomNames, useNames } from '@liuhen/core/requests'
import { ffmpeg } from './footage/programs.ts'
import { written } from './footage/scene.ts'
import type { Part, People } from './people.ts'
import type { Say } from './told.ts'

type Asked = Pick<RequestForm, 'use' | 'whom' | 'reason'> & {
  readonly outsider?: NonNullable<RequestForm['outsider']>
  readonly signer: Part
  /** Returned with these words; granted where there are none. */
  readonly returned?: string
}

/** Whose leave the instrument wants and does not name, as the sample bureau has decided it. */
const DECIDED = {
  'access.look-by-party.approver': '局法制科',
  'access.release.approver': '行政执法机关负责人',
} as const

const COURT = { organisation: '示例人民法院', name: '钱某' }

/** Five who ask for the recordings of one inspection, each for something else; all of them invented. */
const FIVE: readonly Asked[] = [
  { use: 'provide', whom: 'court', reason: '行政诉讼中证明检查过程（示例）', outsider: COURT, signer: 'head' },
  {
    use: 'copy',
    whom: 'police',
    reason: '办理阻碍执行职务案件（示例）',
    outsider: { organisation: '示例县公安局', name: '孙某' },
    signer: 'head',
  },
  {
    use: 'look',
    whom: 'reconsideration',
    reason: '审查行政复议案件（示例）',
    outsider: { organisation: '示例县人民政府行政复议办公室', name: '李某' },
    signer: 'head',
  },
  {
    use: 'look',
    whom: 'party',
    reason: '查看对本人的检查过程（示例）',
    outsider: {
      name: '许某',
      relation: '当事人',
      document: { kind: '居民身份证', ending: '0413' },
    },
    signer: 'section',
  },
  {
    use: 'publish',
    whom: 'work',
    reason: '普法宣传短片（示例）',
    signer: 'head',
    returned: '画面中有围观群众，没有遮挡，不宜公开（示例）',
  },
]

export interface Requests {
  /** How many were granted or refused. */
  readonly decided: number
  /** That of the court, under which a package is handed out. */
  readonly court: string
}

/** Each request is entered by who keeps recordings, put up to whom the rules name, and decided by them. */
export async function decideRequests(people: People, recordings: readonly string[], say: Say): Promise<Requests> {
  say(
    '五份申请，用途各不相同，各由制度写明的人审批（示例）：',
    'Five requests for different purposes, each decided by whom the instruments name (sample):',
  )
  const section = await people.as('section')
  for (const [key, value] of Object.entries(DECIDED))
    await section.decideSetting({ params: { key }, body: { value, from: people.time.today(), reason: '示例' } })
  const keeper = await people.as('centre')
  const ids: string[] = []
  for (const { use, whom, reason, outsider, signer, returned } of FIVE) {
    const document = outsider?.organisation === undefined ? undefined : await letterOf(outsider.organisation)
    const { id } = await keeper.askRequest({
      body: {
        use,
        whom,
        reason,
        recordings: [...recordings],
        days: 10,
        times: 5,
        key: randomUUID(),
        ...(outsider && { outsider }),
        ...(document && { document }),
      },
    })
    const { approval } = await keeper.showRequest({ params: { id } })
    const decider = await people.as(signer)
    const password = people.password(signer)
    await decider.signApproval({
      params: { id: approval?.id ?? '' },
      body:
        returned === undefined ? { opinion: 'agreed', password } : { opinion: 'returned', words: returned, password },
    })
    ids.push(id)
  }
  const shown = await Promise.all(ids.map((id) => keeper.showRequest({ params: { id } })))
  for (const { whom, use, stands, citations } of shown) {
    const [is, what, by] = [stands === 'granted', useNames[use], forWhomNames[whom]]
    const article = citations[0]?.label ?? ''
    say(
      `  ${by.zh}，${what.zh}：${is ? '准予' : '不准'}（${article}）`,
      `  ${by.en}, to ${what.en}: ${is ? 'granted' : 'refused'} (${article})`,
    )
  }
  return {
    decided: shown.filter((one) => one.stands === 'granted' || one.stands === 'refused').length,
    court: ids[0] as string,
  }
}

/** A letter as it came, scanned. */
async function letterOf(organisation: string): Promise<NonNullable<RequestForm['document']>> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-letter-'))
  try {
    const file = join(folder, 'letter.png')
    const lines = [organisation, '调取音像记录的函（示例）', '没有真的来函，此页为演示所画']
    const drawn = lines.map((line, i) => written(line, `fontsize=34:x=90:y=${120 + i * 70}`)).join(',')
    await ffmpeg(['-f', 'lavfi', '-i', 'color=white:s=900x1270', '-vf', drawn, '-frames:v', '1', file])
    return { name: '来函.png', mediaType: 'image/png', bytes: base64Of(await readFile(file)) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * What the court asked for, as an evidence package: made by the legal section, confirmed by the information centre, received by
 * whoever of the court took it over. The name of its folder.
 */
export async function handOut(
  people: People,
  { recordings, request }: { readonly recordings: readonly string[]; readonly request: string },
  say: Say,
): Promise<string> {
  say(
    `法制科按法院的申请制作证据包：${recordings.length} 份音像`,
    `The legal section makes the package that the court asked for: ${recordings.length} recordings`,
  )
  const made = await (
    await people.as('section')
  ).makePackage({
    body: {
      recordings: [...recordings],
      purpose: '证明现场检查、告知权利和询问的全过程（示例）',
      recipient: COURT.organisation,
      request,
    },
  })
  const centre = await people.as('centre')
  const params = { id: made.id }
  await centre.confirmHandOut({ params })
  await centre.receiveHandOut({ params, body: { name: COURT.name, document: { kind: '工作证', ending: '0317' } } })
  say(
    '信息中心核对后确认对外提供，法院的人签收',
    'The information centre confirms that it leaves, and the court’s clerk receives it',
  )
  return made.folder
}
