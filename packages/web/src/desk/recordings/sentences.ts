import type { RecordingView } from '@liuhen/contract/recordings'
import { type EventKind, eventTold } from '@liuhen/core/journal'
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
const strings = (body: Body, name: string): string[] =>
  Array.isArray(body[name]) ? body[name].filter((one) => typeof one === 'string') : []
const quoted = (words: string): Text => text(`“${words}”`, `“${words}”`)
const both = (write: (language: 'zh' | 'en') => string): Text => text(write('zh'), write('en'))

const looked: Readonly<Record<string, Text>> = {
  page: text('查看本页', 'looked at this page'),
  'view-copy': text('播放查看版', 'played the view copy'),
  original: text('取用原件', 'read the original'),
  still: text('查看画面', 'looked at a still'),
  receipt: text('取走回执', 'took the receipt'),
  cover: text('在列表中看到封面', 'saw the cover in a list'),
  waveform: text('查看声波', 'looked at the waveform'),
  transcript: text('查看文字稿', 'read the transcript'),
}
const made: Readonly<Record<string, Text>> = {
  'view-copy': text('查看版', 'view copy'),
  still: text('画面', 'stills'),
  waveform: text('声波', 'waveform'),
  'track-copy': text('单条轨的副本', 'copy of one track'),
  thumbnails: text('缩略图', 'thumbnails'),
  'taken-still': text('截图', 'still taken'),
  transcript: text('文字稿', 'transcript'),
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
  stated: text('取自文件内写明时区的时间', 'from a time in the file that states its zone'),
  written: text('取自文件内的本地时间', 'from a local time in the file'),
  name: text('取自文件名', 'from the file name'),
  container: text('取自文件内记录', 'from the container'),
  saved: text('取自文件名中的保存时间', 'from when it was saved, by its name'),
  modified: text('取自卡上的修改时间，仅供参考', 'from the time of last change on the card, a hint only'),
  arrival: text('没有可用的时间，以入库时间代替', 'no time was found; that of arrival stands in'),
}

type Teller = (entry: Entry, body: Body) => Told

/** `由采集站 1 号读出`: how the bytes came, as far as the event tells. */
const came = (by: string, body: Body): Text => {
  const provenance = (body['provenance'] ?? {}) as Body
  const how = string(provenance, 'how')
  if (how === 'docked' && provenance['asked'] === false)
    return text(`由${by}从存储卡读取，没有询问设备`, `Read from a card by ${by}; the device was not asked`)
  if (how === 'docked') return text(`由${by}从设备读出`, `Read from the device by ${by}`)
  if (how === 'phone') return text(`由${by}用手机上传，未经采集站`, `Uploaded by ${by} from a phone, not docked`)
  if (how === 'browser') return text(`由${by}从浏览器上传，未经采集站`, `Uploaded by ${by} in a browser, not docked`)
  return text(`由${by}送到`, `Sent by ${by}`)
}

const preserved: Teller = ({ index, by }, body) => {
  const { zh, en } = came(by, body)
  const bytes = bytesIn(number(body, 'bytes'))
  return {
    what:
      index === undefined
        ? text('固化，等待封入存证日志', 'Preserved, waiting to be sealed into the log')
        : both(
            (l) =>
              `${l === 'zh' ? '固化，进入存证日志第 ' : 'Preserved, entry '}${index.toLocaleString('en-US')}${l === 'zh' ? ' 号' : ' of the log'}`,
          ),
    detail: text(`${zh} · ${bytes} · 回读核对一致`, `${en} · ${bytes} · read back and equal`),
    tone: 'kept',
  }
}

const repeated: Teller = ({ by }, body) => {
  const { zh, en } = came(by, body)
  return {
    what: text('同一文件再次送到', 'The same file arrived again'),
    detail: text(`${zh} · 内容逐字节相同，只登记到达`, `${en} · the same bytes; only the arrival was noted`),
    tone: 'kept',
  }
}

const quarantined: Teller = (_, body) => ({
  what: text('放入隔离区', 'Put into quarantine'),
  ...messageOf(body),
  tone: 'wrong',
})

