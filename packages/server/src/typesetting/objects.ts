import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Cage } from '../platform/index.ts'
import { type Part, qpdfIn } from './join.ts'

let cage: Promise<Cage> | undefined

/** Every object of each PDF, as qpdf tells them (its JSON, version 2), streams with their data. Throws as joining does. */
export async function objectsOf(parts: readonly Part[]): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-objects-'))
  try {
    await Promise.all(parts.map(({ pdf }, i) => writeFile(join(folder, `${i}.pdf`), pdf)))
    const qpdf = qpdfIn(await (cage ??= Cage.find()), folder, parts)
    const told: unknown[] = []
    for (const i of parts.keys()) told.push(JSON.parse(await qpdf('--json=2', '--json-stream-data=inline', `${i}.pdf`)))
    return told
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
