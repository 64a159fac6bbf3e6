import type { RecordingView, TrackView } from '@liuhen/contract/recordings'
import { durationIn, text, useWords } from '../../words/index.ts'
import { codecWords } from './formats.ts'
import { positionDigits } from './times.ts'

const own = {
  title: text('画面、声音与完整性', 'Pictures, sounds and wholeness'),
  alone: text('可在播放器中单独选择', 'may be chosen by itself in the player'),
  inCopy: text('在查看版中', 'in the view copy'),
  waiting: text('正在解码', 'being decoded'),
  data: text('不是声像，随原件保存', 'neither picture nor sound; kept with the original'),
  declared: text(
    '文件头写的长度是 {declared}，从头到尾解码得到 {decoded}；以解码得到的为准',
    'The header declares {declared}; decoded from end to end it is {decoded}, which counts',
  ),
  damaged: text('{track}：{from} 至 {to} 无法解码', '{track}: cannot be decoded from {from} to {to}'),
  damagedPicture: text('图像有无法解码的部分', 'A part of the picture cannot be decoded'),
  decoderSaid: text('解码程序报告：{said}', 'The decoder said: {said}'),
  overlaps: text(
    '与 {name} 的时间重叠 {length}，不是同一段录制',
    'Overlaps {name} by {length} and is not one recording with it',
  ),
  follows: text(
    '与前面 {count} 个文件带同一个时间，按一次录制的第 {place} 段接排',
    'It bears the same time as {count} files before it and is taken for part {place} of one recording',
  ),
} as const

/** Every picture and sound with how it can be shown or heard, and whatever is not whole, each where it is. Nothing where all is as usual. */
export function Wholeness({
  view,
  onSeek,
}: {
  readonly view: RecordingView
  readonly onSeek: (position: number) => void
}) {
  const { t, language } = useWords()
  const { tracks, undecodable, overlaps, length, decoded, container, times } = view
  const declared = container?.duration
  const differs = decoded && declared !== undefined && length !== undefined && length !== declared
  const remarks = container?.remarks ?? []
  const several = tracks.length > 2 || tracks.some((one) => one.heard === 'no' || one.heard === 'alone')
  if (!several && undecodable.length + overlaps.length + remarks.length === 0 && !differs && !times?.follows)
    return null
  const nameOf = (index: number) => t(tracks.find((one) => one.index === index)?.name ?? text('画面', 'Picture'))
  return (
    <section className="sheet pad">
      <h3>{t(own.title)}</h3>
      <ul className="wholeness">
        {tracks.map((one) => (
          <TrackLine key={one.index} track={one} />
        ))}
      </ul>
      {undecodable.map((one) => (
        <p key={`${one.track} ${one.from}`} className="zhu small">
          {one.to > one.from || length ? (
            <button type="button" className="button plain small" onClick={() => onSeek(one.from)}>
              {t(own.damaged, {
                track: nameOf(one.track),
                from: positionDigits(one.from),
                to: positionDigits(one.to),
              })}
            </button>
          ) : (
            t(own.damagedPicture)
          )}{' '}
          <span className="muted">{t(own.decoderSaid, { said: one.said })}</span>
        </p>
      ))}
      {differs && (
        <p className="zhe small">
          {t(own.declared, { declared: durationIn(declared, language), decoded: durationIn(length, language) })}
        </p>
      )}
      {times?.follows && <p className="small">{t(own.follows, { count: times.follows, place: times.follows + 1 })}</p>}
      {overlaps.map((one) => (
        <p key={one.recording} className="zhe small">
          {t(own.overlaps, { name: one.fileName, length: durationIn(one.milliseconds, language) })}
        </p>
      ))}
      {remarks.map((one) => (
        <p key={one.en} className="muted small">
          {t(one)}
        </p>
      ))}
    </section>
  )
}

function TrackLine({ track }: { readonly track: TrackView }) {
  const { t } = useWords()
  const { kind, heard, reason } = track
  return (
    <li>
      <b>{t(track.name)}</b> <span className="muted small">{codecWords(track.codec)}</span>{' '}
      {kind === 'other' && <span className="muted small">{t(own.data)}</span>}
      {heard === 'view-copy' && <span className="muted small">{t(own.inCopy)}</span>}
      {heard === 'waiting' && <span className="muted small">{t(own.waiting)}</span>}
      {kind !== 'other' && heard === 'no' && reason && <span className="zhe small">{t(reason)}</span>}
      {heard === 'alone' && <span className="muted small">{t(own.alone)}</span>}
    </li>
  )
}
