/** The kinds of file a recording may come as, told by their first bytes; `unknown` is everything else. */
export const mediaTypes = [
  'mp4',
  'mov',
  '3gp',
  'ts',
  'avi',
  'mkv',
  'webm',
  'wmv',
  'flv',
  'mpg',
  'dav',
  'h264',
  'h265',
  'wav',
  'mp3',
  'aac',
  'amr',
  'ogg',
  'flac',
  'jpg',
  'heic',
  'avif',
  'png',
  'webp',
  'bmp',
  'tiff',
] as const
export type MediaType = (typeof mediaTypes)[number] | 'unknown'

/** Kinds that are one still picture. */
export const photographTypes: ReadonlySet<MediaType> = new Set([
  'jpg',
  'heic',
  'avif',
  'png',
  'webp',
  'bmp',
  'tiff',
] as const)

/** What a file name must end with to be looked at when a card is searched. */
const EXTENSIONS: Readonly<Record<string, MediaType>> = {
  mp4: 'mp4',
  m4v: 'mp4',
  m4a: 'mp4',
  mov: 'mov',
  qt: 'mov',
  '3gp': '3gp',
  '3g2': '3gp',
  ts: 'ts',
  mts: 'ts',
  m2ts: 'ts',
  avi: 'avi',
  mkv: 'mkv',
  webm: 'webm',
  wav: 'wav',
  mp3: 'mp3',
  aac: 'aac',
  amr: 'amr',
  awb: 'amr',
  ogg: 'ogg',
  oga: 'ogg',
  opus: 'ogg',
  flac: 'flac',
  wmv: 'wmv',
  wma: 'wmv',
  asf: 'wmv',
  flv: 'flv',
  mpg: 'mpg',
  mpeg: 'mpg',
  vob: 'mpg',
  mod: 'mpg',
  dav: 'dav',
  h264: 'h264',
  '264': 'h264',
  h265: 'h265',
  '265': 'h265',
  hevc: 'h265',
  insv: 'mp4',
  insp: 'jpg',
  jpg: 'jpg',
  jpeg: 'jpg',
  heic: 'heic',
  heif: 'heic',
  hif: 'heic',
  avif: 'avif',
  png: 'png',
  webp: 'webp',
  bmp: 'bmp',
  tif: 'tiff',
  tiff: 'tiff',
  dng: 'tiff',
  nef: 'tiff',
  cr2: 'tiff',
  arw: 'tiff',
}

/** How many first bytes {@link sniff} wants: enough for three transport stream packets with time codes. */
export const SNIFF_LENGTH = 576

/** What the file's name claims it is. */
export function typeByName(name: string): MediaType {
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(EXTENSIONS, extension) ? (EXTENSIONS[extension] as MediaType) : 'unknown'
}

const latin1 = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))

/**
 * What the file is by its magic numbers. The name decides only where the bytes leave two readings open: an MPEG-4 file
 * without a brand, or an audio stream behind an ID3 tag. Any bytes may be given, none included.
 */
export function sniff(first: Uint8Array, name: string): MediaType {
  if (first[0] === 0xff && first[1] === 0xd8 && first[2] === 0xff) return 'jpg'
  if (/^(RIFF|RF64|BW64)$/.test(latin1(first, 0, 4))) return riffType(latin1(first, 8, 4))
  if (first[0] === 0x1a && first[1] === 0x45 && first[2] === 0xdf && first[3] === 0xa3) return matroskaType(first)
  const box = latin1(first, 4, 4)
  if (box === 'ftyp') return brandType(first)
  if (['moov', 'mdat', 'wide', 'free', 'skip', 'moof', 'styp'].includes(box)) return unbrandedType(name)
  if (latin1(first, 0, 3) === 'ID3') return typeByName(name) === 'aac' ? 'aac' : 'mp3'
  const plain = MAGIC.find(([magic]) => latin1(first, 0, magic.length) === magic)
  if (plain) return plain[1]
  if (isBitmap(first)) return 'bmp'
  if (isTransportStream(first)) return 'ts'
  return startCodeType(first) ?? audioFrameType(first)
}

