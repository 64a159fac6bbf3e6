import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { verify } from '../../../../scripts/node-crypto.ts'
import { VECTORS } from '../../../../scripts/spec-vectors.ts'
import { bytesOfBase64 } from '../kernel/index.ts'
import { Declared, Docked } from './events.ts'
import { readingBytes, stationFileBytes } from './signing.ts'

interface Vector {
  readonly what: 'reading' | 'file'
  readonly said: unknown
  readonly signature: string
}
const { key, accepted, refused } = JSON.parse(readFileSync(new URL('station-signature.json', VECTORS), 'utf8')) as {
  readonly key: string
  readonly accepted: readonly (Vector & { readonly message: string })[]
  readonly refused: readonly (Vector & { readonly why: string })[]
}
const bytesOf = ({ what, said }: Vector): Uint8Array =>
  what === 'reading' ? readingBytes(Docked.parse(said)) : stationFileBytes(Declared.parse(said))
const holds = (one: Vector): boolean => verify(bytesOfBase64(key), bytesOf(one), bytesOfBase64(one.signature))

test.each(accepted)('the message of a $what is the one in the vectors, and its signature holds', (one) => {
  expect(new TextDecoder().decode(bytesOf(one))).toBe(one.message)
  expect(holds(one)).toBe(true)
})

test.each(refused)('$why: the signature does not hold', (one) => {
  expect(holds(one)).toBe(false)
})

test('a file is another message for everything that is stated of it', () => {
  const said = Declared.parse(accepted.find((one) => one.what === 'file')?.said)
  const message = String(stationFileBytes(said))
  const others: Partial<Declared>[] = [
    { docking: undefined },
    { fileName: 'x' },
    { path: 'x' },
    { bytes: 1 },
    { deviceNumber: 'X' },
    { officerNumber: 'X' },
    { deviceTime: '2026-11-20 17:50:01' },
    { clock: undefined },
    { identity: {} },
  ]
  for (const other of others)
    expect(String(stationFileBytes({ ...said, ...other })), JSON.stringify(other)).not.toBe(message)
})
