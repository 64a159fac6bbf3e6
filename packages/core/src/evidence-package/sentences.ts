import { uncertaintyIn } from '../evidence/index.ts'
import { beijing, text, greatest } from '../kernel/index.ts'
import type { Instant, Text } from '../kernel/index.ts'
import type { SignedLog } from './key-checks.ts'
import type { PackageIndex } from './package-index.ts'
import type { ItemReport, Standing, VolumeReport } from './report.ts'

interface Outcome {
  readonly index: PackageIndex | undefined
  readonly items: readonly ItemReport[]
  readonly volume: VolumeReport | undefined
  readonly signed: SignedLog | undefined
  readonly partial: boolean
  readonly standing: Standing
  /** The package's own event holds. */
  readonly isSealed: boolean
}

const minute = (at: Instant): string => beijing(at).slice(0, 16)

function spanOf(items: readonly ItemReport[]): { first: string; last: string } {
  const times = items.map(({ item }) => item.preservedAt).sort()
  return { first: minute(times[0] as Instant), last: minute(times.at(-1) as Instant) }
}

/**
 * What the package proves, in sentences that can be read out. Before the key was compared, each says so of itself: it is
 * then whoever holds that key who vouches, and nobody knows who that is.
 */
export function provenBy({ index, items, volume, signed, standing, isSealed }: Outcome): readonly Text[] {
  const whole = items.filter((one) => one.state === 'same')
  const same = whole.filter((one) => one.item.redacted === undefined)
  const redacted = whole.filter((one) => one.item.redacted !== undefined)
  const kept = volumeProven(volume)
  if (same.length === 0 && redacted.length === 0 && kept === undefined) return []
  if (signed === undefined || index === undefined || signed.key.trust === 'other') return []
  const { id, trust } = signed.key
  const who =
    trust === 'outside'
      ? text(`您给出的公钥 ${id} 证明：`, `The key ${id}, which you gave, vouches: `)
      : text(`据密钥 ${id}（尚未核对是谁的）：`, `According to the key ${id}, of which nobody has looked whose it is: `)
  const proven = [
    ...(same.length === 0 ? [] : [originalsProven(same, who)]),
    ...(redacted.length === 0 ? [] : [redactedProven(redacted, who)]),
    ...(kept === undefined ? [] : [text(`${who.zh}${kept.zh}`, `${who.en}${kept.en}`)]),
    text(
      `${who.zh}这些事件记在一份存证日志里，日志当时共 ${signed.checkpoint.size} 条。`,
      `${who.en}these events are in a log that then had ${signed.checkpoint.size} entries.`,
    ),
  ]
  if (isSealed && standing !== 'failed')
    proven.push(
      text(
        `${who.zh}整个证据包就是 ${minute(index.madeAt)} 制作的那一个：目录、说明、查看版、缺口和人员设备信息，多一个、少一个、改一个字都会不符。`,
        `${who.en}the package as a whole is the one made at ${minute(index.madeAt)}: index, statement, view copies, gaps, people and devices; nothing added, dropped or changed.`,
      ),
    )
  return proven
}

function originalsProven(same: readonly ItemReport[], who: Text): Text {
  const { first, last } = spanOf(same)
  const when =
    first === last ? text(`${first} `, `at ${first}`) : text(`${first} 至 ${last} `, `between ${first} and ${last}`)
  const n = same.length
  return text(
    `${who.zh}${n} 个原件自 ${when.zh}固化以来，内容没有改动：SHA-256 与 SM3 两种摘要都与封存的事件一致。`,
    `${who.en}${n} ${n === 1 ? 'original is' : 'originals are'} unchanged since being preserved ${when.en}: SHA-256 and SM3 both equal those of the sealed event.`,
  )
}

function redactedProven(redacted: readonly ItemReport[], who: Text): Text {
  const { first, last } = spanOf(redacted)
  const when = first === last ? first : `${first} 至 ${last}`
  const n = redacted.length
  return text(
    `${who.zh}${n} 件以遮挡副本代替原件：副本自渲染以来没有改动，由目录所写的那个原件（${when} 固化）渲染，经一人核看、另一人批准。`,
    `${who.en}${n} ${n === 1 ? 'recording goes as its redacted copy' : 'recordings go as their redacted copies'}: unchanged since rendered, rendered of the original that the index names (preserved ${when.replace('至', 'to')}), looked over by one person and approved by another.`,
  )
}

/** What is proven of the papers and approvals of a volume; undefined where it is nothing. */
function volumeProven(volume: VolumeReport | undefined): Text | undefined {
  if (volume === undefined) return undefined
  const [papers, approvals] = [volume.papers, volume.approvals].map((all) => all.filter((one) => one.state === 'same'))
  const [n, m] = [papers?.length ?? 0, approvals?.length ?? 0]
  if (n + m === 0) return undefined
  const zh = `案卷 ${volume.number} 的 ${n} 件文书自定稿或者存入以来、签名自签下以来没有改动，各签在所记的那一页上；${m} 件审批由所记的账号按所记的先后和时间签署。`
  const en = `${n} papers of the volume ${volume.number} are unchanged since they were fixed or filed, and each signature since it was set, on the page that is recorded; ${m} approvals were signed by the accounts, in the order and at the times that are recorded.`
  return text(zh, en)
}

