import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { trialDatabase } from '../trial.ts'
import { schemaSnapshot } from './snapshot.ts'

const files = {
  text: new URL('../../../migrations/schema.txt', import.meta.url),
  types: new URL('./columns.ts', import.meta.url),
}

test('what all migrations make of an empty database is the snapshot in the repository, and the types are made of it', async () => {
  const database = await trialDatabase({ max: 1 })
  const found = await schemaSnapshot(database.db).finally(() => database.close())
  // `LIUHEN_SNAPSHOT=1` with this test writes them anew, after a migration.
  if (process.env['LIUHEN_SNAPSHOT'] !== undefined)
    for (const name of ['text', 'types'] as const) await writeFile(files[name], found[name])
  for (const name of ['text', 'types'] as const)
    // Only white space is the formatter's.
    expect((await readFile(files[name], 'utf8')).replaceAll(/\s+/g, ' ')).toBe(found[name].replaceAll(/\s+/g, ' '))
})
