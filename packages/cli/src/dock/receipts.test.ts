import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Receipt } from '@liuhen/core/ledger'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiptName, writeReceipt } from './receipts.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-receipts-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const [FIRST, SECOND] = ['01a201ac-59ec-7f22-94d8-2857ab9ff22c', '01a201ac-59ec-7f22-94d8-2857ab9ff22d']
const receipt = (fileName: string, arrival: string, proof = ''): Receipt => ({ fileName, arrival, proof }) as Receipt

test('whatever a file is called, its receipt stays in its folder and can be written there', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const made = receiptName(name)
      expect(made).not.toMatch(/[/\\\0\n\r]|^[-.]/)
      expect(Buffer.byteLength(made)).toBeLessThanOrEqual(180)
      expect(made.length).toBeGreaterThan(0)
    }),
  )
  expect(receiptName('../../etc/passwd')).toBe('_._.._etc_passwd')
  expect(receiptName('补录 现场勘验（东门）.mp4')).toBe('补录 现场勘验（东门）.mp4')
})

test('two files of one name have a receipt each, and the same file fetched again has one', async () => {
  const paths = await Promise.all([
    writeReceipt(folder, receipt('a.mp4', FIRST)),
    writeReceipt(folder, receipt('a.mp4', SECOND)),
  ])
  expect(new Set(paths).size).toBe(2)
  expect(await writeReceipt(folder, receipt('a.mp4', FIRST, 'newer'))).toBe(paths[0])
  expect(JSON.parse(await readFile(paths[0], 'utf8'))).toMatchObject({ arrival: FIRST, proof: 'newer' })
  expect(JSON.parse(await readFile(paths[1], 'utf8'))).toMatchObject({ arrival: SECOND })
  expect(await readdir(folder)).toHaveLength(2)
})