const tellers: Readonly<Partial<Record<EventKind, Teller>>> = {
  'RecordingPreserved/1': preserved,
  'RecordingPreserved/2': preserved,
  'RecordingDisposed/1': ({ by }) => ({
    what: text(`${by} 依获准的销毁清单销毁`, `${by} disposed of it by an approved list`),
    tone: 'wrong',
  }),
  'ArrivalRepeated/1': repeated,
  'ArrivalRepeated/2': repeated,
  'FileQuarantined/1': quarantined,
  'FileQuarantined/2': quarantined,
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
    if (Array.isArray(body['impossible']))
      return {
        what: text('文件声称的时间不可能', 'The time the file claims is impossible'),
        ...(source && { detail: source }),
        tone: 'wrong',
      }
    if (body['uncorrected'] === 'clock-fell-back')
      return {
        what: text(
          '设备时钟在录制后退回过，时差没有用来校正',
          'The clock fell back after the recording; its offset was not applied',
        ),
        ...(source && { detail: source }),
        tone: 'wrong',
      }
    return { what: text('算出校正时间', 'Corrected time worked out'), ...(source && { detail: source }), tone: 'added' }
  },
  'DerivativeMade/1': ({ by }, body) => {
    if (body['kind'] === 'taken-still') return takenStill(by, body)
    const kind = made[string(body, 'kind')] ?? text('衍生件', 'a derivative')
    return {
      what: text(`生成${kind.zh}`, `Made: ${kind.en}`),
      detail: text(`指向原件摘要 · ${string(body, 'tool')}`, `Names its original’s digest · ${string(body, 'tool')}`),
      tone: 'added',
    }
  },
  'RecordingDecoded/1': (_, body) => {
    const [bad, tracks] = [body['undecodable'], body['tracks']].map((one) => (Array.isArray(one) ? one : []))
    const lost = (tracks ?? []).filter((one: Body) => one['decoded'] === false).length
    if (!bad?.length && lost === 0)
      return {
        what: text('从头到尾解码一遍，没有坏处', 'Decoded from end to end, nothing is damaged'),
        tone: 'added',
      }
    return {
      what: text('从头到尾解码一遍，有解不开的地方', 'Decoded from end to end: not all of it can be decoded'),
      detail: text(
        [bad?.length && `${bad.length} 段无法解码`, lost && `${lost} 条轨无法解码`].filter(Boolean).join(' · '),
        [bad?.length && `${bad.length} stretches`, lost && `${lost} tracks`].filter(Boolean).join(' · '),
      ),
      tone: 'wrong',
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
  'DerivationRetried/1': ({ by }, body) => ({
    what: said(by, text('让没有成功的处理重新进行', 'had what failed tried again')),
    detail: text(
      strings(body, 'steps')
        .map((step) => stepWords(step).zh)
        .join('、'),
      strings(body, 'steps')
        .map((step) => stepWords(step).en)
        .join(', '),
    ),
    tone: 'added',
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
  'ProvenanceConfirmed/1': ({ by }, body) => ({
    what: said(by, text('确认了文件的来源', 'confirmed where the file is from')),
    detail: quoted(string(body, 'reason')),
    tone: 'added',
  }),
  'ProvenanceRejected/1': ({ by }, body) => ({
    what: said(by, text('核实所称来源不属实', 'found that it is not from where it is claimed to be')),
    detail: quoted(string(body, 'reason')),
    tone: 'wrong',
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
  'GrantUsed/1': ({ by }, body) => ({
    what: said(by, text('按批准的申请使用', 'used it under a granted request')),
    detail: quoted(string(body, 'reason')),
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
  'OriginalMended/1': () => ({
    what: text(
      '原件损坏或者丢失，已用证据包里摘要相同的副本修复',
      'the original was broken or gone, and was mended from the copy of the same digests in a package',
    ),
    tone: 'kept',
  }),
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
  'PackageMade/1': packageMade,
  'PackageMade/2': packageMade,
  'CertificateTaken/1': ({ by }) => ({
    what: said(by, text('查看销毁证明', 'looked at a certificate of disposal')),
    tone: 'look',
  }),
  'PackageTaken/1': ({ by }, body) => ({
    what: said(by, text('下载证据包', 'downloaded an evidence package')),
    detail: text(`交 ${string(body, 'recipient')}`, `For ${string(body, 'recipient')}`),
    tone: 'look',
  }),
}

function packageMade({ by }: Entry, body: Body): Told {
  return {
    what: said(by, text('制作证据包', 'made an evidence package')),
    detail: text(
      `交 ${string(body, 'recipient')} · ${string(body, 'purpose')}`,
      `For ${string(body, 'recipient')} · ${string(body, 'purpose')}`,
    ),
    tone: 'kept',
  }
}

const takenStill = (by: string, body: Body): Told => ({
  what: said(by, text('截取画面', 'took a still')),
  detail: text(
    `在 ${positionDigits(number(body, 'position'), true)}，从原件截取`,
    `At ${positionDigits(number(body, 'position'), true)}, from the original`,
  ),
  tone: 'added',
})

const said = (by: string, deed: Text): Text => text(`${by} ${deed.zh}`, `${by} ${deed.en}`)

function messageOf(body: Body): { readonly detail?: Text } {
  const message = body['message'] as Partial<Text> | undefined
  return message?.zh && message.en ? { detail: text(message.zh, message.en) } : {}
}

/** One event as a sentence. A kind this page does not know is named as it is, never hidden. */
export function tell(entry: Entry): Told {
  const teller = tellers[entry.kind as EventKind]
  const body = (entry.body ?? {}) as Body
  if (teller) return teller(entry, body)
  // Other capabilities' events name recordings too; what each is called is known to the journal.
  const { zh, en } = eventTold(entry.kind)?.title ?? text(entry.kind, entry.kind)
  return { what: text(`${entry.by} ${zh}`, `${entry.by}: ${en}`), tone: 'added' }
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
    else if (madeItself(entry) && last?.[0] && madeItself(last[0])) last.push(entry)
    else {
      const group = [entry]
      groups.push(group)
      if (entry.kind === 'RecordingLooked/1') visits.set(entry.by, group)
    }
  }
  return groups.map((group, i) => lineOf(group, i)).reverse()
}

/** Whether it was made in the background, and not because a person asked for it. */
const madeItself = ({ kind, body }: Entry): boolean =>
  kind === 'DerivativeMade/1' && ((body ?? {}) as Body)['kind'] !== 'taken-still'

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
  const kinds = ['RecordingVerified/1', 'OriginalMended/1']
  const checks = history.filter((one) => kinds.includes(one.kind)).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  return ((checks.at(-1)?.body ?? {}) as Body)['same'] === false
}
