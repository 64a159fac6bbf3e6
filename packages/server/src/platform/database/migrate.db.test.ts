import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { trialDatabase } from '../trial.ts'
import type { TrialDatabase } from '../trial.ts'
import { migrate, openDatabase } from './index.ts'

let trial: TrialDatabase
let path: string
beforeAll(async () => {
  trial = await trialDatabase()
})
afterAll(() => trial.close())
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'liuhen-migrations-'))
  await trial.as('owner', `delete from migration; drop table if exists one, two`)
})
afterEach(() => rm(path, { recursive: true }))

const file = (name: string, content: string) => writeFile(join(path, name), content)
const run = (appPassword?: string) =>
  migrate(trial.url('owner'), {
    folder: pathToFileURL(`${path}/`),
    ...(appPassword === undefined ? {} : { appPassword }),
  })
const applied = async () =>
  (await trial.as('owner', 'select name from migration order by name')).rows.map((row: { name: string }) => row.name)

test('files are applied in the order of their numbers, each once, even by several at a time', async () => {
  await file('0002_two.sql', 'create table two as select count(*) from one')
  await file('0001_one.sql', 'create table one ()')
  await file('notes.txt', 'not SQL')
  await Promise.all([run(), run(), run()])
  await run()
  expect(await applied()).toEqual(['0001_one.sql', '0002_two.sql'])
})

test('a file that was changed or taken away after it was applied is Corrupt, and nothing further is applied', async () => {
  await file('0001_one.sql', 'create table one ()')
  await run()
  await file('0002_two.sql', 'create table two ()')
  await file('0001_one.sql', 'create table one (changed text)')
  await expect(run()).rejects.toMatchObject({ kind: 'corrupt', obstacles: [{ code: 'migration-changed' }] })
  await rm(join(path, '0001_one.sql'))
  await expect(run()).rejects.toMatchObject({ obstacles: [{ code: 'schema-newer' }] })
  expect(await applied()).toEqual(['0001_one.sql'])
})

test('a file that fails half way leaves nothing of itself, and says which it was', async () => {
  await file('0001_one.sql', 'create table one ()')
  await file('0002_two.sql', 'create table two (); select nonsense')
  await expect(run()).rejects.toThrow('0002_two.sql: column "nonsense" does not exist')
  expect(await applied()).toEqual(['0001_one.sql'])
  const { rows } = await trial.as('owner', `select to_regclass('two') as two`)
  expect(rows).toEqual([{ two: null }])
})

test('an owner without the right to make roles is told what to do', async () => {
  await file('0001_one.sql', 'create role another_one')
  await expect(run()).rejects.toMatchObject({ kind: 'refused', obstacles: [{ code: 'database-owner-lacks-rights' }] })
})

test('on a cluster of one’s own the owner makes the application’s role, and its password is the one given', async () => {
  const name = 'own_cluster'
  await trial.as('super', `create role own_owner login createrole password 'own'`)
  await trial.as('super', `create database ${name} owner own_owner`)
  // The trial cluster has the role already, made by somebody else: the owner is given what its maker would have.
  await trial.as('super', 'grant liuhen_app to own_owner with admin option')
  const ownerUrl = trial
    .url('owner')
    .replace(/\/\/[^@]+@/, '//own_owner:own@')
    .replace(/[^/]+$/, name)
  const [{ verifier } = { verifier: '' }] = (
    await trial.as('super', `select rolpassword as verifier from pg_authid where rolname = 'liuhen_app'`)
  ).rows as { verifier: string }[]
  try {
    await migrate(ownerUrl, { appPassword: `it's a \\ secret` })
    const appUrl = new URL(ownerUrl)
    appUrl.username = 'liuhen_app'
    appUrl.password = encodeURIComponent(`it's a \\ secret`)
    const app = openDatabase(appUrl.href, { max: 1 })
    expect(await app.db.selectFrom('journal').selectAll().execute()).toEqual([])
    await app.close()
  } finally {
    await trial.as('super', `alter role liuhen_app password '${verifier}'`)
    await trial.as('super', `drop database ${name} with (force)`)
    await trial.as('super', 'drop owned by own_owner cascade; drop role own_owner')
  }
})

test('values arrive as what they are called: exact numbers, instants, days, bytes', async () => {
  const { rows } = await sql`
    select 9007199254740991::bigint as number, timestamptz '2026-11-22 09:20:00.12+08' as instant,
      date '2026-02-28' as day, '{"a":[1]}'::jsonb as json, decode('00ff', 'hex') as bytes,
      array[1, null, 3]::bigint[] as numbers, array[timestamptz '2026-11-22 09:20:00+08'] as instants,
      1.10::numeric as decimal, count(*) as count`.execute(trial.db)
  expect(rows).toEqual([
    {
      number: 9007199254740991,
      instant: '2026-11-22T01:20:00.120Z',
      day: '2026-02-28',
      json: { a: [1] },
      bytes: Buffer.of(0, 255),
      numbers: [1, null, 3],
      instants: ['2026-11-22T01:20:00.000Z'],
      decimal: '1.10',
      count: 1,
    },
  ])
  await expect(sql`select 9007199254740993::bigint`.execute(trial.db)).rejects.toThrow(RangeError)
})

test('every migration of the product has a number of its own', async () => {
  const names = await readdir(new URL('../../../migrations/', import.meta.url))
  expect(new Set(names.map((name) => name.slice(0, 4))).size).toBe(names.length)
})
