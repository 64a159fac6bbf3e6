import { bodyOf, boxesIn, latin1, view, walkOf } from './box-walk.ts'
import type { Box, Read, Walk } from './box-walk.ts'
import { cutShort, empty, problem } from './container-problem.ts'
import type { ContainerProblem } from './container-problem.ts'
import { readExif } from './exif.ts'
import type { ExifFacts } from './exif.ts'

/** Bytes of the file. */
export interface Span {
  readonly at: number
  readonly length: number
}

/** How the picture of a HEIF file is put together: one coded picture, or tiles in rows from the top left. */
export interface HeifPicture {
  /** `hvc1` or `av01`, as in the item's type. */
  readonly codec: string
  readonly columns: number
  readonly rows: number
  /** Of the whole picture as coded, before it is turned. */
  readonly width: number
  readonly height: number
  /** Degrees clockwise. */
  readonly rotation: 0 | 90 | 180 | 270
  /** The decoder's set-up (hvcC or av1C), the same for all tiles. */
  readonly setup: Span
  readonly tiles: readonly (readonly Span[])[]
}

export interface HeifFacts extends ExifFacts {
  readonly problems: readonly ContainerProblem[]
  /** Absent when the file does not say how its picture is made, or in a way not known here. */
  readonly picture?: HeifPicture
}

interface Item {
  type: string
  readonly spans: Span[]
  /** Its place is relative to the `idat` box rather than to the file. */
  inside: boolean
  readonly properties: number[]
}

interface Meta {
  primary: number
  readonly items: Map<number, Item>
  /** Kind of reference, from whom, to whom. */
  readonly references: { readonly kind: string; readonly from: number; readonly to: readonly number[] }[]
  readonly properties: { readonly type: string; readonly body: Uint8Array; readonly span: Span }[]
  idat?: number
}

/** A picture of 100 megapixels has 400 tiles; the list of all items stays below a few hundred kilobytes. */
const MOST_META = 1 << 20

/**
 * Walks a HEIF photograph (ISO/IEC 23008-12): where its coded pictures lie, that all of them lie within the file, how
 * they make one picture, and its EXIF block. Any bytes may be given. Throws only what `read` throws.
 */
export async function walkHeif(read: Read, size: number): Promise<HeifFacts> {
  const walk = walkOf(read, size)
  if (size === 0) return { written: [], problems: [empty()] }
  let meta: Meta | undefined
  for await (const box of boxesIn(walk, 0, size, 'top')) {
    if (box.end > size) walk.problems.push(cutShort(box.type, box.end - size, size))
    if (box.type === 'meta' && !meta) meta = await metaOf(walk, box)
  }
  if (!meta || meta.items.size === 0) {
    const lost = problem(
      'not-finalised',
      '照片没有写完：缺少索引（meta）',
      'The photograph was not finished: its index (meta) is missing',
    )
    return { written: [], problems: [...walk.problems, lost] }
  }
  const furthest = Math.max(0, ...spansOf(meta).map(({ at, length }) => at + length))
  if (furthest > size && !walk.problems.some((one) => one.code === 'cut-short'))
    walk.problems.push(cutShort('iloc', furthest - size, size))
  if (walk.rest !== undefined)
    walk.problems.push(
      problem(
        'trailing',
        `照片之后还有 ${size - walk.rest} 字节附加内容，随原件完整保存`,
        `${size - walk.rest} more bytes follow the photograph; they are kept with the original`,
        { at: walk.rest },
      ),
    )
  const picture = await pictureOf(walk, meta)
  return { ...(await exifOf(walk, meta)), problems: walk.problems, ...(picture && { picture }) }
}

const spansOf = (meta: Meta): Span[] => [...meta.items.values()].flatMap((item) => (item.inside ? [] : item.spans))

async function metaOf(walk: Walk, box: Box): Promise<Meta> {
  const meta: Meta = { primary: 0, items: new Map(), references: [], properties: [] }
  for await (const part of boxesIn(walk, box.body + 4, box.end)) {
    if (part.type === 'idat') meta.idat = part.body
    if (part.type === 'pitm') {
      const body = await bodyOf(walk, part, 8)
      meta.primary =
        body.length < 6 ? 0 : body[0] === 0 ? view(body).getUint16(4) : body.length < 8 ? 0 : view(body).getUint32(4)
    }
    if (part.type === 'iinf') await readItems(walk, part, meta)
    if (part.type === 'iloc') readPlaces(await whole(walk, part), meta)
    if (part.type === 'iref') await readReferences(walk, part, meta)
    if (part.type === 'iprp') await readProperties(walk, part, meta)
  }
  return meta
}

const whole = async (walk: Walk, box: Box): Promise<Uint8Array> =>
  walk.read(box.body, Math.max(0, Math.min(MOST_META, box.end - box.body, walk.size - box.body)))

const itemOf = (meta: Meta, id: number): Item => {
  const known = meta.items.get(id)
  if (known) return known
  const item: Item = { type: '', spans: [], inside: false, properties: [] }
  meta.items.set(id, item)
  return item
}

async function readItems(walk: Walk, iinf: Box, meta: Meta): Promise<void> {
  const [version = 0] = await bodyOf(walk, iinf, 1)
  for await (const infe of boxesIn(walk, iinf.body + (version === 0 ? 6 : 8), iinf.end)) {
    const body = await bodyOf(walk, infe, 14)
    if (body.length < 12) continue
    const long = body[0] === 3
    if (long && body.length < 14) continue
    const id = long ? view(body).getUint32(4) : view(body).getUint16(4)
    itemOf(meta, id).type = latin1(long ? body.subarray(10, 14) : body.subarray(8, 12))
  }
}