/** What it does not prove, whatever the verdict. */
export function notProvenBy({ index, items, volume, signed, partial, isSealed }: Outcome): readonly Text[] {
  const said: Text[] = []
  if (signed !== undefined && signed.key.trust === 'package')
    said.push(
      text(
        `密钥 ${signed.key.id} 属于该局：公钥是包内自带的，谁都能自造一把。请与该局公布的公钥核对。`,
        `That the key ${signed.key.id} is the bureau's: it came with the package, and anyone can make one. Compare it with the one the bureau publishes.`,
      ),
    )
  if (!isSealed && index !== undefined)
    said.push(
      partial
        ? text(
            '证据包本身：只交来了原件，目录、说明、查看版等没有核验。',
            'The package itself: only originals were handed over; index, statement and view copies were not verified.',
          )
        : index.version === 1
          ? text(
              '证据包本身：这是旧格式（liuhen-package/1），目录、说明、人员、设备、缺口和查看版没有封存，只有原件可以证明。',
              'The package itself: in this old format (liuhen-package/1) index, statement, people, devices, gaps and view copies are not sealed; only the originals can be proven.',
            )
          : text('证据包本身：它的封存记录不成立。', 'The package itself: its seal does not hold.'),
    )
  if (items.some(({ item }) => item.redacted !== undefined))
    said.push(
      text(
        '遮挡掉的是什么：原件不在包内，遮挡以外的部分与原件是否相同，须凭原件比对。',
        'What is covered: the original is not in the package, and whether the rest is as in the original takes the original to compare.',
      ),
    )
  said.push(
    text('画面、声音所反映的事实是否真实。', 'That what is seen and heard is what happened.'),
    text(
      '固化之前，资料在设备里或途中有没有改动。',
      'That nothing was changed on the device or on the way before it was preserved.',
    ),
    ...(items.length > 0 || volume === undefined ? [clockSentence(items)] : []),
    ...(volume === undefined ? [] : VOLUME_LIMITS),
    text(
      '登记的设备、人员和文字说明是否属实：封存只说明该局当时就是这样写的。',
      'That devices, people and statement are as written: the seal shows that the bureau wrote it so at the time.',
    ),
    text(
      '时间以该局服务器为准：没有可信时间戳。',
      'Times are those of the bureau’s server: there is no trusted time stamp.',
    ),
  )
  const witnesses = signed?.key.signers.filter((one) => one.does === 'witnesses') ?? []
  if (witnesses.length === 0)
    said.push(
      text(
        '日志有没有被整体重写：没有外部见证方联署。',
        'That the log was not written anew as a whole: no outside witness has signed it.',
      ),
    )
  if (items.some(({ item }) => item.views.length > 0))
    said.push(text('查看版只供观看，不是原件。', 'View copies are for looking at; they are not originals.'))
  return said
}

const VOLUME_LIMITS: readonly Text[] = [
  text(
    '签名是谁的手迹、账号当时由谁使用：证明的是由哪个账号、在什么时候、为哪一页记下的。',
    'Whose hand a signature is, and who used an account: what is proven is which account wrote it down, when and for which page.',
  ),
  text(
    '印章的证书是否有效：所写的是该局收到盖章件时核验的结论。',
    'That the certificate of a seal is valid: what is said is what the bureau found when the sealed copy came back.',
  ),
  text(
    '有没有漏装的审批：文书和音像与立卷时登记的逐一对过，审批没有这样的清单。',
    'That no approval was left out: papers and recordings are compared with what was bound, and of approvals there is no such list.',
  ),
]

/** Offsets are kept in milliseconds, device time less station time. */
function clockSentence(items: readonly ItemReport[]): Text {
  const measured = items.filter(({ item }) => item.clock !== undefined)
  const unmeasured = items.length - measured.length
  if (measured.length === 0)
    return text('设备时钟是否准确：没有测量过。', 'That the device clock was right: it was not measured.')
  const worst = greatest(measured.map(({ item }) => Math.abs(item.clock?.offset ?? 0)))
  const error = greatest(measured.map(({ item }) => item.timeError ?? item.clock?.error ?? 0))
  const seconds = String(Math.round(worst / 100) / 10)
  const within = uncertaintyIn(error)
  const rest = unmeasured === 0 ? text('', '') : text(`；${unmeasured} 件没有测量`, `; ${unmeasured} not measured`)
  return text(
    `录制时设备时钟是否准确：采集时测得最大偏差 ${seconds} 秒，已据此校正，误差至多${within.zh}${rest.zh}。`,
    `That the device clock was right while recording: at docking it was off by at most ${seconds} s; times are corrected by that, to within ${within.en}${rest.en}.`,
  )
}
