import { Basis, Benchmark, Cause, faultsOfCatalogue, Ground, joinCatalogues, NO_ROWS } from '@liuhen/core/causes'
import { HolidayCalendar, readHolidayYear } from '@liuhen/core/calendar'
import type { HolidayYear, PlaceOf } from '@liuhen/core/calendar'
import { Malformed, text } from '@liuhen/core/kernel'
import type { Obstacle } from '@liuhen/core/kernel'
import { Article, Example, Identity, Obligation, PostNames, Rule, SettingWanted, Slip } from '@liuhen/core/policy'
import type { Pack } from '@liuhen/core/policy'
import { z } from 'zod'
import { lineOf, readYaml } from './yaml.ts'
import type { TextFile } from './yaml.ts'

/** The rows of one pack's `examples.yaml`. */
export interface PackExamples {
  readonly pack: string
  readonly version: number
  readonly path: string
  readonly rows: readonly Example[]
}

/** All that stands under `packs/`. */
export interface Documents {
  readonly packs: readonly Pack[]
  readonly calendar: HolidayCalendar
  readonly examples: readonly PackExamples[]
}

const REQUIRED = ['pack.yaml', 'articles.yaml', 'obligations.yaml', 'rules.yaml'] as const
/** The catalogue of a pack, by its table. */
const TABLES = {
  bases: 'bases.yaml',
  causes: 'causes.yaml',
  grounds: 'grounds.yaml',
  benchmarks: 'benchmarks.yaml',
} as const
const OPTIONAL = [
  'steps.yaml',
  'settings.yaml',
  'posts.yaml',
  'slips.yaml',
  'examples.yaml',
  ...Object.values(TABLES),
] as const
const CALENDAR = 'calendar'
const NAMES: readonly string[] = [...REQUIRED, ...OPTIONAL]

interface Place {
  readonly folder: string
  readonly name: string
  readonly file: TextFile
}

/**
 * Reads the files of a packs folder: `<id>/pack.yaml` and its siblings, a later version of a pack in `<id>@<version>/`,
 * and `calendar/<year>.yaml`.
 * All or nothing: throws {@link Malformed} with every place that is wrong, as `packs/yanzhou-2019/rules.yaml:12`.
 */
export function readPackFiles(files: readonly TextFile[]): Documents {
  if (last !== undefined && isSame(last.files, files)) return last.documents
  const documents = readAnew(files)
  last = { files, documents }
  return documents
}

/** The same texts are the same packs, so that what is found by a pack, of which there is much, is not found again. */
let last: { readonly files: readonly TextFile[]; readonly documents: Documents } | undefined

const isSame = (these: readonly TextFile[], those: readonly TextFile[]): boolean =>
  these.length === those.length &&
  these.every((one, at) => one.path === those[at]?.path && one.text === those[at]?.text)

function readAnew(files: readonly TextFile[]): Documents {
  const found: Obstacle[] = []
  const folders = Map.groupBy(files.flatMap(placed), (one) => one.folder)
  const years = readYears(
    (folders.get(CALENDAR) ?? []).map((one) => one.file),
    found,
  )
  folders.delete(CALENDAR)
  const read = [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, places]) => readPack(folder, places, found))
  const packs = read.flatMap((one) => (one === undefined ? [] : [one]))
  found.push(...repeated(packs.map(({ pack, path }) => ({ pack, path }))), ...catalogueFaults(packs, files))
  if (found.length > 0) throw new Malformed(found)
  return {
    packs: packs.map((one) => one.pack),
    calendar: new HolidayCalendar(years),
    examples: packs.map((one) => one.examples),
  }
}

function readYears(files: readonly TextFile[], found: Obstacle[]): HolidayYear[] {
  const years = files.flatMap((file): { year: HolidayYear; file: TextFile }[] => {
    const given = readYaml(file, z.unknown(), found)
    if (given === undefined) return []
    try {
      return [{ year: readHolidayYear(given, linesOf(file)), file }]
    } catch (thrown) {
      if (!(thrown instanceof Malformed)) throw thrown
      found.push(...thrown.obstacles.map((one) => ({ ...one, field: placeIn(file, one.field) })))
      return []
    }
  })
  for (const [at, { year, file }] of years.entries()) {
    const other = years.slice(0, at).find((one) => one.year.year === year.year)
    if (other !== undefined)
      found.push(
        wrong(file.path, `${year.year} 年已在 ${other.file.path}`, `${year.year} is in ${other.file.path} already`),
      )
  }
  return years.map((one) => one.year)
}

/** `calendar/2027.yaml:7` */
const placeIn = (file: TextFile, field = ''): string => `${file.path}:${lineOf(file, field.split('.'))}`

/** A field of a year is called by its line, which is the number a person sees in the file. */
const linesOf =
  (file: TextFile): PlaceOf =>
  (field) =>
    text(`${placeIn(file, field)}（${field}）`, `${placeIn(file, field)} (${field})`)

function placed(file: TextFile): Place[] {
  const [folder, name] = file.path.split('/').slice(-2)
  return folder !== undefined && name?.endsWith('.yaml') ? [{ folder, name, file }] : []
}

