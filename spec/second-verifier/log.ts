import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { digest, sha256 } from './digests.ts'
import { canonical } from './json.ts'
import type { Members } from './json.ts'

export interface Key {
  readonly name: string
  readonly id: string
  readonly type: number
  readonly bytes: Buffer
}
export interface Checkpoint {
  readonly text: string
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  readonly signers: readonly Key[]
}

export function base64(encoded: unknown): Buffer | undefined {
  if (typeof encoded !== 'string') return undefined
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.toString('base64') === encoded ? bytes : undefined
}

export const sameKey = (a: Key, b: Key): boolean => a.name === b.name && a.type === b.type && a.bytes.equals(b.bytes)
const isName = (name: string): boolean => name !== '' && name.isWellFormed() && !/[\p{White_Space}\p{Cc}+]/u.test(name)

export function keyOf(line: string): Key | undefined {
  const [name = '', id = '', ...more] = line.split('+')
  const bytes = base64(more.join('+'))
  const type = bytes?.[0]
  if (!isName(name) || bytes?.length !== 33 || (type !== 1 && type !== 4)) return undefined
  const expected = sha256(Buffer.from(`${name}\n`), bytes)
    .subarray(0, 4)
    .toString('hex')
  return expected === id ? { name, id, type, bytes: bytes.subarray(1) } : undefined
}

const SPKI = Buffer.from('302a300506032b6570032100', 'hex')
function isSigned(key: Key, body: string, signature: Buffer): boolean {
  if (signature.length !== (key.type === 1 ? 64 : 72)) return false
  const [time, own] = key.type === 1 ? [undefined, signature] : [signature.readBigUInt64BE(0), signature.subarray(8)]
  const message = time === undefined ? body : `cosignature/v1\ntime ${time}\n${body}`
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, key.bytes]), format: 'der', type: 'spki' })
  return verifySignature(null, Buffer.from(message), publicKey, own)
}

export function openNote(text: string, keys: readonly Key[]): Checkpoint | undefined {
  const split = text.lastIndexOf('\n\n')
  const hasControl = Array.from(text).some((one) => one < ' ' && one !== '\n')
  if (text.length > 1_000_000 || hasControl || split < 1 || !text.endsWith('\n')) return undefined
  const body = text.slice(0, split + 1)
  const lines = text.slice(split + 2, -1).split('\n')
  if (lines.length > 100) return undefined
  const signers: Key[] = []
  for (const line of lines) {
    const [dash, name = '', encoded, ...more] = line.split(' ')
    const bytes = base64(encoded)
    if (dash !== '—' || !isName(name) || bytes === undefined || bytes.length < 5 || more.length > 0) return undefined
    const named = keys.filter((key) => key.name === name && key.id === bytes.subarray(0, 4).toString('hex'))
    if (named.length === 0) continue
    const signer = named.find((key) => isSigned(key, body, bytes.subarray(4)))
    if (signer === undefined) return undefined
    signers.push(signer)
  }
  const [origin = '', size = '', root = '', ...rest] = body.split('\n')
  const hash = base64(root)
  const isDecimal = /^(0|[1-9]\d*)$/.test(size) && Number.isSafeInteger(Number(size))
  if (!isDecimal || hash?.length !== 32 || rest.pop() !== '' || rest.includes('') || origin === '') return undefined
  if (Number(size) === 0 && !hash.equals(sha256())) return undefined
  if (!signers.some((key) => key.type === 1 && key.name === origin)) return undefined
  return { text, origin, size: Number(size), root: hash, signers }
}

export function proves(proof: string, event: Members, salt: Buffer, checkpoint: Checkpoint): boolean {
  const split = proof.indexOf('\n\n')
  const lines = proof.slice(0, Math.max(0, split)).split('\n')
  if (lines.shift() !== 'c2sp.org/tlog-proof@v1' || proof.slice(split + 2) !== checkpoint.text) return false
  if (lines[0]?.startsWith('extra ') && base64(lines.shift()?.slice(6)) === undefined) return false
  const index = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '')?.[1]
  const path = lines.map((line) => base64(line))
  if (index === undefined || path.length > 53 || path.some((one) => one?.length !== 32)) return false
  const { body, ...facts } = event
  const preimage = Buffer.concat([salt, Buffer.from(canonical(body))])
  const commitment = { sha256: digest('sha256', preimage), sm3: digest('sm3', preimage) }
  const leaf = Buffer.from(canonical({ v: 1, ...facts, commitment }))
  if (leaf.length > 65_535) return false
  let [fn, sn, r] = [Number(index), checkpoint.size - 1, sha256(Buffer.of(0), leaf)]
  if (fn > sn) return false
  for (const p of path as readonly Buffer[]) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      r = sha256(Buffer.of(1), p, r)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
    } else r = sha256(Buffer.of(1), r, p)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return sn === 0 && r.equals(checkpoint.root)
}
