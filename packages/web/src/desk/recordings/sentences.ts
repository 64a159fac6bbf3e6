import type { RecordingView } from '@liuhen/contract/recordings'
import type { EventKind } from '@liuhen/core/journal'
import { type Instant, type Text, text } from '@liuhen/core/kernel'
import type { Attempt } from '@liuhen/core/recordings'
import { bytesIn } from '../../words/index.ts'
import { between, clockDigits, clockRange, positionDigits } from './times.ts'

export type Entry = RecordingView['history'][number]

/** One line of what was done to a recording. `look` changes nothing; `wrong` is something somebody must deal with. */
export interface Line {
  readonly key: string
  readonly at: Instant
  readonly what: Text
  readonly detail?: Text
  readonly tone: 'kept' | 'added' | 'look' | 'wrong'
}

type Told = Omit<Line, 'key' | 'at'>
type Body = Readonly<Record<string, unknown>>

const string = (body: Body, name: string): string => (typeof body[name] === 'string' ? body[name] : '')
const number = (body: Body, name: string): number => (typeof body[name] === 'number' ? body[name] : 0)
const quoted = (words: string): Text => text(`“${words}”`, `“${words}”`)
const both = (write: (language: 'zh' | 'en') => string): Text => text(write('zh'), write('en'))

const looked: Readonly<Record<string, Text>> = {
  page: text('查看本页', 'looked at this page'),
  'view-copy': text('播放查看版', 'played the view copy'),
  original: text('取用原件', 'read the original'),
  still: text('查看画面', 'looked at a still'),
  receipt: text('取走回执', 'took the receipt'),
}
const made: Readonly<Record<string, Text>> = {
  'view-copy': text('查看版', 'view copy'),
  still: text('画面', 'stills'),
  waveform: text('声波', 'waveform'),
}
/** The background steps, by the names the server gives them. */
const steps: Readonly<Record<string, Text>> = {
  examine: text('读取文件参数', 'reading the container'),
  derive: text('生成查看版、画面、声波', 'making view copy, stills and waveform'),
}
export const stepWords = (step: string): Text => steps[step] ?? text(step, step)

/** What somebody tried and may not, as the rest of `试图…`. */
const attempts: Readonly<Record<Attempt, Text>> = {
  look: text('查看', 'to look'),
  copy: text('取用原件', 'to take the original'),
  delete: text('删除', 'to delete it'),
  replace: text('替换', 'to replace it'),
  alter: text('修改', 'to alter it'),
}

const settled: Readonly<Record<string, Text>> = {
  accepted: text('决定按原样接收', 'decided to accept it as it is'),
  superseded: text('决定以另一份文件代替', 'decided that another file takes its place'),
  dismissed: text('决定不予接收', 'decided not to take it'),
}
const readings: Readonly<Record<string, Text>> = {
  name: text('取自文件名', 'from the file name'),
  container: text('取自文件内记录', 'from the container'),
  modified: text('取自卡上的修改时间，仅供参考', 'from the time of last change on the card, a hint only'),
  arrival: text('没有可用的时间，以入库时间代替', 'no time was found; that of arrival stands in'),
}

type Teller = (entry: Entry, body: Body) => Told

const preserved: Teller = ({ index, by }, body) => ({
  what:
    index === undefined
      ? text('固化，等待封入存证日志', 'Preserved, waiting to be sealed into the log')
      : both(
          (l) =>
            `${l === 'zh' ? '固化，进入存证日志第 ' : 'Preserved, entry '}${index.toLocaleString('en-US')}${l === 'zh' ? ' 号' : ' of the log'}`,
        ),
  detail: text(
    `由${by}送到 · ${bytesIn(number(body, 'bytes'))} · 回读核对一致`,
    `Sent by ${by} · ${bytesIn(number(body, 'bytes'))} · read back and equal`,
  ),
  tone: 'kept',
})

