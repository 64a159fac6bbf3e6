import { text, least } from '../kernel/index.ts'
import type { CalendarDate, Citation } from '../kernel/index.ts'
import type { Seen } from './activity-coverage.ts'
import type { CrewLack } from './crew.ts'
import type { PersonFacts } from './facts.ts'
import { clockInWords, stretchesOf } from './finding.ts'
import type { Finding, FindingCode, Weight } from './finding.ts'
import type { Text } from '../kernel/index.ts'
import type { RulesByDay } from './rules-in-force.ts'
import type { Track } from './tracks.ts'
import { momentOf } from './moment.ts'

export type People = ReadonlyMap<string, PersonFacts>

/** Who there is, and on which day a moment falls. */
interface Registers {
  readonly people: People
  readonly days: RulesByDay
}

/** What is wrong with how it was recorded, whatever the time: by whom, with how many, with what told and seen. */
export function conductFindings(one: Seen, registers: Registers): readonly Finding[] {
  const { requirement, counted } = one
  // What a missing setting hides may well be that it had to be filmed.
  const open = [...textFindings(one), ...settingFindings(one)]
  if (!requirement.isRequired && counted.length === 0) return open
  return [
    ...recorderFindings(one, registers),
    ...laterFindings(one),
    // Another camera may still come in.
    ...(requirement.isRequired && counted.length > 0 && one.waiting === undefined
      ? [...crewFindings(one), ...wornFindings(one), ...partFindings(one)]
      : []),
    ...(isSeenYet(one) ? [...noticeFindings(one), ...pictureFindings(one), ...goodsFindings(one)] : []),
    ...open,
  ]
}

/** Whether there is anything yet that a notice or a picture could be found in. */
const isSeenYet = ({ waiting, counted }: Seen): boolean => waiting === undefined || counted.length > 0

const finding = (
  one: Seen,
  code: FindingCode,
  weight: Weight,
  citations: readonly Citation[],
  message: Text,
  todo: Text,
  tracks: readonly Track[] = [],
): Finding => ({
  code,
  weight,
  message,
  todo,
  stretches: stretchesOf(tracks),
  citations,
  activity: one.activity.id,
  ...(tracks.length > 0 && { recordings: tracks.map((track) => track.facts.id) }),
})

/** Whether nothing is against a person as the one who records: on the regular staff, with a certificate on that day. */
const isQualified = (person: PersonFacts | undefined, day: CalendarDate): boolean =>
  person?.kind === 'officer' &&
  person.regular !== false &&
  person.certificates.some((one) => one.from <= day && day <= one.to)

const nameOf = (person: PersonFacts | undefined, id: string): string => person?.name ?? id

function recorderFindings(one: Seen, registers: Registers): readonly Finding[] {
  const [officer, auxiliary] = [one.rules.recorder('officer'), one.rules.recorder('auxiliary')]
  const asksForQualified = officer.needs.length > 0
  if (!asksForQualified && auxiliary.citations.length === 0) return []
  const recorders = Map.groupBy(one.counted, (track) => track.facts.recorder)
  return [...recorders].flatMap(([id, tracks]) => {
    if (id === undefined) return []
    const person = registers.people.get(id)
    if (person?.kind === 'auxiliary') {
      const citations = auxiliary.citations.length > 0 ? auxiliary.citations : officer.citations
      return isAccompanied(one, registers, asksForQualified)
        ? []
        : [auxiliaryAlone(one, nameOf(person, id), tracks, citations)]
    }
    if (!asksForQualified) return []
    const failed = tracks.filter((track) => !isQualified(person, registers.days.dayAt(track.from)))
    return failed.length === 0 ? [] : [unqualified(one, nameOf(person, id), person, failed, officer)]
  })
}

const isAccompanied = (one: Seen, { people, days }: Registers, asksForQualified: boolean): boolean =>
  one.activity.officers.some((id) => {
    const person = people.get(id)
    return asksForQualified ? isQualified(person, days.dayAt(momentOf(one.activity.start))) : person?.kind === 'officer'
  })

const auxiliaryAlone = (one: Seen, name: string, tracks: readonly Track[], citations: readonly Citation[]): Finding =>
  finding(
    one,
    'auxiliary-alone',
    'breach',
    citations,
    text(
      `由协管人员 ${name} 单独录制，没有具备资格的执法人员在场`,
      `Recorded by the auxiliary ${name} alone, without a qualified officer`,
    ),
    text(
      '核对参加人员；有执法人员在场的补登，没有的由单位负责人处理',
      'Check who took part: enter the officer who was there; if there was none, the head of the unit has to deal with it',
    ),
    tracks,
  )

