import { pathOf, table } from '@liuhen/contract'
import { uncertaintyIn } from '@liuhen/core/evidence'
import type { RecordingView } from '@liuhen/contract/recordings'
import { photographTypes } from '@liuhen/core/evidence'
import { isOwnTime } from '@liuhen/core/recordings'
import { lazy, Suspense, useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Digest, type Fact, Facts, Time } from '../../parts/index.ts'
import { bytesIn, durationIn, offsetIn, text, useWords } from '../../words/index.ts'
import { codecWords, placeWords } from './formats.ts'
import { between, clockRange, dayDigits } from './times.ts'

const own = {
  title: text('时间与来源', 'Time and origin'),
  fixed: text(
    '录制时间由设备写入，任何人都不能修改；有异议只能另加附注。',
    'The device wrote the recording time and nobody can change it; whoever disagrees adds an annotation.',
  ),
  fixedUnasked: text(
    '这个时间不是采集站从设备读出的，没有与任何时钟核对；谁也不能修改它，有异议只能另加附注。',
    'No station read this time off the device and no clock was compared; nobody can change it, and whoever disagrees adds an annotation.',
  ),
  notItsOwn: text(
    '不知何时录制：文件里没有录制时间，这里只用来排序',
    'When it was recorded is not known: the file does not say, and this only puts it in order',
  ),
  sent: text(
    '上传文件的修改时间，是上传人的说法',
    'the last change of the file that was sent, by the word of who sent it',
  ),
  deviceTime: text('设备时间', 'Device time'),
  offset: text('采集时校时差', 'Clock offset'),
  measured: text('{station}测得，保留原值', 'Measured by {station}; the device’s own time is kept'),
  station: text('采集站', 'the docking station'),
  stationNamed: text('采集站 {number} ', 'docking station {number}'),
  notMeasured: text('没有测到', 'Not measured'),
  notMeasuredHint: text('校正时间只能等于设备时间', 'the corrected time can only be the device’s'),
  corrected: text('校正时间', 'Corrected time'),
  unknownError: text('误差未知', 'error unknown'),
  notFound: text('正在读取', 'Being read'),
  who: text('设备 / 使用人', 'Device / holder'),
  unknownDevice: text('设备未确认', 'Device not confirmed'),
  unknownOfficer: text('使用人不明', 'Holder unknown'),
  sayWho: text('标注使用人', 'Say who recorded'),
  noted: text('{by}标注为{name}：{reason}', '{by} said it was {name}: {reason}'),
  arrival: text('入库', 'Arrived'),
  after: text('结束后 {length}', '{length} after it ended'),
  repeats: text('同一文件另送到 {count} 次，只登记到达', 'The same file arrived {count} more times; only noted'),
  log: text('存证', 'Log'),
  entry: text('日志第 {index} 号 · 检查点 {size}', 'Entry {index} · checkpoint {size}'),
  unsealed: text('等待封入日志，约 1 秒', 'Waiting to be sealed, about a second'),
  file: text('文件', 'File'),
  download: text('下载', 'Download'),
  receipt: text('回执', 'Receipt'),
  noReceipt: text('封入日志后可取回执', 'the receipt follows once it is sealed'),
  original: text('原件', 'Original'),
  noSound: text('无声音', 'no sound'),
  place: text('拍摄位置', 'Place'),
  stamp: text('文件内记录', 'Stamp inside'),
} as const

const sources = {
  stated: text('读自文件内写明时区的时间', 'read from a time in the file that states its zone'),
  written: text('读自文件内的本地时间', 'read from a local time in the file'),
  name: text('读自文件名', 'read from the file name'),
  container: text('读自文件内记录', 'read from the container'),
  saved: text(
    '读自文件名中的保存时间，录制不晚于此',
    'read from when it was saved, by its name; it was recorded no later',
  ),
  modified: text('读自卡上的修改时间，仅供参考', 'read from the last change on the card, a hint only'),
  arrival: text('文件不含时间，以入库时间代替', 'the file holds no time; that of arrival stands in'),
} as const
const hypotheses = {
  'start-utc': text('记的是开始、世界时', 'a start, in UTC'),
  'start-local': text('记的是开始、北京时间', 'a start, in Beijing time'),
  'end-utc': text('记的是结束、世界时', 'an end, in UTC'),
  'end-local': text('记的是结束、北京时间', 'an end, in Beijing time'),
} as const

/** It brings a large part with it that the page itself does not need. */
const OfficerDialog = lazy(() => import('./officer.tsx').then((all) => ({ default: all.OfficerDialog })))