const tellers: Readonly<Partial<Record<EventKind, Teller>>> = {
  'RecordingPreserved/1': preserved,
  'ArrivalRepeated/1': ({ by }) => ({
    what: text('同一文件再次送到', 'The same file arrived again'),
    detail: text(
      `由${by}送到 · 内容逐字节相同，只登记到达`,
      `Sent by ${by} · the same bytes; only the arrival was noted`,
    ),
    tone: 'kept',
  }),
  'FileQuarantined/1': (_, body) => ({
    what: text('放入隔离区', 'Put into quarantine'),
    ...messageOf(body),
    tone: 'wrong',
  }),
  'QuarantineSettled/1': ({ by }, body) => ({
    what: said(by, settled[string(body, 'decision')] ?? text('处理了隔离', 'settled the quarantine')),
    detail: quoted(string(body, 'reason')),
    tone: 'added',
  }),
  'ContainerRead/1': (_, body) => ({
    what:
      body['readable'] === false
        ? text('文件读不出', 'The file cannot be read')
        : text('读取文件参数', 'Container read'),
    detail: text(string(body, 'tool'), string(body, 'tool')),
    tone: body['readable'] === false ? 'wrong' : 'added',
  }),
  'TimesFound/1': (_, body) => {
    const source = readings[string((body['reading'] ?? {}) as Body, 'source')]
    return { what: text('算出校正时间', 'Corrected time worked out'), ...(source && { detail: source }), tone: 'added' }
  },
  'DerivativeMade/1': (_, body) => {
    const kind = made[string(body, 'kind')] ?? text('衍生件', 'a derivative')
    return {
      what: text(`生成${kind.zh}`, `Made: ${kind.en}`),
      detail: text(`指向原件摘要 · ${string(body, 'tool')}`, `Names its original’s digest · ${string(body, 'tool')}`),
      tone: 'added',
    }
  },
  'StretchesFound/1': (_, body) => {
    const count = Array.isArray(body['stretches']) ? body['stretches'].length : 0
    return {
      what: text('检查黑屏、静帧与静音', 'Looked for black, frozen and silent stretches'),
      detail: count === 0 ? text('没有发现', 'None found') : text(`发现 ${count} 处`, `${count} found`),
      tone: 'added',
    }
  },
  'DerivationFailed/1': (_, body) => ({
    what: text('处理没有成功，原件不受影响', 'A background step failed; the original is untouched'),
    detail: text(
      `${stepWords(string(body, 'step')).zh} · 试过 ${number(body, 'attempts')} 次 · ${string(body, 'reason')}`,
      `${stepWords(string(body, 'step')).en} · tried ${number(body, 'attempts')} times · ${string(body, 'reason')}`,
    ),
    tone: 'wrong',
  }),
  'MarkerAdded/1': ({ by }, body) => ({
    what: text(`${by} 标记“${string(body, 'label')}”`, `${by} marked “${string(body, 'label')}”`),
    detail: text(`在 ${positionDigits(number(body, 'position'))}`, `At ${positionDigits(number(body, 'position'))}`),
    tone: 'added',
  }),
  'MarkerWithdrawn/1': ({ by }, body) => ({
    what: said(by, text('撤回一处标记', 'withdrew a marker')),
    detail: quoted(string(body, 'reason')),
    tone: 'added',
  }),
  'AnnotationAdded/1': ({ by }, body) => ({
    what: said(by, text('写了附注', 'added an annotation')),
    detail: quoted(string(body, 'text')),
    tone: 'added',
  }),
  'OfficerAnnotated/1': ({ by }, body) => ({
    what: said(by, text('标注了使用人', 'said who recorded it')),
    detail: quoted(string(body, 'reason')),
    tone: 'added',
  }),
  'InterruptionExplained/1': ({ by }, body) => ({
    what: said(
      by,
      body['form'] === 'spoken'
        ? text('以录音中的话说明了中断', 'explained an interruption by what is said on the recording')
        : text('书面说明了中断', 'explained an interruption in writing'),
    ),
    detail: quoted(string(body, 'reason')),
    tone: 'added',
  }),
  'HandoverExplained/1': ({ by }, body) => ({
    what: said(by, text('说明了不能及时移交的原因', 'said why it could not be handed over earlier')),
    detail: quoted(string(body, 'reason')),
    tone: 'added',
  }),
  'RecordingLooked/1': ({ by }, body) => ({
    what: said(by, looked[string(body, 'what')] ?? text('查看', 'looked')),
    tone: 'look',
  }),
  'AttemptRefused/1': ({ by }, body) => {
    const tried = attempts[string(body, 'attempt') as Attempt] ?? text('操作', 'something')
    const times = number(body, 'times')
    return {
      what: text(`${by} 试图${tried.zh}，已拒绝`, `${by} tried ${tried.en} and was refused`),
      ...(times > 1 && { detail: text(`一分钟内又试了 ${times} 次`, `${times} more times within a minute`) }),
      tone: 'wrong',
    }
  },
  'RecordingVerified/1': ({ by }, body) => ({
    what: said(
      by,
      body['same'] === true
        ? text('核验原件，一致', 'checked the original: unchanged')
        : text('核验原件，不一致', 'checked the original: it differs'),
    ),
    detail: text(
      `重读 ${bytesIn(number(body, 'bytes'))}，SHA-256 与 SM3 都作了比对`,
      `Read ${bytesIn(number(body, 'bytes'))} again and compared SHA-256 and SM3`,
    ),
    tone: body['same'] === true ? 'kept' : 'wrong',
  }),
  'PackageMade/1': ({ by }, body) => ({
    what: said(by, text('制作证据包', 'made an evidence package')),
    detail: text(
      `交 ${string(body, 'recipient')} · ${string(body, 'purpose')}`,
      `For ${string(body, 'recipient')} · ${string(body, 'purpose')}`,
    ),
    tone: 'kept',
  }),
}

