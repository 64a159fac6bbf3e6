import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Corrupt, Refused, text } from '@liuhen/core/kernel'
import { makeTrialData, startServerProcess } from '../crash-test/index.ts'
import { onAudit } from './attack.ts'
import { attack, attackFolder, attacks } from './index.ts'

let data: string

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'liuhen-attacked-'))
  await makeTrialData(data)
})
afterAll(() => rm(data, { recursive: true, force: true }))

/** The digest of every file that holds record. */
const contents = (): string[] =>
  readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .map((path) => `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
    .toSorted()

test('every way of tampering is found, by what is meant to find it, and the data itself is left as it was', async () => {
  const before = contents()
  let out = ''
  const quiet = { write: () => true }
  const status = await attack(['--data', data, '--json'], {
    stdout: { write: (words) => (out += words) },
    stderr: quiet,
  })
  const said = JSON.parse(out.trim().split('\n').at(-1) ?? '') as {
    attacks: { name: string; detected: boolean; by: string[] }[]
    passedOver: string[]
  }
  expect(said.attacks.filter((one) => !one.detected)).toEqual([])
  expect(said.passedOver).toEqual([])
  expect(said.attacks.map((one) => one.name)).toEqual(attacks.map((one) => one.name))
  expect(said.attacks.length).toBeGreaterThanOrEqual(14)
  expect(status).toBe(0)
  expect(contents()).toEqual(before)
})

test('an attack that leaves no trace, or only another one, counts as not found', async () => {
  const title = text('无', 'nothing')
  const nothing = onAudit('nothing', title, ['blob-sha256'], async () => undefined)
  const elsewhere = onAudit('elsewhere', title, ['blob-sha256'], async ({ database }) => {
    await database.query('update recordings set unexplained = not unexplained')
  })
  const impossible = onAudit('impossible', title, ['blob-sha256'], async () => false)
  const { tried, passedOver } = await attackFolder({ data, keep: false, only: [nothing, elsewhere, impossible] })
  expect(tried.map(({ name, detected, by }) => ({ name, detected, by }))).toEqual([
    { name: 'nothing', detected: false, by: [] },
    { name: 'elsewhere', detected: false, by: ['take-differs'] },
  ])
  expect(passedOver.map((one) => one.name)).toEqual(['impossible'])
})

test('nothing is tried while the server runs, nor on data that is not clean to begin with', async () => {
  const server = await startServerProcess(data)
  try {
    await expect(attackFolder({ data, keep: false })).rejects.toThrow(Refused)
  } finally {
    await server.stop()
  }
  await rm(join(data, 'keys', 'log.pub'))
  await expect(attackFolder({ data, keep: false })).rejects.toThrow(Corrupt)
})
