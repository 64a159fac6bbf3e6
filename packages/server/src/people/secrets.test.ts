import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Corrupt } from '@liuhen/core/kernel'
import { openSecrets } from './secrets.ts'

async function keyFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-secrets-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'keys', 'secrets.key')
}

test('what was sealed opens again after a restart, for its owner only, and not if one bit differs', async () => {
  const file = await keyFile()
  const sealed = (await openSecrets(file)).seal('JBSWY3DP', 'person-1')
  const again = await openSecrets(file)
  expect(again.open(sealed, 'person-1')).toBe('JBSWY3DP')
  expect(sealed.includes('JBSWY3DP')).toBe(false)
  expect(() => again.open(sealed, 'person-2')).toThrow(Corrupt)
  for (let i = 0; i < sealed.length; i++) {
    const bent = Buffer.from(sealed)
    bent[i] = (bent[i] as number) ^ 1
    expect(() => again.open(bent, 'person-1')).toThrow(Corrupt)
  }
})

test('the key is for its owner only, and two who make it at once have the same', async () => {
  const file = await keyFile()
  const [one, two] = await Promise.all([openSecrets(file), openSecrets(file)])
  expect(two.open(one.seal('a', 'b'), 'b')).toBe('a')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a damaged key file is said to be so', async () => {
  const file = await keyFile()
  await openSecrets(file)
  await writeFile(file, 'not a key')
  await expect(openSecrets(file)).rejects.toThrow(Corrupt)
})
