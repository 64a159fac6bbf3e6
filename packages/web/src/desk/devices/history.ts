import type { DeviceHistory } from '@liuhen/contract/devices'
import { type deviceEvents } from '@liuhen/core/devices'
import type { dockingEvents } from '@liuhen/core/intake'
import type { z } from 'zod'
import { useReply } from '../../api/index.ts'
import type { Step } from '../../parts/index.ts'
import { type Language, type Text, fill, offsetIn, text, useWords } from '../../words/index.ts'
import { careWords, yuan } from './care-words.ts'
import { findingWords, words } from './words.ts'

type Events = typeof deviceEvents & typeof dockingEvents
type Kind = keyof Events
type Told = Readonly<Record<string, string | number>>
type Tell<K extends Kind> = (
  body: z.infer<Events[K]>,
  around: Around,
) => readonly [what: Text, values?: Told, detail?: string | undefined]
interface Around {
  readonly language: Language
  readonly person: (id: string) => string
  readonly device: (id: string) => string
}

const tell: { readonly [K in Kind]: Tell<K> } = {
  'DeviceRegistered/1': () => [text('登记', 'registered')],
  'DeviceChanged/1': () => [text('修改登记', 'entry changed')],
  'FixedCameraNoted/1': (body) => [
    text('登记安装位置：{place}', 'mounted at {place}'),
    { place: body.place },
    [body.purpose, body.filing && `${body.filing.number} ${body.filing.on}`].filter(Boolean).join(' · '),
  ],
  'DeviceIssued/1': (body, { person }) => [text('配发给{name}', 'issued to {name}'), { name: person(body.holder) }],
  'DeviceReturned/1': () => [text('收回', 'taken back')],
  'DeviceLent/1': (body, { person }) => [
    text('本单位借给{name}', 'lent to {name}'),
    { name: person(body.borrower) },
    body.reason,
  ],
  'LoanEnded/1': () => [text('归还', 'loan ended')],
  'PreShiftChecked/1': (body, { language }) => [
    body.passed
      ? text('出勤前检查：合格', 'pre-shift check: passed')
      : text('出勤前检查：不合格', 'pre-shift check: failed'),
    {},
    [
      `${body.battery}% · ${body.freeSpace} MiB`,
      body.clock && offsetIn(body.clock, language),
      ...body.findings.map((one) => (findingWords[one] ? fill(findingWords[one], language) : one)),
    ]
      .filter(Boolean)
      .join(' · '),
  ],
  'FaultReported/1': (body, { device, language }) => [
    text('报故障：{fault}', 'fault reported: {fault}'),
    { fault: body.fault },
    body.instead === 'undecided'
      ? fill(words.undecided, language)
      : body.otherDevice === undefined
        ? fill(words.stopped, language)
        : `${fill(words.otherDevice, language)} ${device(body.otherDevice)}`,
  ],
  'FaultAnswered/1': (body, { device }) =>
    body.otherDevice === undefined
      ? [text('写明处置：停止执法活动', 'what was done: the act was stopped')]
      : [
          text('写明处置：改用 {device}', 'what was done: {device} was taken instead'),
          { device: device(body.otherDevice) },
        ],
  'ChargeSeen/1': (body, { language }) => [
    body.findings.length === 0
      ? text('录制中检查：正常', 'looked at while recording: all well')
      : text('录制中检查：不足', 'looked at while recording: short'),
    {},
    [
      `${body.battery}% · ${body.freeSpace} MiB`,
      ...body.findings.map((one) => (findingWords[one] ? fill(findingWords[one], language) : one)),
    ].join(' · '),
  ],
  'CardHandedOver/1': (body, { person }) => [
    text('存储卡交给{name}', 'card handed over to {name}'),
    { name: person(body.receiver) },
  ],
  'FaultAcknowledged/1': (body) => [
    body.as === 'leader'
      ? text('负责人知悉故障', 'the leader has heard of the fault')
      : text('受理故障', 'taken in hand'),
    {},
    body.note,
  ],
  'SentToRepair/1': (body) => [text('送修：{where}', 'sent to repair: {where}'), { where: body.where }, body.reason],
  'DeviceRepaired/1': (body) => [text('修好', 'back from repair'), {}, body.done],
  'DeviceLost/1': (body) => [text('报丢失', 'reported lost'), {}, body.reason],
  'DeviceFound/1': (body) => [text('找回', 'found again'), {}, body.reason],
  'DeviceRetired/1': (body) => [
    text('报废，批准人{name}', 'retired, approved by {name}'),
    { name: body.approver },
    body.reason,
  ],
  'MaintenancePlanned/1': (body) => [
    text('安排维护：{due} 以前', 'maintenance planned by {due}'),
    { due: body.due },
    body.what,
  ],
  'DeviceMaintained/1': (body) => [text('{on} 维护', 'maintained on {on}'), { on: body.on }, body.done],
  'RepairNoted/1': (body, { language }) => [
    text('{on} 在{where}维修', 'repaired on {on}, at {where}'),
    { on: body.on, where: body.where },
    [body.done, body.unauthorised && fill(careWords.unauthorised, language)].filter(Boolean).join(' · '),
  ],
  'DeedNoted/1': (body, { person, language }) => [
    text('{act}，记在{name}名下', '{act}, held against {name}'),
    { act: body.act, name: body.person === undefined ? fill(careWords.nobody, language) : person(body.person) },
    body.note,
  ],
  'DeedSettled/1': (body) => [
    text('办结违规使用或损坏', 'misuse or damage settled'),
    {},
    [body.compensation !== undefined && yuan(body.compensation), body.handling].filter(Boolean).join(' · '),
  ],
  'StationSigningKeyTold/1': () => [
    text('报送签名公钥，此后所报均须签名', 'told its signing key; what it states is signed from here on'),
  ],
  'StationSigningKeyVouched/1': () => [
    text('签名公钥经核对，与采集站所示一致', 'its signing key was compared with what it shows'),
  ],
  'StationKeyIssued/1': () => [text('发采集站密钥', 'station key issued')],
  'CameraDocked/1': (body, { language }) => [
    text('采集 {n} 个文件', 'docked, {n} files'),
    { n: body.files },
    body.clock && offsetIn(body.clock, language),
  ],
}

const tones: Readonly<Partial<Record<Kind, Step['tone']>>> = {
  'FaultReported/1': 'zhe',
  'DeedNoted/1': 'zhu',
  'SentToRepair/1': 'zhe',
  'DeviceLost/1': 'zhu',
  'DeviceRetired/1': 'zhu',
}

/** What happened with a device, in sentences. An event this page has no sentence for keeps its own name. */
export function useHistory(history: readonly DeviceHistory[]): Step[] {
  const { language } = useWords()
  const colleagues = useReply('listColleagues')
  const devices = useReply('listDevices')
  const around: Around = {
    language,
    person: (id) => colleagues.data?.find((one) => one.id === id)?.name ?? fill(words.unnamed, language),
    device: (id) => devices.data?.find((one) => one.id === id)?.number ?? '',
  }
  return history.map((event, i) => {
    const known = Object.hasOwn(tell, event.kind) ? (event.kind as Kind) : undefined
    const key = `${event.at} ${event.kind} ${i}`
    if (!known) return { key, what: event.kind, detail: event.by, at: event.at }
    // The journal holds a body of the event's own kind; the table above is by kind.
    const [what, values, detail] = (tell[known] as Tell<Kind>)(event.body as never, around)
    return {
      key,
      what: fill(what, language, values),
      detail: [event.by, detail].filter(Boolean).join(' · '),
      at: event.at,
      tone: tones[known],
    }
  })
}