const unqualified = (
  one: Seen,
  name: string,
  person: PersonFacts | undefined,
  tracks: readonly Track[],
  officer: { readonly needs: readonly string[]; readonly citations: readonly Citation[] },
): Finding =>
  finding(
    one,
    'recorder-unqualified',
    'breach',
    officer.citations,
    person?.regular === false
      ? text(
          `录制人 ${name} 不是正式在编人员（要求：${officer.needs.join('、')}）`,
          `The recorder ${name} is not on the regular staff (wanted: ${officer.needs.join(', ')})`,
        )
      : text(
          `录制当日，录制人 ${name} 没有有效的执法证件（要求：${officer.needs.join('、')}）`,
          `On that day the recorder ${name} had no certificate in force (wanted: ${officer.needs.join(', ')})`,
        ),
    text(
      '核对证件有效期；确无资格的，由单位负责人处理',
      'Check the certificate; without one, the head of the unit has to deal with it',
    ),
    tracks,
  )

/** Recorded when the act was over and tied to it all the same. */
function laterFindings(one: Seen): readonly Finding[] {
  const end = momentOf(one.activity.end)
  const later = one.counted.filter((track) => track.possible.from >= end)
  if (later.length === 0) return []
  const { forbidden, citations } = one.rules.filmingLater
  return [
    finding(
      one,
      'filmed-later',
      forbidden ? 'breach' : 'note',
      citations,
      text(
        '关联的录制在活动结束以后才开始，疑似事后补录',
        'A recording tied to it began when the act was over: it may have been filmed later',
      ),
      text(
        '核对录制时间；关联有误的改正，不得以补录充当',
        'Check its time; correct the tie if it is wrong. It cannot stand for the act',
      ),
      later,
    ),
  ]
}

const PARTS = { sound: text('声音', 'sound'), picture: text('图像', 'picture') }

/** Time of the act that is recorded, by nothing that has the sound, or the picture, that is asked for. */
const partFindings = (one: Seen): readonly Finding[] =>
  one.parts.map(({ part, citations, during, tracks }) => {
    const { zh, en } = PARTS[part]
    return {
      ...finding(
        one,
        'part-missing',
        'breach',
        citations,
        text(
          `录到的内容没有${zh}，要求录音录像`,
          `What was recorded has no ${en}; both sound and picture are asked for`,
        ),
        text(
          `查找同一时间有${zh}的录制并关联；确实没有的，如实说明原因`,
          `Look for a recording of the same time that has ${en} and tie it; if there is none, put the reason on record`,
        ),
        tracks,
      ),
      stretches: stretchesOf(during),
    }
  })

const CREW = {
  operator: text(
    '除执法记录仪外，没有找到另有专人使用摄像机等设备的录制',
    'Beside the body-worn cameras there is no recording by a person of its own with a camera of another kind',
  ),
  whole: text('专人的拍摄没有贯穿全过程', 'The operator of its own did not film it from the first to the last'),
  angles: text('只有一台设备的录制，没有多角度拍摄', 'There is one device only, and no second angle'),
} as const satisfies Record<CrewLack['what'], Text>

const CREW_UNKNOWN = text(
  '（有设备的类别或者使用人没有登记，是不是专人拍摄无法确定）',
  ' (the kind or the holder of a device is not registered, so whether it is one cannot be told)',
)

function crewFindings(one: Seen): readonly Finding[] {
  const { crew } = one
  if (crew === undefined) return []
  const { wanted, what, isUnknown, during, tracks } = crew
  const isMust = wanted.level === 'must'
  const unknown = isUnknown ? CREW_UNKNOWN : text('', '')
  const found = finding(
    one,
    'crew-missing',
    isMust ? (isUnknown ? 'doubt' : 'breach') : 'note',
    wanted.citations,
    text(`${CREW[what].zh}${unknown.zh}`, `${CREW[what].en}${unknown.en}`),
    isMust
      ? text(
          '查找其他设备的录制并关联；确未安排的，如实记录原因',
          'Look for recordings of other devices and tie them; if none was arranged, put the reason on record',
        )
      : text(
          '补充其他设备的录制，或写明一台设备已足够的理由',
          'Add recordings of other devices, or say why one was enough',
        ),
    tracks,
  )
  return [what === 'whole' ? { ...found, stretches: stretchesOf(during) } : found]
}

/** Filmed with something, and with nothing worn, where the text wants it worn and nobody has said why it was not. */
function wornFindings(one: Seen): readonly Finding[] {
  const { activity, counted, rules } = one
  const { worn = [], citations } = rules.worn
  const isAsked = worn.some((kind) => kind === activity.type || activity.marks.some(({ mark }) => mark === kind))
  const kinds = counted.map(({ facts }) => facts.deviceKind)
  const isWorn = kinds.includes('body-camera')
  if (!isAsked || isWorn || activity.fallback !== undefined) return []
  return [
    finding(
      one,
      'worn-missing',
      // A telephone stands in no register: nobody knows that it was worn, nor that what is of no known device was not.
      kinds.includes(undefined) ? 'doubt' : 'breach',
      citations,
      text(
        '应当佩戴执法记录仪全程录制，没有能确认是执法记录仪的录制',
        'It was to be filmed throughout with a worn camera, and no recording is known to be of one',
      ),
      text(
        '查找执法记录仪的录制并关联；确实用不了的，写明原因并做好文书记录',
        'Look for the recording of a worn camera and tie it; where none could be used, say why and write down what was done',
      ),
      counted,
    ),
  ]
}

