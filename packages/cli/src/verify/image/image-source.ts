import { because, Malformed } from '@liuhen/core/kernel'
import type { PackageSource } from '@liuhen/core/evidence-package'
import type { DigestPool } from '../digest-pool.ts'
import { textOf, withinLimit } from '../text.ts'
import { treesOf } from './ecma119.ts'
import { type Extent, type ImageFile, notAnImage, SECTOR, Sectors } from './sectors.ts'
import { udfFiles } from './udf.ts'

/** Whether a file is a disc image, by the mark of ECMA-119 in its seventeenth sector. */
export async function isImage(file: string): Promise<boolean> {
  const sectors = await Sectors.open(file)
  try {
    const volume = await sectors.read(16 * SECTOR, SECTOR).catch(() => undefined)
    return volume?.toString('latin1', 1, 6) === 'CD001'
  } finally {
    sectors.close()
  }
}

/**
 * A package that is the whole of a disc image, read in place. An image may hold three trees over the same bytes, of which
 * Windows shows one, Linux another and an older machine the third: all have to name the same files at the same places, else
 * what was verified is not what is seen. Throws Malformed with a sentence.
 */
export async function imageSource(file: string, pool: DigestPool): Promise<PackageSource & { close(): void }> {
  const sectors = await Sectors.open(file)
  try {
    const [udf, { primary, joliet }] = [await udfFiles(sectors), await treesOf(sectors)]
    const files = udf ?? joliet
    if (!files) throw notAnImage('UDF, Joliet')
    if (udf && joliet) sameTrees(udf, joliet)
    if (primary.isNamed) sameTrees(files, primary.files)
    else samePlaces(files, primary.files)
    const byPath = new Map(files.map((one) => [one.path, one]))
    const at = (path: string): ImageFile => {
      const found = byPath.get(path)
      if (!found) throw new RangeError(`there is no ${path}`)
      return found
    }
    const bytesAt = async (path: string, limit: number): Promise<Uint8Array> => {
      const { bytes, extents } = at(path)
      if (bytes > limit) return withinLimit(new Uint8Array(limit + 1), limit)
      return Buffer.concat(await Promise.all(extents.map((one) => sectors.read(one.start, one.bytes))))
    }
    return {
      list: () => Promise.resolve(files.map(({ path, bytes }) => ({ path, bytes }))),
      readText: async (path, limit) => textOf(await bytesAt(path, limit)),
      readBytes: bytesAt,
      async digest(path, onBytes) {
        const { bytes, extents } = at(path)
        const start = extents[0]?.start ?? 0
        // A writer lays a file down in one piece, told in parts of a gibibyte where it has more.
        if (!isOnePiece(extents) || start + bytes > sectors.size) throw notAnImage(path)
        return await pool.digestPackaged({ file, start, bytes }, onBytes)
      },
      close: () => sectors.close(),
    }
  } catch (thrown) {
    sectors.close()
    throw thrown
  }
}

const isOnePiece = (extents: readonly Extent[]): boolean =>
  extents.every((one, i) => {
    const before = extents[i - 1]
    return before === undefined || before.start + before.bytes === one.start
  })

/** ISO 9660 tells no size beyond this; a larger file is whole in UDF only, and shortened in the other tree. */
const LARGEST_TOLD = 2 ** 31 - 1

function sameTrees(udf: readonly ImageFile[], joliet: readonly ImageFile[]): void {
  const others = new Map(joliet.map((one) => [one.path, one]))
  const differs = udf.find((one) => {
    const other = others.get(one.path)
    if (other === undefined) return true
    const isAtOnePlace = one.bytes === 0 || one.extents[0]?.start === other.extents[0]?.start
    return !isAtOnePlace || (one.bytes !== other.bytes && one.bytes <= LARGEST_TOLD)
  })
  if (differs === undefined && others.size === udf.length && joliet.length === udf.length) return
  throw twoReadings(differs?.path)
}

/** A tree of shortened names has as many files, each where one of the others is. */
function samePlaces(files: readonly ImageFile[], shortened: readonly ImageFile[]): void {
  const place = ({ bytes, extents: [first] }: ImageFile): string =>
    bytes === 0 ? '0' : `${first?.start} ${Math.min(bytes, LARGEST_TOLD)}`
  const left = Map.groupBy(files, place)
  for (const one of shortened) if (left.get(place(one))?.pop() === undefined) throw twoReadings(one.path)
  if (shortened.length !== files.length) throw twoReadings(undefined)
}

const twoReadings = (path: string | undefined): Error =>
  because(
    Malformed,
    'image-two-readings',
    `这个光盘映像有几套目录，内容不一致（${path ?? '文件数不同'}）：在不同电脑上会看到不同的文件，不核验`,
    `This image has directories that do not agree (${path ?? 'numbers of files'}): two machines would show different files, so it is not verified`,
  )