interface ReadPack {
  readonly pack: Pack
  readonly examples: PackExamples
  readonly path: string
}

function readPack(folder: string, places: readonly Place[], found: Obstacle[]): ReadPack | undefined {
  const before = found.length
  const path = places[0]?.file.path.split('/').slice(0, -1).join('/') ?? folder
  const fileOf = (name: string): TextFile => {
    const file = places.find((one) => one.name === name)?.file
    if (file === undefined && REQUIRED.some((one) => one === name))
      found.push(wrong(`${path}/${name}`, '缺少这个文件', 'this file is missing'))
    return file ?? { path: `${path}/${name}`, text: '[]' }
  }
  for (const { name, file } of places)
    if (!NAMES.includes(name))
      found.push(wrong(file.path, '制度包里没有这样的文件', `a pack has no such file; it has ${NAMES.join(', ')}`))
  const list = <S extends z.ZodType>(name: string, schema: S) => readYaml(fileOf(name), z.array(schema), found) ?? []

  const identityFile = fileOf('pack.yaml')
  const identity = identityFile.text === '[]' ? undefined : readYaml(identityFile, Identity, found)
  const parts = {
    articles: list('articles.yaml', Article),
    obligations: list('obligations.yaml', Obligation),
    // The steps of a procedure are rules like others, in a file of their own.
    rules: [...list('rules.yaml', Rule), ...list('steps.yaml', Rule)],
    settings: list('settings.yaml', SettingWanted),
    slips: list('slips.yaml', Slip),
  }
  const tables = {
    ...rowsIn('bases', list(TABLES.bases, Basis)),
    ...rowsIn('causes', list(TABLES.causes, Cause)),
    ...rowsIn('grounds', list(TABLES.grounds, Ground)),
    ...rowsIn('benchmarks', list(TABLES.benchmarks, Benchmark)),
  }
  const names = places.find((one) => one.name === 'posts.yaml')?.file
  const posts = names && readYaml(names, PostNames, found)
  const rows = list('examples.yaml', Example)
  if (identity === undefined || found.length > before) return undefined
  const { id, version } = identity
  if (folder !== id && folder !== `${id}@${version}`)
    found.push(
      wrong(
        identityFile.path,
        `制度包 ${id} 第 ${version} 版应放在目录 ${id} 或 ${id}@${version}`,
        `version ${version} of ${id} belongs in the folder ${id} or ${id}@${version}`,
      ),
    )
  return {
    pack: { identity, ...parts, ...tables, ...(posts && { posts }) },
    examples: { pack: id, version, path: `${path}/examples.yaml`, rows },
    path,
  }
}

const rowsIn = <K extends keyof typeof TABLES, R>(table: K, rows: readonly R[]) =>
  (rows.length > 0 ? { [table]: rows } : {}) as Partial<Record<K, R[]>>

/** What the rows of a pack contradict, those of the national law standing under every other. */
function catalogueFaults(packs: readonly ReadPack[], files: readonly TextFile[]): Obstacle[] {
  const national = packs.filter(({ pack }) => pack.identity.kind === 'national')
  return packs.flatMap((one) => {
    const { bases = [], causes = [], grounds = [], benchmarks = [] } = one.pack
    const standing = one.pack.identity.kind === 'national' ? [] : national.map(({ pack }) => pack)
    const under = joinCatalogues(standing.map((pack) => ({ bases: pack.bases ?? [], causes: pack.causes ?? [] })))
    return faultsOfCatalogue({ ...NO_ROWS, bases, causes, grounds, benchmarks }, under).map(
      ({ table, at, message }) => {
        const path = `${one.path}/${TABLES[table as keyof typeof TABLES]}`
        const file = files.find((each) => each.path === path)
        return wrong(`${path}:${file ? lineOf(file, [at]) : 1}`, message.zh, message.en)
      },
    )
  })
}

/** What must be there once: a version of a pack, and the ids within it. */
function repeated(packs: readonly { readonly pack: Pack; readonly path: string }[]): Obstacle[] {
  const twice = (ids: readonly string[]): string[] => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]
  const versions = twice(packs.map(({ pack }) => `${pack.identity.id}@${pack.identity.version}`)).map((id) =>
    wrong('packs', `制度包 ${id} 出现两次`, `the pack ${id} is there twice`),
  )
  const within = packs.flatMap(({ pack, path }) =>
    (
      [
        ['articles.yaml', pack.articles.map((one) => one.id)],
        ['obligations.yaml', pack.obligations.map((one) => one.id)],
        ['rules.yaml', pack.rules.map((one) => one.id)],
        ['settings.yaml', pack.settings.map((one) => one.key)],
        ['slips.yaml', (pack.slips ?? []).map((one) => one.id)],
      ] as const
    ).flatMap(([name, ids]) =>
      twice(ids).map((id) => wrong(`${path}/${name}`, `编号 ${id} 出现两次`, `the id ${id} is there twice`)),
    ),
  )
  return [...versions, ...within]
}

const wrong = (place: string, zh: string, en: string): Obstacle => ({
  code: 'pack-malformed',
  message: { zh: `${place}：${zh}`, en: `${place}: ${en}` },
  field: place,
})
