import type { RecordingView, TrackView } from '@liuhen/contract/recordings'
import { type Text, text } from '@liuhen/core/kernel'
import type { RecordingState, Track } from '@liuhen/core/recordings'

const KINDS = { picture: text('画面', 'Picture'), sound: text('声音', 'Sound'), other: text('数据', 'Data') } as const
/** Names that say nothing more than that a track is a track; writing libraries put them into every file. */
const EMPTY =
  /^(video|sound|audio|core media (video|audio)|isomedia file produced.*|gpac iso.*)?\s*(handle|handler|media handler)?$/i

/** What a track is called: 声音 2 · 外接话筒. Numbered only where there are several of its kind. */
function nameOf(track: Track, all: readonly Track[]): Text {
  const same = all.filter((one) => one.kind === track.kind)
  const number = same.length > 1 ? ` ${same.indexOf(track) + 1}` : ''
  const title = track.title !== undefined && !EMPTY.test(track.title.trim()) ? ` · ${track.title.trim()}` : ''
  return text(`${KINDS[track.kind].zh}${number}${title}`, `${KINDS[track.kind].en}${number}${title}`)
}

const UNDECODED = text(
  '本机的解码程序不认识它的编码，放不出来；原件里仍完整保存',
  'The decoder here does not know its coding and cannot play it; the original still holds it whole',
)

const ORDER = ['picture', 'sound', 'other'] as const

/** Every track that was found, with how it can be seen or heard. */
export function tracksOf({ container, decoded, derivatives }: RecordingState): TrackView[] {
  const all = container?.tracks ?? []
  const heard = (track: Track): Pick<TrackView, 'heard' | 'reason'> => {
    if (track.kind === 'other') return { heard: 'no' }
    if (!decoded) return { heard: 'waiting' }
    if (derivatives.some((one) => one.kind === 'track-copy' && one.track === track.index)) return { heard: 'alone' }
    const found = decoded.tracks.find((one) => one.index === track.index)
    return found?.decoded ? { heard: 'view-copy' } : { heard: 'no', reason: UNDECODED }
  }
  return ORDER.flatMap((kind) => all.filter((one) => one.kind === kind)).map((track) => ({
    ...track,
    name: nameOf(track, all),
    ...heard(track),
  }))
}

export const undecodableOf = ({ container, decoded }: RecordingState): RecordingView['undecodable'] =>
  (decoded?.undecodable ?? []).map((one) => ({
    ...one,
    kind: container?.tracks?.find((track) => track.index === one.track)?.kind ?? 'picture',
  }))
