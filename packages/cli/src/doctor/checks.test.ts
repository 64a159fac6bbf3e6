import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkData, checkNode, checkProgram, checkRoom, checkServer, checkWalls } from './checks.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-doctor-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a Node that is too old is told with what to do', () => {
  expect(['24.18.0', '24.21.3', '26.0.0'].map((version) => checkNode(version).ok)).toEqual([true, true, true])
  expect(['20.19.0', '24.17.9'].map((version) => checkNode(version).ok)).toEqual([false, false])
  expect(checkNode('20.19.0').remedy?.en).toContain('24.18')
})

test('a program is there when it answers, and may be named by its variable', async () => {
  expect(await checkProgram(process.execPath, 'NO_SUCH_VARIABLE', ['--version'], 'x')).toMatchObject({
    ok: true,
    found: process.version,
  })
  const absent = await checkProgram('no-such-program', 'NO_SUCH_VARIABLE', ['--version'], 'the-package')
  expect(absent.ok).toBe(false)
  expect(absent.remedy?.en).toContain('apt-get install the-package')
})

test('walls that are not there are told with what to install, and matter unless less was agreed to', async () => {
  vi.stubEnv('BWRAP', join(folder, 'no-bwrap'))
  vi.stubEnv('LIUHEN_MEDIA_WALLS', '')
  expect(await checkWalls()).toMatchObject({ ok: false, optional: false })
  vi.stubEnv('LIUHEN_MEDIA_WALLS', 'none')
  const agreed = await checkWalls()
  vi.unstubAllEnvs()
  expect(agreed).toMatchObject({ ok: false, optional: true })
  expect(agreed.remedy?.en).toContain('apt-get install bubblewrap')
})

test('keys that others can look at are told', async () => {
  await mkdir(join(folder, 'keys'), { mode: 0o700 })
  expect((await checkData(folder)).ok).toBe(true)
  await chmod(join(folder, 'keys'), 0o755)
  expect((await checkData(folder)).remedy?.en).toContain('chmod 700')
})

test('a data folder that does not exist yet is judged by where it would be made', async () => {
  expect((await checkData(join(folder, 'a', 'b'))).ok).toBe(true)
  expect((await checkRoom(join(folder, 'a', 'b'))).found).toMatch(/iB$/)
})

test('a server that was named must answer; without a name it may be off', async () => {
  expect(await checkServer('http://127.0.0.1:9', folder)).toMatchObject({ ok: false, optional: false })
  expect(await checkServer(undefined, folder)).toMatchObject({ ok: false, optional: true })
})