/** What the text has told first is told before the act, or before what a mark marks; what it does not, when it comes to it. */
function noticeFindings(one: Seen): readonly Finding[] {
  return one.requirement.notices.flatMap(({ of, isFirst, say, citations }) => {
    const given = one.activity.notices.filter((notice) => (notice.of ?? one.activity.type) === of)
    if (given.length === 0)
      return [
        finding(
          one,
          'notice-missing',
          'breach',
          citations,
          text(`没有告知记录：${say}`, `No notice to the party is on record: ${say}`),
          text(
            '在录像中找到告知的画面并标出；确未告知的，如实记录',
            'Find the notice in the recording and mark it; if none was given, put that on record',
          ),
        ),
      ]
    const begun = one.requirement.grounds.find((ground) => ground.kind === of)?.from ?? momentOf(one.activity.start)
    const first = least(given.map((notice) => momentOf(notice.at)))
    const before = of === one.activity.type ? momentOf(one.activity.start) : begun
    if (!isFirst || given.some((notice) => momentOf(notice.at) <= before)) return []
    return [
      finding(
        one,
        'notice-late',
        'breach',
        citations,
        text(
          `应当事先告知，${clockInWords(before, before)} 开始，${clockInWords(first, before)} 才告知：${say}`,
          `The party was to be told first; it began at ${clockInWords(before, before)} and was told at ${clockInWords(first, before)}: ${say}`,
        ),
        text('核对告知时间和开始时间', 'Check when it was told and when it began'),
      ),
    ]
  })
}

function pictureFindings(one: Seen): readonly Finding[] {
  const { pictures: confirmed } = one.activity
  // While it goes on there is time for it, and where nothing was recorded that is what is found.
  if (confirmed === undefined || one.activity.isRunning || one.counted.length === 0) return []
  const known = new Set(confirmed.map((picture) => picture.point))
  const open = one.requirement.pictures.filter((picture) => !known.has(picture.point))
  if (open.length === 0) return []
  const points = open.map((picture) => picture.point)
  const citations = new Map(open.flatMap((picture) => picture.citations).map((cited) => [JSON.stringify(cited), cited]))
  return [
    finding(
      one,
      'picture-unconfirmed',
      'doubt',
      [...citations.values()],
      text(
        `以下内容没有确认录到：${points.join('；')}`,
        `Nobody has confirmed that this is in the picture: ${points.join('; ')}`,
      ),
      text('在录像中标出，或写明本次没有', 'Mark it in the recording, or say that it did not occur'),
    ),
  ]
}

/** Things that were taken and that nobody has marked in the picture, each by its name. */
function goodsFindings(one: Seen): readonly Finding[] {
  const { activity, counted, rules } = one
  const open = (activity.goods ?? []).filter((good) => !good.marked)
  if (activity.isRunning || counted.length === 0 || open.length === 0) return []
  const kinds = [activity.type, ...activity.marks.map(({ mark }) => mark)]
  const citations = kinds.flatMap((kind) => rules.kind(kind).goods)
  if (citations.length === 0) return []
  const names = open.map((good) => good.name)
  return [
    finding(
      one,
      'goods-unmarked',
      'doubt',
      [...new Map(citations.map((cited) => [JSON.stringify(cited), cited])).values()],
      text(
        `以下物品没有标出在录像中的位置：${names.join('、')}`,
        `Nobody has marked where this is in the picture: ${names.join(', ')}`,
      ),
      text('逐件在录像中标出；没有录到的，如实说明', 'Mark each in the recording; where one was not filmed, say so'),
    ),
  ]
}

/** Where an instrument has everything written down, film does not stand for it. */
function textFindings(one: Seen): readonly Finding[] {
  if (one.activity.written !== false || one.activity.isRunning || one.rules.textRecord.length === 0) return []
  return [
    finding(
      one,
      'text-missing',
      'breach',
      one.rules.textRecord,
      text('没有文字记录', 'There is no text record of it'),
      text('补充文字记录：做了什么、结果如何', 'Write down what was done and what came of it'),
    ),
  ]
}

function settingFindings(one: Seen): readonly Finding[] {
  const open = [...new Set([...one.requirement.open, ...one.rules.interruption.open])]
  if (open.length === 0) return []
  const titles = one.rules.titles(open)
  return [
    finding(
      one,
      'setting-open',
      'doubt',
      [],
      text(`本局还没有设定：${titles.zh}`, `The bureau has not set: ${titles.en}`),
      text('在制度设置中填写', 'Set it among the settings of the rules'),
    ),
  ]
}