/** Three times side by side, whose it is, where it came from, and what proves it. Nothing here can be edited. */
export function Provenance({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const { arrival, log } = view
  return (
    <section className="sheet pad">
      <h3>{t(own.title)}</h3>
      <Facts
        of={[
          ...timeFacts(view, t),
          [t(own.offset), <Offset key="offset" view={view} />],
          [t(own.corrected), <Corrected key="corrected" view={view} />],
          [t(own.who), <Who key="who" view={view} />],
          [t(own.arrival), <Arrived key="arrived" view={view} />],
          [t(own.file), <FileFacts key="file" view={view} />],
          ['SHA-256', <Digest key="sha256" hex={arrival.sha256} />],
          ['SM3', <Digest key="sm3" hex={arrival.sm3} />],
          [
            t(own.log),
            log.index === undefined ? (
              <span className="muted">{t(own.unsealed)}</span>
            ) : (
              t(own.entry, { index: log.index, size: log.checkpointSize ?? '—' })
            ),
          ],
          [t(own.download), <Downloads key="downloads" view={view} />],
        ]}
      />
      <p className="article">{t(arrival.provenance.asked ? own.fixed : own.fixedUnasked)}</p>
    </section>
  )
}

function Downloads({ view: { id, arrival, log } }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const may = useMay()
  const receipt = pathOf(table.receipt, { id: arrival.arrival })
  return (
    <span className="row">
      {log.index === undefined ? (
        <span className="muted">{t(own.noReceipt)}</span>
      ) : (
        may('receipt') && (
          <a href={receipt} download={`${arrival.arrival}.receipt.json`}>
            {t(own.receipt)}
          </a>
        )
      )}
      {may('original') && (
        <a href={pathOf(table.original, { id })} download>
          {t(own.original)}
        </a>
      )}
    </span>
  )
}

type Say = ReturnType<typeof useWords>['t']

function timeFacts({ times, container, arrival: { provenance } }: RecordingView, t: Say): readonly Fact[] {
  if (!times)
    return [
      [
        t(own.deviceTime),
        <span key="none" className="muted">
          {t(own.notFound)}
        </span>,
      ],
    ]
  const { source, hypothesis } = times.reading
  const read = source === 'modified' && provenance.how !== 'docked' ? own.sent : sources[source]
  return [
    [
      t(own.deviceTime),
      <span key="device">
        {clockRange(times.deviceStart, times.deviceEnd)} <span className="muted small">{t(read)}</span>
      </span>,
    ],
    [
      t(own.stamp),
      container?.creation && (
        <span key="stamp">
          <code>{container.creation}</code>{' '}
          {hypothesis && <span className="muted small">{t(hypotheses[hypothesis])}</span>}
        </span>
      ),
    ],
  ]
}

function Offset({ view }: { readonly view: RecordingView }) {
  const { t, language } = useWords()
  const may = useMay()
  const { clock, provenance } = view.arrival
  const { station } = provenance
  const devices = useReply('listDevices', undefined, { when: station !== undefined && may('listDevices') })
  const number = devices.data?.find((one) => one.id === station)?.number
  if (!clock)
    return (
      <>
        {t(own.notMeasured)} <span className="muted small">{t(own.notMeasuredHint)}</span>
      </>
    )
  const by = number ? t(own.stationNamed, { number }) : t(own.station)
  return (
    <>
      {offsetIn(clock, language)} <span className="muted small">{t(own.measured, { station: by })}</span>
    </>
  )
}

function Corrected({ view: { row, times } }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const isOwn = isOwnTime(times?.reading.source)
  const digits = `${dayDigits(row.start)} ${clockRange(row.start, row.end)}`
  return (
    <>
      {isOwn ? <b>{digits}</b> : <span className="muted">{digits}</span>}{' '}
      <span className="muted small whole">
        {!isOwn ? t(own.notItsOwn) : row.error === undefined ? t(own.unknownError) : `± ${t(uncertaintyIn(row.error))}`}
      </span>
    </>
  )
}

function Who({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const { device, officer } = view.row
  return (
    <>
      {device?.number ?? view.arrival.deviceNumber ?? t(own.unknownDevice)} / {officer?.name ?? t(own.unknownOfficer)}{' '}
      {may('annotateOfficer') && (
        <button type="button" className="button plain small" onClick={() => setOpen(true)}>
          {t(own.sayWho)}
        </button>
      )}
      {view.officerNotes.map((note) => (
        <div key={note.at} className="muted small">
          {t(own.noted, { by: note.by, name: note.officer.name, reason: note.reason })}
        </div>
      ))}
      {open && (
        <Suspense>
          <OfficerDialog recording={view.id} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

function Arrived({ view: { row, arrival, repeats } }: { readonly view: RecordingView }) {
  const { t, language } = useWords()
  const later = between(row.end, arrival.arrivedAt)
  return (
    <>
      <Time at={arrival.arrivedAt} />{' '}
      {later > 0 && <span>· {t(own.after, { length: durationIn(later, language) })}</span>}
      {repeats.length > 0 && <div className="muted small">{t(own.repeats, { count: repeats.length })}</div>}
    </>
  )
}

function FileFacts({ view: { arrival, container, length } }: { readonly view: RecordingView }) {
  const { t, language } = useWords()
  const { video, audio } = container ?? {}
  // A photograph is a film of one picture to the tools that read it; nobody else thinks so.
  const moves = !photographTypes.has(arrival.mediaType)
  const picture = video && [
    codecWords(video.codec),
    `${video.width}×${video.height}`,
    moves && video.frameRate && `${Number(video.frameRate.toFixed(2))} fps`,
  ]
  const parts = [
    bytesIn(arrival.bytes),
    arrival.mediaType.toUpperCase(),
    ...(picture ?? []),
    audio ? codecWords(audio.codec) : moves && container?.readable && length && t(own.noSound),
    moves && length !== undefined && durationIn(length, language),
  ]
  return (
    <>
      <span className="file-name">{arrival.path ?? arrival.fileName}</span>
      <div className="muted small">{parts.filter(Boolean).join(' · ')}</div>
      {container?.location && (
        <div className="muted small">
          {t(own.place)} {t(placeWords(container.location))}
        </div>
      )}
      {container?.problems.map((problem) => (
        <div key={problem.en} className="zhe small">
          {t(problem)}
        </div>
      ))}
    </>
  )
}
