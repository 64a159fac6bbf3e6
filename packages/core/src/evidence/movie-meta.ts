import { bodyOf, boxesIn, latin1, view } from './box-walk.ts'
import type { Box, Walk } from './box-walk.ts'
import { placeOf, placeOfText } from './place.ts'
import type { Place } from './place.ts'
import { readWritten } from './written.ts'
import type { WrittenTime } from './written.ts'
import { textIn } from './text-in.ts'

/** What a film says of itself beside its pictures. */
export interface MetaFacts {
  readonly written: readonly WrittenTime[]
  readonly place?: Place | undefined
  readonly make?: string | undefined
  readonly model?: string | undefined
}

const NOTHING: MetaFacts = { written: [] }
const MOST_WORDS = 512

function add(facts: MetaFacts, more: MetaFacts): MetaFacts {
  return {
    written: [...facts.written, ...more.written],
    place: facts.place ?? more.place,
    make: facts.make ?? more.make,
    model: facts.model ?? more.model,
  }
}

/**
 * User data: QuickTime's `©day`, `©xyz`, `©mak`, `©mod`, 3GPP's `loci` (TS 26.244), and a `meta` box of its own.
 */
export async function userDataIn(walk: Walk, udta: Box): Promise<MetaFacts> {
  let facts = NOTHING
  for await (const box of boxesIn(walk, udta.body, udta.end)) {
    if (box.type === 'meta') facts = add(facts, await metaIn(walk, box))
    if (box.type === 'loci')
      facts = add(facts, { written: [], place: placeOfLoci(await bodyOf(walk, box, MOST_WORDS)) })
    const key = WORDS[box.type]
    // Two bytes of length and two of language stand before the words.
    if (key) facts = add(facts, said(key, textOf((await bodyOf(walk, box, MOST_WORDS)).subarray(4))))
  }
  return facts
}

const WORDS: Readonly<Record<string, keyof typeof KEYS>> = {
  '\xa9day': 'day',
  '\xa9xyz': 'place',
  '\xa9mak': 'make',
  '\xa9mod': 'model',
}
const KEYS = {
  day: ['com.apple.quicktime.creationdate'],
  place: ['com.apple.quicktime.location.iso6709', 'location'],
  make: ['com.apple.quicktime.make', 'com.android.manufacturer', 'make'],
  model: ['com.apple.quicktime.model', 'com.android.model', 'model'],
} as const
const keyOf = (name: string): keyof typeof KEYS | undefined =>
  (Object.keys(KEYS) as (keyof typeof KEYS)[]).find((key) =>
    (KEYS[key] as readonly string[]).includes(name.toLowerCase()),
  )

function said(key: keyof typeof KEYS, words: string): MetaFacts {
  if (words === '') return NOTHING
  if (key === 'place') return { written: [], place: placeOfText(words) }
  if (key !== 'day') return { written: [], [key]: words.slice(0, 80) }
  const read = readWritten('quicktime', words)
  return { written: read ? [read] : [] }
}

const textOf = (bytes: Uint8Array): string => textIn(bytes).replaceAll('\0', '').trim()

/**
 * A `meta` box: of QuickTime, whose boxes begin at once, or of ISO/IEC 14496-12, after four bytes; with names in `keys`
 * and values in `ilst`, or, as camcorders write it, words of XML.
 */
export async function metaIn(walk: Walk, meta: Box): Promise<MetaFacts> {
  const first = await walk.read(meta.body + 4, 4)
  const from = latin1(first) === 'hdlr' ? meta.body : meta.body + 4
  const names: string[] = []
  let facts = NOTHING
  for await (const box of boxesIn(walk, from, meta.end)) {
    if (box.type === 'keys') names.push(...keysIn(await bodyOf(walk, box, 65_536)))
    if (box.type === 'ilst')
      for await (const item of boxesIn(walk, box.body, box.end, 'items'))
        facts = add(facts, await valueOf(walk, item, names))
    if (box.type === 'xml ') facts = add(facts, camcorder(textOf(await bodyOf(walk, box, 65_536))))
  }
  return facts
}

function keysIn(bytes: Uint8Array): string[] {
  const names: string[] = []
  for (let at = 8; at + 8 <= bytes.length;) {
    const length = view(bytes).getUint32(at)
    if (length < 8) break
    names.push(textIn(bytes.subarray(at + 8, at + length)))
    at += length
  }
  return names
}

async function valueOf(walk: Walk, item: Box, names: readonly string[]): Promise<MetaFacts> {
  const index = Array.from(item.type).reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0)
  const key = WORDS[item.type] ?? keyOf(names[index - 1] ?? '')
  if (!key) return NOTHING
  for await (const data of boxesIn(walk, item.body, item.end))
    // Four bytes of type and four of place and language stand before the words.
    if (data.type === 'data') return said(key, textOf((await bodyOf(walk, data, MOST_WORDS)).subarray(8)))
  return NOTHING
}

/** `<CreationDate value="2026-11-27T09:20:00+08:00"/>` and `<Device manufacturer=… modelName=…/>` of Sony's camcorders. */
function camcorder(xml: string): MetaFacts {
  const found = (pattern: RegExp): string | undefined => pattern.exec(xml)?.[1]
  const date = found(/<CreationDate\s[^>]{0,200}?value="([^"]{1,40})"/)
  const read = date === undefined ? undefined : readWritten('quicktime', date)
  return {
    written: read ? [read] : [],
    make: found(/<Device\s[^>]{0,200}?manufacturer="([^"]{1,80})"/),
    model: found(/<Device\s[^>]{0,200}?modelName="([^"]{1,80})"/),
  }
}

function placeOfLoci(bytes: Uint8Array): Place | undefined {
  // version, flags and language, then a name that ends with a zero byte, then a role, then the numbers.
  const nameEnd = bytes.indexOf(0, 6)
  const at = nameEnd + 2
  if (nameEnd < 0 || bytes.length < at + 8) return undefined
  const numbers = view(bytes)
  const [longitude, latitude] = [numbers.getInt32(at) / 65_536, numbers.getInt32(at + 4) / 65_536]
  return placeOf(latitude, longitude, `${latitude.toFixed(5)} ${longitude.toFixed(5)}`)
}