/** Kinds whose first bytes are always the same. */
const MAGIC: readonly (readonly [magic: string, type: MediaType])[] = [
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'wmv'],
  ['#!AMR', 'amr'],
  ['OggS', 'ogg'],
  ['fLaC', 'flac'],
  ['FLV\x01', 'flv'],
  ['DHAV', 'dav'],
  ['\0\0\x01\xba', 'mpg'],
  ['\0\0\x01\xb3', 'mpg'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
]

/** Two letters are too few: the reserved words are 0 and the second header is of a known length. */
function isBitmap(first: Uint8Array): boolean {
  if (first.length < 18 || latin1(first, 0, 2) !== 'BM') return false
  const numbers = new DataView(first.buffer, first.byteOffset, first.byteLength)
  return numbers.getUint32(6, true) === 0 && [12, 40, 52, 56, 108, 124].includes(numbers.getUint32(14, true))
}

/** A bare stream of H.264 begins with its sequence parameters or a delimiter, one of H.265 with its video parameters. */
function startCodeType(first: Uint8Array): MediaType | undefined {
  const at = first[0] === 0 && first[1] === 0 ? (first[2] === 1 ? 3 : first[2] === 0 && first[3] === 1 ? 4 : 0) : 0
  const [unit = 0, next = 0] = at === 0 ? [] : first.subarray(at, at + 2)
  if (at === 0) return undefined
  if ((unit & 0x9f) === 7 || unit === 9) return 'h264'
  return (unit === 0x40 || unit === 0x46) && next === 1 ? 'h265' : undefined
}

const riffType = (form: string): MediaType =>
  form === 'AVI ' ? 'avi' : form === 'WAVE' ? 'wav' : form === 'WEBP' ? 'webp' : 'unknown'

/** The EBML header names its document type within the first bytes (RFC 8794 section 11.2.6). */
const matroskaType = (first: Uint8Array): MediaType => (latin1(first, 0, 64).includes('webm') ? 'webm' : 'mkv')

const HEIF = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

function brandType(first: Uint8Array): MediaType {
  const major = latin1(first, 8, 4)
  if (major === 'qt  ') return 'mov'
  if (/^3g[p2]/.test(major)) return '3gp'
  if (major === 'avif' || major === 'avis') return 'avif'
  return HEIF.includes(major) ? 'heic' : 'mp4'
}

const unbrandedType = (name: string): MediaType => {
  const claimed = typeByName(name)
  return claimed === 'mov' || claimed === '3gp' ? claimed : 'mp4'
}

/** Packets of 188 bytes, or of 192 with a time code before each, begin with 0x47 (ISO/IEC 13818-1). */
function isTransportStream(first: Uint8Array): boolean {
  for (const [start, step] of [
    [0, 188],
    [4, 192],
  ] as const) {
    const places = [start, start + step, start + 2 * step].filter((at) => at < first.length)
    if (places.length >= 2 && places.every((at) => first[at] === 0x47)) return true
  }
  return false
}

/** Eleven set bits, then version and layer: layer 0 is an ADTS frame, layer III is MP3 (ISO/IEC 11172-3, 13818-7). */
function audioFrameType(first: Uint8Array): MediaType {
  const [a = 0, b = 0, c = 0] = first
  if (a !== 0xff || (b & 0xe0) !== 0xe0) return 'unknown'
  if ((b & 0xf6) === 0xf0) return ((c >> 2) & 15) <= 12 ? 'aac' : 'unknown'
  const [version, layer, rate, frequency] = [(b >> 3) & 3, (b >> 1) & 3, c >> 4, (c >> 2) & 3]
  return version !== 1 && layer === 1 && rate !== 15 && frequency !== 3 ? 'mp3' : 'unknown'
}
