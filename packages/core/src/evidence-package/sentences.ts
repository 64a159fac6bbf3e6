import { beijing, text } from '../kernel/index.ts'
import type { Instant, Text } from '../kernel/index.ts'
import type { PackageIndex } from './package-index.ts'
import type { ItemReport } from './report.ts'
import type { SignedLog } from './key-checks.ts'

interface Outcome {
  readonly index: PackageIndex | undefined
  readonly items: readonly ItemReport[]
  readonly signed: SignedLog | undefined
  readonly partial: boolean
  readonly isSound: boolean
}

const minute = (at: Instant): string => beijing(at).slice(0, 16)

function spanOf(items: readonly ItemReport[]): { first: string; last: string } {
  const times = items.map(({ item }) => item.preservedAt).sort()
  return { first: minute(times[0] as Instant), last: minute(times.at(-1) as Instant) }
}

/** What the package proves, in sentences that can be read out. Empty when it proves nothing. */
export function provenBy({ index, items, signed, partial, isSound }: Outcome): readonly Text[] {
  const same = items.filter((one) => one.state === 'same')
  if (same.length === 0 || signed === undefined || index === undefined) return []
  const { first, last } = spanOf(same)
  const when =
    first === last ? text(`${first} `, `at ${first}`) : text(`${first} 至 ${last} `, `between ${first} and ${last}`)
  const n = same.length
  const { origin, size } = signed.checkpoint
  const proven = [
    text(
      `${n} 个原件自 ${when.zh}固化以来，内容没有改动：SHA-256 与 SM3 两种摘要都与封存的事件一致。`,
      `${n} ${n === 1 ? 'original is' : 'originals are'} unchanged since being preserved ${when.en}: SHA-256 and SM3 both equal those of the sealed event.`,
    ),
    text(
      `这些固化事件记在存证日志 ${origin} 里，日志当时共 ${size} 条，由密钥 ${signed.key.id}（Ed25519）签名。`,
      `These events are in the log ${origin}, which then had ${size} entries and was signed by the key ${signed.key.id} (Ed25519).`,
    ),
  ]
  if (signed.key.trust === 'outside')
    proven.push(text('签名的公钥就是您另外取得的那一把。', 'The key that signed is the one you obtained elsewhere.'))
  if (isSound && !partial)
    proven.push(
      text(
        '清单所列文件齐全，没有多出的文件；说明、查看版也与清单一致。',
        'Every listed file is here and none besides; statement and view copies are as listed.',
      ),
    )
  return proven
}

/** What it does not prove, whatever the verdict. */
export function notProvenBy({ items, signed, partial }: Outcome): readonly Text[] {
  const said: Text[] = []
  if (signed !== undefined && signed.key.trust === 'package')
    said.push(
      text(
        `密钥 ${signed.key.id} 属于该局：公钥是包内自带的，请与该局公布的公钥核对。`,
        `That the key ${signed.key.id} is the bureau's: it came with the package. Compare it with the one the bureau publishes.`,
      ),
    )
  said.push(
    text('画面、声音所反映的事实是否真实。', 'That what is seen and heard is what happened.'),
    text(
      '固化之前，资料在设备里或途中有没有改动。',
      'That nothing was changed on the device or on the way before it was preserved.',
    ),
    clockSentence(items),
    text(
      '设备登记、执法人员、案号和文字说明：这些是制作单位的陈述，日志没有封存。',
      'Device register, officers, case number and statement: the bureau says so, the log does not seal it.',
    ),
    text(
      '时间以该局服务器为准：没有可信时间戳，也还没有外部见证方见证这份日志。',
      'Times are those of the bureau’s server: there is no trusted time stamp, and no outside witness to this log yet.',
    ),
  )
  if (partial)
    said.push(
      text(
        '没有交来的文件（说明 PDF、查看版等）没有核验。',
        'Files that were not handed over (statement PDF, view copies) were not verified.',
      ),
    )
  if (items.some(({ item }) => item.views.length > 0))
    said.push(text('查看版只供观看，不是原件。', 'View copies are for looking at; they are not originals.'))
  return said
}

/** Offsets are kept in milliseconds, device time less station time. */
function clockSentence(items: readonly ItemReport[]): Text {
  const measured = items.flatMap(({ item }) => item.clock ?? [])
  const unmeasured = items.length - measured.length
  if (measured.length === 0)
    return text('设备时钟是否准确：没有测量过。', 'That the device clock was right: it was not measured.')
  const worst = Math.max(...measured.map(({ offset }) => Math.abs(offset)))
  const error = Math.max(...measured.map(({ error }) => error))
  const seconds = (milliseconds: number): string => String(Math.round(milliseconds / 100) / 10)
  const rest = unmeasured === 0 ? text('', '') : text(`；${unmeasured} 件没有测量`, `; ${unmeasured} not measured`)
  return text(
    `录制时设备时钟是否准确：采集时测得最大偏差 ${seconds(worst)} 秒（误差 ±${seconds(error)} 秒），已据此校正${rest.zh}。`,
    `That the device clock was right while recording: at docking it was off by at most ${seconds(worst)} s (±${seconds(error)} s), and times are corrected by that${rest.en}.`,
  )
}
