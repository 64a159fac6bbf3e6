import { randomUUID } from 'node:crypto'
import type { BodyOf, Client, Table } from '@liuhen/contract'
import type { FieldView, PaperView } from '@liuhen/contract/papers'
import { type FactKey, type FactValue, residentCheck } from '@liuhen/core/papers'
import type { Part, People } from './people.ts'

/** What the sample's cases say on their papers; everybody and everything in it is invented. */
export interface Account {
  readonly caseId: string
  readonly party: string
  /** As the acts told it: what was found, by which provision, where and from when to when. */
  readonly facts: string
  readonly provision: string
  readonly place: string
  readonly at: string
  readonly until: string
  readonly fine?: number
}

type Strokes = Extract<BodyOf<Table['signPaper']>, { how: 'strokes' }>['strokes']

const SIGNERS: readonly Part[] = ['officer', 'colleague', 'leader', 'legal', 'deputy', 'head']
const WITNESS = '李和'
const KEEPER = '刘文静'
const HOST = '郑守恒'

/** What a field says, where the case does not say it already; undefined of what the sample has no words for. */
function said(key: FactKey, of: Account, day: string, people: Readonly<Record<Part, string>>): FactValue | undefined {
  const { party, facts, place, at, until } = of
  const between = { from: `${day} ${at}`, until: `${day} ${until}` }
  const basis = [{ law: '示例市市容管理办法（示例）', article: 10, paragraph: 1 }]
  const officers = [{ person: people.officer }, { person: people.colleague }]
  const goods = [
    {
      id: 'g1',
      number: 'WP-001',
      name: '切割机',
      specification: 'QG-350',
      unit: '台',
      quantity: '2',
      condition: '八成新',
    },
    { id: 'g2', number: 'WP-002', name: '电钻', specification: 'DZ-13', unit: '把', quantity: '3', condition: '可用' },
  ]
  const told: Partial<Record<FactKey, FactValue>> = {
    party: {
      kind: 'citizen',
      name: party,
      sex: '男',
      born: '1983-04-11',
      idNumber: `43012119830411001${residentCheck('43012119830411001') ?? ''}`,
      address: '示例市示例区星河路 16 号',
      phone: '13900000000',
    },
    'case-cause': facts,
    'scene-place': place,
    'discovered-on': day,
    'filed-on': day,
    'party-address': '示例市示例区星河路 16 号',
    'decision-number': '（当场处罚，见预定编号）',
    'case-summary': `${day} 巡查发现，当事人${party}${facts}。现场有执法记录仪录像。`,
    'filing-grounds': `经核查，${facts}，涉嫌违反${of.provision}；属于本机关管辖，未超过处罚时效，建议立案。`,
    'inspection-interval': between,
    'inspection-place': place,
    inspectors: officers,
    witness: { name: WITNESS, workplace: '示例社区居民委员会', relation: '社区工作人员' },
    'party-called': '当场口头通知，当事人在场。',
    'certificates-shown': '两名执法人员出示执法证件，当事人看过。',
    'rights-told': '告知当事人有权申请回避、陈述和申辩，应当如实回答并协助检查；当事人表示听清楚了。',
    'statement-at-scene': '当事人称不知道需要经过核准，愿意配合处理。',
    'inspection-findings': `${place}，${facts}。现场拍摄照片 6 张，执法记录仪全程录制。`,
    'questioning-interval': between,
    'questioning-place': '普法询问工作区',
    questioners: officers,
    'questioned-person': { name: party, relation: '当事人' },
    'read-back': true,
    'proposal-told': `告知拟作处罚的事实：${facts}；理由：影响市容和通行；依据：${of.provision}。`,
    'statement-right-told': '告知有权陈述、申辩，当事人表示听清楚了。',
    'legal-officer-opinion': '同意。',
    'measure-reasons': '当事人经责令拒不停止，工具用于继续违法。',
    'measure-basis': [{ law: '中华人民共和国行政强制法', article: 22 }],
    'measure-from': day,
    'measure-until': plus(day, 29),
    'extension-reasons': '案情复杂，尚需查明工具的权属。',
    'extended-until': plus(day, 29),
    'lifting-reasons': '已经作出处理决定，不再需要扣押。',
    'case-goods': goods,
    'appraisal-opinion': '（示例）',
    'violation-facts': `${day} 以前，当事人${party}${facts}。`,
    'case-nature': '违反市容和环境卫生管理秩序。',
    'discretion-standard': '违法情节一般，按一般档次处理（示例）。',
    'penalty-basis': basis,
    'penalty-proposal': of.fine === undefined ? '罚款' : `罚款人民币 ${of.fine} 元`,
    'penalty-reasons': '占用时间较长，影响通行；事后配合调查。',
    'penalty-content': of.fine === undefined ? '罚款' : `罚款人民币 ${of.fine} 元`,
    'penalty-kind': '罚款',
    'fine-amount': of.fine ?? 200,
    'penalty-performance': '自收到本决定书之日起十五日内，持缴款通知书到示例银行缴纳。',
    'decided-at': `${day} ${at}`,
    'decided-where': place,
    'statement-answer': '当事人的意见已经复核，关于从轻的部分采纳，其余不采纳，理由已当面说明。',
    'party-statement': '承认事实，请求从轻。',
    'new-facts': '无新的事实、理由和证据。',
    'hearing-called-at': `${plus(day, 25)} 09:00`,
    'hearing-called-place': '局会议室',
    'hearing-host': { name: HOST },
    'hearing-recorder': { name: '苏正言' },
    interpreter: { none: '不需要' },
    agent: { none: '没有委托' },
    'hearing-at': between,
    'hearing-place': '局会议室',
    'hearing-course':
      '主持人宣布听证开始，核对到场人员身份，告知权利义务，询问是否申请回避。\n调查人陈述违法事实、证据、处罚建议和依据。\n当事人申辩：数量计算过高，请求从轻。\n双方质证，调查人出示勘验笔录和照片，当事人对照片无异议。\n当事人最后陈述。主持人宣布听证结束。',
    'meeting-at': between,
    'meeting-place': '局会议室',
    'meeting-participants': [{ person: people.head }, { person: people.deputy }],
    'meeting-host': { name: '冯立本' },
    'discussion-course': '就事实、定性、裁量和听证中提出的各点逐项发表意见，均同意拟处理意见。',
    'discussion-result': '同意拟处理意见。',
    'served-at': `${day} ${at}`,
    'service-place': '示例市示例区星河路 16 号',
    'service-officers': officers,
    recipient: { name: party, relation: '本人' },
    'receipt-circumstances': '本人当场签收。',
    'party-performance': of.fine === undefined ? '已经履行。' : `已缴纳罚款 ${of.fine} 元。`,
    'party-performance-proof': '缴款凭证附后（示例）',
    'duty-to-perform': of.fine === undefined ? '履行处罚决定。' : `缴纳罚款 ${of.fine} 元。`,
    'demand-until': plus(day, 14),
    'demand-manner': '到示例银行缴纳。',
    'demand-sum': '没有罚款。',
    'demand-payment': '转账到示例银行。',
    'case-account': `${facts}；经立案、调查、告知、决定和送达，当事人已经履行。`,
    'penalty-enforcement': '当事人到银行缴纳。',
    'confiscated-disposal': '没有没收的财物。',
    'paper-content': `一、案件由来：巡查发现${party}${facts}，经批准立案。\n二、违法事实：${facts}，地点在${place}。\n三、证据：现场检查（勘验）笔录、现场录像、当事人陈述，均经查证属实。\n四、性质和依据：涉嫌违反${of.provision}。\n五、处理意见：违法事实清楚，证据确凿，建议依法处理。`,
  }
  return told[key]
}

