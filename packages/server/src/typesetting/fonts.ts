import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { because, Refused } from '@liuhen/core/kernel'
import { z } from 'zod'

/** templates/papers/fonts.json: which files hold which family, and which families a face of a template may be set in. */
const FontData = z.strictObject({
  folders: z.array(z.string()),
  families: z.array(
    z.strictObject({
      family: z.string().min(1),
      files: z.array(z.string().min(1)).min(1),
      /** Characters it draws as others: Fandol prints ￥ as $. */
      wrong: z.string().optional(),
    }),
  ),
  faces: z.record(z.string(), z.strictObject({ name: z.string().min(1), families: z.array(z.string().min(1)).min(1) })),
})

interface FontFile {
  readonly path: string
  readonly bytes: number
  readonly changed: number
}

/** The fonts that are here, of those the templates may use. */
export interface FontSet {
  readonly files: readonly FontFile[]
  /** Each face with the families that are here, best first; one with none cannot be set. */
  readonly faces: Readonly<Record<string, readonly string[]>>
  /** Of families that draw characters as others, these characters. */
  readonly wrong: Readonly<Record<string, string>>
  /** Faces for which no family is here: their Chinese names, with the families that would do. */
  readonly missing: readonly { readonly face: string; readonly families: readonly string[] }[]
}

/** Looks for the families in `folders`, then in those of the data. Throws what reading the data throws. */
export async function findFonts(data: string | URL, folders: readonly string[]): Promise<FontSet> {
  const { families, faces, ...known } = FontData.parse(JSON.parse(await readFile(data, 'utf8')))
  const found = new Map<string, string>()
  for (const folder of [...folders, ...known.folders])
    for (const name of await readdir(folder).catch(() => []))
      if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), join(folder, name))
  const here = new Map(
    families.map(({ family, files }) => [family, files.flatMap((name) => found.get(name.toLowerCase()) ?? [])]),
  )
  const chosen = Object.entries(faces).map(([key, face]) => ({
    key,
    name: face.name,
    wanted: face.families,
    families: face.families.filter((family) => (here.get(family) ?? []).length > 0),
  }))
  const paths = new Set(chosen.flatMap((face) => face.families.flatMap((family) => here.get(family) ?? [])))
  const files = await Promise.all(
    [...paths].sort().map(async (path): Promise<FontFile> => {
      const { size, mtimeMs } = await stat(path)
      return { path, bytes: size, changed: mtimeMs }
    }),
  )
  return {
    files,
    faces: Object.fromEntries(chosen.map(({ key, families }) => [key, families])),
    wrong: Object.fromEntries(families.flatMap(({ family, wrong }) => (wrong === undefined ? [] : [[family, wrong]]))),
    missing: chosen
      .filter(({ families }) => families.length === 0)
      .map(({ name, wanted }) => ({ face: name, families: wanted })),
  }
}

/** SHA-256 of each font file under its name, in order. */
export const fontDigests = (fonts: FontSet): Promise<readonly string[]> =>
  Promise.all(
    fonts.files.map(async ({ path }) => {
      const hash = createHash('sha256')
      await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
      return `${basename(path)} ${hash.digest('hex')}`
    }),
  )

/** Throws Refused when a face has no font, or a file is no longer the one that was there at the start. */
export async function checkFonts(fonts: FontSet, title: string): Promise<void> {
  const [lacking] = fonts.missing
  if (lacking !== undefined)
    throw because(
      Refused,
      'font-missing',
      `《${title}》无法排印：没有${lacking.face}可用的字体（${lacking.families.join('、')}）。请安装其中一种（Debian：apt-get install fonts-noto-cjk），再重新启动服务`,
      `“${title}” cannot be typeset: there is no font for the face ${lacking.face} (${lacking.families.join(', ')}). Install one of them (Debian: apt-get install fonts-noto-cjk) and start the server again`,
    )
  for (const { path, bytes, changed } of fonts.files) {
    const now = await stat(path).catch(() => undefined)
    if (now?.size !== bytes || now.mtimeMs !== changed)
      throw because(
        Refused,
        'font-changed',
        `《${title}》无法排印：字体文件 ${path} 在启动以后被删除或更换。请恢复它，或重新启动服务以使用现有的字体`,
        `“${title}” cannot be typeset: the font file ${path} was removed or replaced since the start. Put it back, or start the server again to use the fonts that are there`,
      )
  }
}
