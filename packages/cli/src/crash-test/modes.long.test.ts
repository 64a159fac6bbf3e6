import { lstatSync, readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { liuhen } from '../demo/index.ts'
import { signIn } from '../demo/visitor.ts'
import { makeTrialData } from './trial-data.ts'
import { startServerProcess } from './server-process.ts'

let folder: string
let before: number
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-modes-'))
  // A careless machine: whatever says nothing of its mode is open to everybody.
  before = process.umask(0)
})
afterAll(async () => {
  process.umask(before)
  await rm(folder, { recursive: true, force: true })
})

/** Whether PostgreSQL runs as an account of its own, which has to pass through the data folder to reach its part. */
const isRoot = process.getuid?.() === 0

/** Everything below a folder with what others than its owner may do with it; what goes away meanwhile is no longer open. */
function openIn(data: string): string[] {
  const open: string[] = []
  const look = (path: string): void => {
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (!found || found.isSymbolicLink()) return
    const others = found.mode & 0o077
    if (others !== 0 && !(path === data && isRoot && others === 0o011))
      open.push(`${path.slice(data.length)} ${(found.mode & 0o777).toString(8)}`)
    if (!found.isDirectory()) return
    for (const name of namesIn(path)) look(join(path, name))
  }
  look(data)
  return open
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

test('nobody but its owner reads anything in the data folder, during a busy day and after it', async () => {
  const data = join(folder, 'data')
  const seen = new Set<string>()
  const kinds = new Set<string>()
  const watching = setInterval(() => {
    if (!statSync(data, { throwIfNoEntry: false })) return
    for (const one of openIn(data)) seen.add(one)
    for (const name of namesIn(join(data, 'run', 'deriving'))) kinds.add(name.replace(/-.*/, ''))
    for (const name of namesIn(join(data, 'packages'))) kinds.add(name.startsWith('.') ? 'package' : 'packages')
  }, 20)
  try {
    // Files docked, decoded and put into quarantine, and a package made of them.
    await makeTrialData(data)
    const server = await startServerProcess(data)
    try {
      const centre = await signIn(server.url, 'centre', 'Correct-Horse-8')
      const csv = await fetch(`${server.url}/api/export/devices`, { headers: { cookie: centre.cookie() } })
      expect(await csv.text()).toContain('DSJ-01')
      const { rows } = await centre.call.listRecordings({ query: {} })
      expect(rows.length).toBe(3)
    } finally {
      await server.stop()
    }
  } finally {
    clearInterval(watching)
  }
  // What is only there for a moment was looked at too.
  expect([...kinds]).toEqual(expect.arrayContaining(['derive', 'package', 'packages']))
  expect([...seen]).toEqual([])
  expect(openIn(data)).toEqual([])
  expect(namesIn(data)).toEqual(expect.arrayContaining(['vault', 'staging', 'quarantine', 'packages', 'keys', 'run']))

  const { code } = await liuhen(['backup', join(folder, 'backup'), '--data', data], {}, () => undefined)
  expect(code).toBe(0)
  expect(openIn(join(folder, 'backup'))).toEqual([])
})