const DAY = 86_400_000
const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** A record as it is typed: questions and answers. */
const dialogue = ({ facts, party }: Account): FactValue =>
  [
    '请说明您的姓名和基本情况。',
    `我叫${party}，住在星河路。`,
    '请说明事情的经过。',
    `${facts}，是我做的，没有办过手续。`,
    '还有什么要补充？',
    '没有。',
  ].map((text, i) => ({ id: `l${i}`, who: i % 2 === 0 ? ('asked' as const) : ('answered' as const), text }))

/**
 * Papers that what was done calls for and that are not there: each begun, filled in, fixed, and signed by all who sign it, in the sample's time.
 * Throws, with everything it lacks, for one that the sample cannot fill in.
 */
export async function makePapers(people: People, of: Account): Promise<number> {
  const officer = await people.as('officer')
  const { fileable } = await officer.showVolume({ params: { id: of.caseId } })
  const wanted = fileable.flatMap(({ rule, held, wanted: count }) => Array.from({ length: count - held }, () => rule))
  for (const rule of wanted) await makePaper(people, officer, of, rule)
  return wanted.length
}

async function makePaper(people: People, officer: Client, of: Account, rule: string): Promise<void> {
  const { id } = await officer.beginPaper({ params: { id: of.caseId }, body: { rule, key: randomUUID() } })
  const ids = await idsOf(people)
  const params = { id }
  const { fields } = await officer.showPaper({ params })
  const edits = fields.flatMap((one) => editOf(one, of, people.time.today(), ids))
  if (edits.length > 0) await officer.writePaper({ params, body: { edits } })
  await officer.freezePaper({ params, body: {} })
  await signed(people, officer, id, of.party)
  await officer.finishPaper({ params, body: {} })
}

