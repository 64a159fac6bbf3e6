import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connected, openPostgres } from '../audit/index.ts'
import { centreAgain } from '../crash-test/bureau.ts'
import { makeTrialData, startServerProcess } from '../crash-test/index.ts'
import { backupCommand, restoreCommand } from './index.ts'

let place: string
const at = (name: string): string => join(place, name)
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'liuhen-backup-'))
  await makeTrialData(at('data'))
})
afterAll(() => rm(place, { recursive: true, force: true }))

test('a back-up made while the server is at work is restored whole, audits clean, is known to be one, and goes on', async () => {
  const server = await startServerProcess(at('data'))
  const centre = await centreAgain(server.url)
  const done = new AbortController()
  // Somebody works on all the while.
  const working = (async () => {
    for (let n = 0; !done.signal.aborted; n++)
      await centre.registerDevice({
        body: { number: `DSJ-B${n}`, kind: 'body-camera', unit: (await centre.listUnits())[0]?.id as string },
      })
  })()
  // As a disposal does while it destroys: the back-up waits until nothing of what it copies is going.
  const running = await openPostgres(at('data'))
  const disposal = await connected(running.url)
  await disposal.query(`select pg_advisory_lock_shared(hashtextextended('backup', 0))`)
  try {
    const made = backupCommand([at('backup'), '--data', at('data'), '--json'])
    await expect
      .poll(
        async () => (await disposal.query(`select 1 from pg_locks where locktype = 'advisory' and not granted`)).rows,
        {
          timeout: 60_000,
        },
      )
      .toHaveLength(1)
    expect(existsSync(at('backup/postgres'))).toBe(false)
    await disposal.end()
    await running.close()
    expect(await made).toBe(0)
  } finally {
    done.abort()
    await working
    await server.stop()
  }
  expect(await restoreCommand([at('backup'), '--data', at('restored'), '--json'])).toBe(0)
  const again = await startServerProcess(at('restored'))
  const rows = (await (await centreAgain(again.url)).listRecordings({ query: {} })).rows
  expect(rows).toHaveLength(3)
  await again.stop()
  expect(existsSync(at('restored/run/restored.json'))).toBe(false)
  const postgres = await openPostgres(at('restored'))
  const client = await connected(postgres.url)
  const found = await client.query(`select count(*)::int as n from journal where kind = 'InstallationRestored/1'`)
  await client.end()
  await postgres.close()
  expect(found.rows.map(({ n }: { n: unknown }) => Number(n))).toEqual([1])
})

test('a place that is taken, one inside the data folder, and a back-up that was cut off are refused', async () => {
  await expect(backupCommand([at('data'), '--data', at('data')])).rejects.toMatchObject({
    obstacles: [{ code: 'place-taken' }],
  })
  await expect(backupCommand([at('data/inside'), '--data', at('data')])).rejects.toMatchObject({
    obstacles: [{ code: 'backup-inside' }],
  })
  const note = await readFile(at('backup/backup.json'))
  await rm(at('backup/backup.json'))
  await expect(restoreCommand([at('backup'), '--data', at('other')])).rejects.toMatchObject({
    obstacles: [{ code: 'no-backup' }],
  })
  await writeFile(at('backup/backup.json'), note)
  await expect(restoreCommand([at('backup'), '--data', at('data')])).rejects.toMatchObject({
    obstacles: [{ code: 'place-taken' }],
  })
})
