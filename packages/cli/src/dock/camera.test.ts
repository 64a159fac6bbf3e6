import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureOffset } from '@liuhen/core/evidence'
import { Malformed, Refused } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askCamera, wordsOf } from './camera.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen camera '))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A program that answers with what the expression gives. */
async function adapter(expression: string): Promise<string> {
  const program = join(folder, 'adapter.mjs')
  await writeFile(program, `console.log(JSON.stringify(${expression}))`)
  return `"${process.execPath}" '${program}'`
}

test('a command line is split at spaces, and quotes of either kind keep a word together', () => {
  expect(wordsOf(`read  --port 3 "C:\\a b\\c.exe" 'it "is"' a"b c"d ''`)).toEqual([
    'read',
    '--port',
    '3',
    'C:\\a b\\c.exe',
    'it "is"',
    'ab cd',
    '',
  ])
})

test('nothing in a command line is left to a shell', () => {
  expect(wordsOf('read $HOME; rm -rf *')).toEqual(['read', '$HOME;', 'rm', '-rf', '*'])
})

test('an empty command line or an open quote is refused', () => {
  for (const wrong of ['', '   ', 'read "a', "read 'a"]) expect(() => wordsOf(wrong)).toThrow(Malformed)
})

test('a camera is asked who it is and its slow clock is found', async () => {
  const told = "new Date(Date.now() - 90_000 + 8 * 3_600_000).toISOString().slice(0, 19).replace(/[-:]/g, '')"
  const camera = await askCamera(
    await adapter(
      `{ idCode: 'LH-F2', serial: 'DSJ0217', userNo: '021357', battery: 71, time: ${told}.replace('T', '') }`,
    ),
  )
  expect(camera.identity).toEqual({ idCode: 'LH-F2', serial: 'DSJ0217', userNumber: '021357' })
  expect(camera).toMatchObject({
    battery: 71,
    number: 'DSJ0217',
    names: ['DSJ0217', 'LH-F2DSJ0217', 'LH-F2'],
    unfit: [],
  })
  const { offset, error } = measureOffset(camera.samples)
  expect(Math.abs(offset + 90_000)).toBeLessThanOrEqual(error)
})

test('the binary record is used where the answer does not name a member, and what is too long is left out and told', async () => {
  const record = Buffer.alloc(89)
  record.write('7F2A034', 0)
  record.write('021402', 7)
  const camera = await askCamera(
    await adapter(
      `{ record: '${record.toString('base64')}', userNo: '999', idCode: 'too-long', time: '2026-11-20 09:20:00' }`,
    ),
  )
  expect(camera.identity).toEqual({ serial: '7F2A034', userNumber: '999' })
  expect(camera.unfit).toEqual(['idCode'])
})

test('a program that is missing, fails or talks nonsense is told as such', async () => {
  await expect(askCamera('/no/such/program')).rejects.toThrow(Refused)
  await expect(askCamera(`"${process.execPath}" -e "process.exit(3)"`)).rejects.toThrow(Refused)
  await expect(askCamera(await adapter("'hello'"))).rejects.toThrow(Malformed)
  await expect(askCamera(await adapter("{ time: '2026-13-45 99:00:00' }"))).rejects.toThrow(Malformed)
})