const known = new WeakMap<People, Readonly<Record<Part, string>>>()
async function idsOf(people: People): Promise<Readonly<Record<Part, string>>> {
  const before = known.get(people)
  if (before) return before
  const found: Partial<Record<Part, string>> = {}
  for (const part of SIGNERS) found[part] = await people.id(part)
  const all = found as Readonly<Record<Part, string>>
  known.set(people, all)
  return all
}

function editOf(
  { key, kind, lacks, mayLack, version, value }: FieldView,
  of: Account,
  day: string,
  ids: Readonly<Record<Part, string>>,
) {
  // A letter that says all in its fields has nothing to say besides.
  if ((kind !== 'asked' && kind !== 'suggested') || (mayLack && key === 'paper-content')) return []
  if (kind === 'suggested' && lacks.length === 0 && value !== undefined) return []
  const now = key === 'questions-and-answers' ? dialogue(of) : said(key, of, day, ids)
  return now === undefined ? [] : [{ field: key, value: now, base: version }]
}

type Place = NonNullable<PaperView['frozen']>['places'][number]

/** By hand whoever signs so, in the name that stands there; each officer and leader under their own password. */
async function signed(people: People, officer: Client, id: string, party: string): Promise<void> {
  const params = { id }
  const placesOf = async (client: Client): Promise<readonly Place[]> =>
    ((await client.showPaper({ params })).frozen?.places ?? []).filter((one) => !one.mark)
  for (const { slot, page, how, label, name } of await placesOf(officer)) {
    if (how !== 'hand') continue
    const who = name ?? handOf(label, party)
    await officer.signPaper({ params, body: { how: 'strokes', slot, page, name: who, strokes: scrawl(who) } })
  }
  for (const part of SIGNERS) {
    const client = await people.as(part)
    const left = await placesOf(client)
    if (left.length === 0) return
    for (const [slot, places] of Map.groupBy(
      left.filter((one) => one.mine),
      (one) => one.slot,
    )) {
      const pages = places.map((one) => one.page)
      await client.signPaper({ params, body: { how: 'password', slot, pages, password: people.password(part) } })
    }
  }
}

const handOf = (label: string, party: string): string =>
  label.includes('见证') ? WITNESS : label.includes('保管') ? KEEPER : label.includes('主持') ? HOST : party

/** A signature as a finger draws it: for each character a few strokes of its own, the same for the same name. */
function scrawl(name: string): Strokes {
  const characters = Array.from(name).slice(0, 4)
  const wide = 1000 / Math.max(characters.length, 3)
  const strokes = characters.flatMap((character, i) => {
    let seed = character.codePointAt(0) ?? 1
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
    return Array.from({ length: 4 }, (_, stroke) => {
      const points = Array.from({ length: 6 }, (__, at): [number, number, number, number] => {
        const x = i * wide + wide * (0.1 + 0.8 * (stroke % 2 === 0 ? at / 5 : 0.3 + 0.4 * next()))
        const y = 40 + 320 * (stroke % 2 === 0 ? 0.15 + 0.2 * stroke + 0.12 * next() : at / 5)
        return [Math.round(x), Math.round(y), (i * 4 + stroke) * 160 + at * 25, 0.4 + 0.3 * next()]
      })
      return points
    })
  })
  return { format: 'liuhen-strokes/1', strokes }
}