/** Reads numbers of changing width one after another; past the end they are 0 and `over` is set. */
function reader(bytes: Uint8Array, from: number) {
  let at = from
  return {
    get over() {
      return at > bytes.length
    },
    number(width: number): number {
      let value = 0
      for (let i = 0; i < width; i++) value = value * 256 + (bytes[at + i] ?? 0)
      at += width
      return value
    },
  }
}

function readPlaces(bytes: Uint8Array, meta: Meta): void {
  const next = reader(bytes, 4)
  const version = bytes[0] ?? 0
  const [sizes, more] = [next.number(1), next.number(1)]
  const [offset, length, base, index] = [sizes >> 4, sizes & 15, more >> 4, version > 0 ? more & 15 : 0]
  const count = next.number(version < 2 ? 2 : 4)
  for (let i = 0; i < count && !next.over; i++) {
    const item = itemOf(meta, next.number(version < 2 ? 2 : 4))
    if (version > 0) item.inside = (next.number(2) & 15) === 1
    next.number(2)
    const from = next.number(base)
    const extents = next.number(2)
    for (let one = 0; one < extents && !next.over; one++) {
      next.number(index)
      const at = from + next.number(offset)
      item.spans.push({ at, length: next.number(length) })
    }
  }
}

async function readReferences(walk: Walk, iref: Box, meta: Meta): Promise<void> {
  const [version = 0] = await bodyOf(walk, iref, 1)
  const width = version === 0 ? 2 : 4
  for await (const box of boxesIn(walk, iref.body + 4, iref.end)) {
    const next = reader(await whole(walk, box), 0)
    const from = next.number(width)
    const count = next.number(2)
    const to: number[] = []
    for (let i = 0; i < count && !next.over; i++) to.push(next.number(width))
    meta.references.push({ kind: box.type, from, to })
  }
}

async function readProperties(walk: Walk, iprp: Box, meta: Meta): Promise<void> {
  for await (const box of boxesIn(walk, iprp.body, iprp.end)) {
    if (box.type === 'ipco')
      for await (const one of boxesIn(walk, box.body, box.end))
        meta.properties.push({
          type: one.type,
          body: await bodyOf(walk, one, 64),
          span: { at: one.body, length: one.end - one.body },
        })
    if (box.type !== 'ipma') continue
    const bytes = await whole(walk, box)
    const [version = 0, , , flags = 0] = bytes
    const next = reader(bytes, 4)
    const count = next.number(4)
    for (let i = 0; i < count && !next.over; i++) {
      const item = itemOf(meta, next.number(version < 1 ? 2 : 4))
      const many = next.number(1)
      for (let one = 0; one < many && !next.over; one++)
        item.properties.push(flags & 1 ? next.number(2) & 0x7fff : next.number(1) & 0x7f)
    }
  }
}

async function exifOf(walk: Walk, meta: Meta): Promise<ExifFacts> {
  const item = [...meta.items.values()].find((one) => one.type === 'Exif')
  const [span] = item?.spans ?? []
  if (!span) return { written: [] }
  const base = item?.inside ? (meta.idat ?? 0) : 0
  const bytes = await walk.read(
    base + span.at,
    Math.max(0, Math.min(span.length, MOST_META, walk.size - base - span.at)),
  )
  if (bytes.length < 12) return { written: [] }
  // Four bytes say how far after them the TIFF structure begins.
  return readExif(bytes.subarray(4 + Math.min(view(bytes).getUint32(0), bytes.length)))
}

async function pictureOf(walk: Walk, meta: Meta): Promise<HeifPicture | undefined> {
  const primary = meta.items.get(meta.primary)
  if (!primary) return undefined
  const grid = primary.type === 'grid' ? await gridOf(walk, meta, primary) : undefined
  const tiles = grid
    ? (meta.references.find((one) => one.kind === 'dimg' && one.from === meta.primary)?.to ?? []).map((id) =>
        meta.items.get(id),
      )
    : [primary]
  const first = tiles[0]
  const property = (item: Item, type: string) =>
    item.properties.map((index) => meta.properties[index - 1]).find((one) => one?.type === type)
  const setup = first && (property(first, 'hvcC') ?? property(first, 'av1C'))
  const size = property(primary, 'ispe')?.body
  if (!first || !setup || !size || size.length < 12) return undefined
  if (grid && tiles.length !== grid.columns * grid.rows) return undefined
  const spans = tiles.map((one) => (one && one.type === first.type && !one.inside ? one.spans : []))
  if (spans.some((one) => one.length === 0)) return undefined
  const quarters = (property(primary, 'irot')?.body[0] ?? 0) & 3
  return {
    codec: first.type,
    columns: grid?.columns ?? 1,
    rows: grid?.rows ?? 1,
    width: grid?.width ?? view(size).getUint32(4),
    height: grid?.height ?? view(size).getUint32(8),
    // The property counts quarters against the clock.
    rotation: ([0, 270, 180, 90] as const)[quarters as 0 | 1 | 2 | 3],
    setup: setup.span,
    tiles: spans,
  }
}

async function gridOf(walk: Walk, meta: Meta, { spans, inside }: Item) {
  const [span] = spans
  if (!span) return undefined
  const bytes = await walk.read((inside ? (meta.idat ?? 0) : 0) + span.at, Math.min(span.length, 12))
  if (bytes.length < 8) return undefined
  const next = reader(bytes, 1)
  const width = next.number(1) & 1 ? 4 : 2
  const [rows, columns] = [next.number(1) + 1, next.number(1) + 1]
  return { rows, columns, width: next.number(width), height: next.number(width) }
}
