import { type Text, text } from '../../words/index.ts'

const codecs: Readonly<Record<string, string>> = { h264: 'H.264', hevc: 'H.265', mjpeg: 'JPEG', mpeg4: 'MPEG-4' }

/** Names people know for what ffprobe calls a codec: `hevc` is H.265. */
export const codecWords = (codec = ''): string =>
  codecs[codec] ?? (codec.startsWith('pcm_') ? 'PCM' : codec.toUpperCase())

/** ISO 6709 as cameras write it, `+28.2460+113.0810/`, in words; what cannot be read is shown as it came. */
export function placeWords(written: string): Text {
  const [, latitude, longitude] = /^([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)/.exec(written) ?? []
  if (latitude === undefined || longitude === undefined) return text(written, written)
  const [north, east] = [Number(latitude), Number(longitude)]
  const [y, x] = [`${Math.abs(north)}°`, `${Math.abs(east)}°`]
  return text(
    `${north < 0 ? '南纬' : '北纬'} ${y} ${east < 0 ? '西经' : '东经'} ${x}`,
    `${y} ${north < 0 ? 'S' : 'N'}, ${x} ${east < 0 ? 'W' : 'E'}`,
  )
}
