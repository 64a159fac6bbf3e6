import {
  Basis,
  Benchmark,
  Catalogue,
  Cause,
  Designation,
  faultsOfCatalogue,
  Ground,
  joinCatalogues,
  NO_ROWS,
  withoutSame,
} from '@liuhen/core/causes'
import { Malformed, text } from '@liuhen/core/kernel'
import type { Obstacle, Text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { lineOf, readYaml } from '../packs/index.ts'
import type { TextFile } from '../packs/index.ts'
import { readTable } from './csv.ts'

/** The rows of a file, each with the line on which it begins. */
export interface ReadRows {
  readonly rows: Catalogue
  readonly lineOf: (table: keyof Catalogue, at: number) => number
}

/**
 * Reads a file of rows, YAML or CSV by its name, and holds it against what stands already: the law's, and the bureau's own, of
 * which its rows may take the place. Throws Malformed with every line that is wrong, as `benchmarks.csv:12`: nothing is
 * half-read.
 */
export function readCatalogueFile(file: TextFile, law: Catalogue, own: Catalogue = NO_ROWS): Catalogue {
  const found: Obstacle[] = []
  const read = /\.csv$/i.test(file.path) ? readTable(file, found) : fromYaml(file, found)
  if (read !== undefined) {
    // Of a file with faults the rows that can be read are looked at all the same: whoever mends it sees everything at once.
    const standing = joinCatalogues([law, withoutSame(own, read.rows)])
    for (const { table, at, message } of faultsOfCatalogue(read.rows, standing))
      found.push(onLine(file, read.lineOf(table, at), message))
    if (found.length === 0 && Object.values(read.rows).every((rows) => rows.length === 0))
      found.push(onLine(file, 1, text('文件里没有一行数据', 'the file holds no rows')))
  }
  if (found.length > 0 || read === undefined) throw new Malformed(found.toSorted((a, b) => lineIn(a) - lineIn(b)))
  return read.rows
}

function fromYaml(file: TextFile, found: Obstacle[]): ReadRows | undefined {
  const rows = readYaml(file, Catalogue, found)
  if (rows) return { rows: { ...NO_ROWS, ...rows }, lineOf: (table, at) => lineOf(file, [table, at]) }
  const given = readYaml(file, z.record(z.string(), z.unknown()), [])
  if (given === undefined) return undefined
  const kept = Object.entries(ROWS).map(([table, schema]) => {
    const all = Array.isArray(given[table]) ? given[table] : []
    const good = all.flatMap((one: unknown, at) => {
      const read = schema.safeParse(one)
      return read.success ? [{ row: read.data, at }] : []
    })
    return [table, good] as const
  })
  const places = Object.fromEntries(kept.map(([table, good]) => [table, good.map((one) => one.at)]))
  return {
    rows: { ...NO_ROWS, ...Object.fromEntries(kept.map(([table, good]) => [table, good.map((one) => one.row)])) },
    lineOf: (table, at) => lineOf(file, [table, places[table]?.[at] ?? 0]),
  }
}

const ROWS = { bases: Basis, causes: Cause, benchmarks: Benchmark, grounds: Ground, designations: Designation } as const

/** The line that an obstacle names. */
export const lineIn = ({ field = '' }: Obstacle): number => Number(/:(\d+)$/.exec(field)?.[1] ?? 1)

/** A sentence with the file and the line it speaks of. */
export function onLine({ path }: TextFile, line: number, { zh, en }: Text): Obstacle {
  const place = `${path}:${line}`
  return { code: 'catalogue-malformed', message: text(`${place}：${zh}`, `${place}: ${en}`), field: place }
}