const said = (by: string, deed: Text): Text => text(`${by} ${deed.zh}`, `${by} ${deed.en}`)

function messageOf(body: Body): { readonly detail?: Text } {
  const message = body['message'] as Partial<Text> | undefined
  return message?.zh && message.en ? { detail: text(message.zh, message.en) } : {}
}

/** One event as a sentence. A kind this page does not know is named as it is, never hidden. */
export function tell(entry: Entry): Told {
  const teller = tellers[entry.kind as EventKind]
  const body = (entry.body ?? {}) as Body
  return teller
    ? teller(entry, body)
    : { what: text(`${entry.by} ${entry.kind}`, `${entry.by} ${entry.kind}`), tone: 'added' }
}

/** Looks of one person no further apart than this are one visit. */
const VISIT = 15 * 60_000

/**
 * What was done, newest first. Derivatives made one after another are one line, and so are the looks of one person in
 * one visit, since a player asks for a file many times over.
 */
export function storyOf(history: readonly Entry[]): readonly Line[] {
  const ordered = [...history].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const groups: Entry[][] = []
  const visits = new Map<string, Entry[]>()
  for (const entry of ordered) {
    const last = groups.at(-1)
    const visit = visits.get(entry.by)
    const previous = visit?.at(-1)
    if (entry.kind === 'RecordingLooked/1' && visit && previous && between(previous.at, entry.at) <= VISIT)
      visit.push(entry)
    else if (entry.kind === 'DerivativeMade/1' && last?.[0]?.kind === entry.kind) last.push(entry)
    else {
      const group = [entry]
      groups.push(group)
      if (entry.kind === 'RecordingLooked/1') visits.set(entry.by, group)
    }
  }
  return groups.map((group, i) => lineOf(group, i)).reverse()
}

function lineOf(group: readonly Entry[], i: number): Line {
  const [first] = group as [Entry]
  const last = group.at(-1) as Entry
  const line = { key: `${i}:${first.at}`, at: last.at }
  if (first.kind === 'RecordingLooked/1') return { ...line, ...visitOf(group) }
  if (group.length > 1) return { ...line, ...derivativesOf(group) }
  return { ...line, ...tell(first) }
}

function visitOf(group: readonly Entry[]): Told {
  const [first, last] = [group[0] as Entry, group.at(-1) as Entry]
  const kinds = [...new Set(group.map((one) => string((one.body ?? {}) as Body, 'what')))]
  const words = kinds.map((kind) => looked[kind] ?? text('查看', 'looked'))
  const same = clockDigits(first.at).slice(0, 5) === clockDigits(last.at).slice(0, 5)
  const when = same
    ? clockDigits(first.at).slice(0, 5)
    : clockRange(first.at, last.at).replaceAll(/(:\d\d):\d\d/g, '$1')
  return {
    what: text(`${first.by} 查看 ${when}`, `${first.by} looked, ${when}`),
    detail: text(words.map((one) => one.zh).join('、'), words.map((one) => one.en).join(', ')),
    tone: 'look',
  }
}

function derivativesOf(group: readonly Entry[]): Told {
  const kinds = [...new Set(group.map((one) => string((one.body ?? {}) as Body, 'kind')))].flatMap(
    (kind) => made[kind] ?? [],
  )
  return {
    what: text(`生成${kinds.map((one) => one.zh).join('、')}`, `Made: ${kinds.map((one) => one.en).join(', ')}`),
    detail: text(
      `衍生件 ${group.length}，均指向原件摘要`,
      `${group.length} derivatives, each naming its original’s digest`,
    ),
    tone: 'added',
  }
}

/** Whether the last time the file was read again, it was not what had been preserved. */
export function foundAltered(history: readonly Entry[]): boolean {
  const checks = history.filter((one) => one.kind === 'RecordingVerified/1').toSorted((a, b) => (a.at < b.at ? -1 : 1))
  return ((checks.at(-1)?.body ?? {}) as Body)['same'] === false
}
