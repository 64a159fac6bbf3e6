import { pathOf, table } from '@liuhen/contract'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { bytesIn, text, useWords } from '../../words/index.ts'
import { type Item, queue } from './queue.ts'
import { ended, type Stage } from './stages.ts'

const own = {
  summary: text('{kept} / {count} 份已固化', '{kept} of {count} preserved'),
  bytes: text('已传 {done} / {bytes}', '{done} of {bytes} sent'),
  all: text(
    '全部已固化，回执可取。现在可以清空存储卡上的这些文件。',
    'All preserved, receipts ready. These files may now be cleared from the card.',
  ),
  some: text('有 {count} 份没有固化，请不要清空存储卡。', '{count} are not preserved: do not clear the card.'),
  clear: text('收起已固化的', 'Put away what is preserved'),
  receipt: text('下载回执', 'Receipt'),
  open: text('查看', 'Open'),
  stop: text('停下', 'Stop'),
  again: text('再传一次', 'Try again'),
  repeated: text(
    '同样的内容以前已经入库，这次只登记到达',
    'The same bytes were here already; only the arrival was noted',
  ),
  stopped: text('已停下；再传时从断开处接着传', 'Stopped; trying again goes on from there'),
  list: text('从本机上传的文件', 'Files from this computer'),
} as const

const stageWords: Readonly<Record<Stage, ReturnType<typeof text>>> = {
  waiting: text('等待', 'Waiting'),
  digesting: text('计算摘要', 'Digest'),
  sending: text('上传', 'Uploading'),
  checking: text('回读核对', 'Read-back'),
  sealing: text('已固化，等待回执', 'Preserved, receipt pending'),
  kept: text('已固化，有回执', 'Preserved, with receipt'),
  quarantined: text('在隔离区', 'In quarantine'),
  failed: text('没有传成', 'Not sent'),
  stopped: text('已停下', 'Stopped'),
}

/** The four steps a person follows, and which stages belong to each. */
const track: readonly (readonly [Stage, ReturnType<typeof text>])[] = [
  ['digesting', text('计算摘要', 'Digest')],
  ['sending', text('上传', 'Upload')],
  ['checking', text('回读核对', 'Read-back')],
  ['kept', text('已固化，回执', 'Preserved, receipt')],
]
const reached: Readonly<Record<Stage, number>> = {
  waiting: 0,
  digesting: 0,
  sending: 1,
  checking: 2,
  sealing: 3,
  kept: 4,
  quarantined: 2,
  failed: 0,
  stopped: 0,
}

/** Bytes of this file that need not be sent any more. */
const sentOf = (item: Item): number =>
  item.stage === 'sending' ? item.done : reached[item.stage] >= 2 ? item.bytes : 0

/** What this browser sends: the whole in a line, then file by file. */
export function Items({ items }: { readonly items: readonly Item[] }) {
  const { t } = useWords()
  const kept = items.filter((one) => one.stage === 'kept').length
  const bytes = items.reduce((sum, one) => sum + one.bytes, 0)
  const sent = items.reduce((sum, one) => sum + sentOf(one), 0)
  const over = items.every((one) => ended(one.stage))
  return (
    <>
      <div className="group sums">
        <span role="status">
          {t(own.summary, { kept, count: items.length })} ·{' '}
          {t(own.bytes, { done: bytesIn(sent), bytes: bytesIn(bytes) })}
        </span>
        {kept > 0 && (
          <button type="button" className="button plain small" onClick={queue.clearKept}>
            {t(own.clear)}
          </button>
        )}
      </div>
      {over && (
        <p className={kept === items.length ? 'note qing outcome' : 'note zhe outcome'}>
          {kept === items.length ? t(own.all) : t(own.some, { count: items.length - kept })}
        </p>
      )}
      <ul className="upload-items" aria-label={t(own.list)}>
        {items.map((item) => (
          <Line key={item.key} item={item} />
        ))}
      </ul>
    </>
  )
}

const Line = memo(function Line({ item }: { readonly item: Item }) {
  const { t } = useWords()
  const share = item.bytes > 0 ? item.done / item.bytes : 0
  const moving = item.stage === 'digesting' || item.stage === 'sending'
  const bad = item.stage === 'quarantined' || item.stage === 'failed'
  const note = item.note ?? (item.stage === 'stopped' ? own.stopped : item.repeated ? own.repeated : undefined)
  return (
    <li className={item.stage}>
      <div className="upload-name">
        <span title={item.path}>{item.name}</span>
        <span className="muted small">{bytesIn(item.bytes)}</span>
      </div>
      {ended(item.stage) ? <Ended item={item} /> : <Track item={item} />}
      <div className="upload-acts">
        {moving && <span className="small muted">{Math.floor(share * 100)}%</span>}
        {!ended(item.stage) && item.stage !== 'checking' && item.stage !== 'sealing' && (
          <button type="button" className="button plain small" onClick={() => queue.stop(item.key)}>
            {t(own.stop)}
          </button>
        )}
        {(bad || item.stage === 'stopped') && (
          <button type="button" className="button plain small" onClick={() => queue.again(item.key)}>
            {t(own.again)}
          </button>
        )}
        {item.stage === 'kept' && item.upload && (
          <a
            className="button plain small"
            href={pathOf(table.receipt, { id: item.upload })}
            download={`${item.upload}.receipt.json`}
          >
            {t(own.receipt)}
          </a>
        )}
        {item.recording && (
          <Link className="button plain small" to="/recordings/$id" params={{ id: item.recording }}>
            {t(own.open)}
          </Link>
        )}
      </div>
      {moving && <progress max={1} value={share} aria-label={t(stageWords[item.stage])} />}
      {note && <div className={bad ? 'zhu small upload-note' : 'muted small upload-note'}>{t(note)}</div>}
    </li>
  )
})

function Track({ item }: { readonly item: Item }) {
  const { t } = useWords()
  const at = reached[item.stage]
  if (item.stage === 'waiting') return <span className="muted small">{t(stageWords.waiting)}</span>
  return (
    <ol className="track" aria-label={t(stageWords[item.stage])}>
      {track.map(([stage, words], i) => (
        <li
          key={stage}
          className={i < at ? 'past' : i === at ? 'now' : undefined}
          aria-current={i === at ? 'step' : undefined}
        >
          {i === 3 && item.stage === 'sealing' ? t(stageWords.sealing) : t(words)}
        </li>
      ))}
    </ol>
  )
}

function Ended({ item }: { readonly item: Item }) {
  const { t } = useWords()
  const tone = item.stage === 'kept' ? 'tag qing' : item.stage === 'stopped' ? 'tag' : 'tag zhu'
  return (
    <span>
      <span className={tone}>{t(stageWords[item.stage])}</span>
    </span>
  )
}
