import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { because, Corrupt, sameBytes } from '@liuhen/core/kernel'
import { keyId, parseVerifierKey, signatureLine, verifierKey } from '@liuhen/core/ledger'
import type { VerifierKey } from '@liuhen/core/ledger'
import { writeDurably } from '../platform/index.ts'
import { ED25519_SPKI, sha256 } from './cryptography.ts'

/** The log's key: what makes a checkpoint its word. */
export interface LogKey {
  /** Name, key id and public key; the name is the log's origin. */
  readonly key: VerifierKey
  /** The line that is published, and kept in `log.pub`. */
  readonly line: string
  /** The signature line of a note with this body. */
  sign(body: string): string
}

/**
 * The log's key in `folder`: `log.key`, PKCS #8 PEM that nobody else may read, and `log.pub`, its verifier key line. On
 * the first start they are made, under the name `origin`; after that the name in `log.pub` stands and `origin` is not
 * looked at. Throws Corrupt when the two files do not belong together, or the key is gone and only `log.pub` is left:
 * a log does not change its key in silence.
 */
export async function openLogKey(folder: string, origin: string): Promise<LogKey> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const [keyFile, lineFile] = [join(folder, 'log.key'), join(folder, 'log.pub')]
  if ((await textOf(keyFile)) === undefined && (await textOf(lineFile)) !== undefined) throw lost(keyFile)
  const privateKey = readKey(keyFile, await kept(keyFile, 0o600, newPrivateKey))
  const publicKey = rawPublicKey(privateKey)
  const line = await kept(lineFile, 0o600, () => `${verifierKey(sha256, origin, publicKey)}\n`)
  const key = parseVerifierKey(sha256, line.trim())
  if (!sameBytes(key.publicKey, publicKey)) throw mismatched(keyFile, lineFile)
  return {
    key,
    line: line.trim(),
    sign: (body) =>
      signatureLine(key.name, keyId(sha256, key.name, publicKey), sign(undefined, Buffer.from(body), privateKey)),
  }
}

/** The name in `log.pub` of the folder of keys; undefined where there is no such file. Throws Malformed. */
export async function nameInKeyFile(folder: string): Promise<string | undefined> {
  const line = await textOf(join(folder, 'log.pub'))
  return line === undefined ? undefined : parseVerifierKey(sha256, line.trim()).name
}

function readKey(file: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch (cause) {
    const failure = cut(file)
    failure.cause = cause
    throw failure
  }
}

/** What the file holds; made if it is not there. Of two processes that make it at once, the first has made it for both. */
async function kept(file: string, mode: number, make: () => string): Promise<string> {
  const there = await textOf(file)
  if (there !== undefined) return there
  try {
    await writeDurably(file, make(), { mode, once: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFile(file, 'utf8')
}

const newPrivateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()

const rawPublicKey = (privateKey: KeyObject): Uint8Array =>
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(ED25519_SPKI.length)

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const lost = (file: string): Error =>
  because(
    Corrupt,
    'log-key-lost',
    `存证日志的签名私钥 ${file} 不见了。请从备份中恢复；没有它，日志不能继续`,
    `The log's private key ${file} is gone: restore it from a back-up; without it the log cannot go on`,
  )

const cut = (file: string): Error =>
  because(
    Corrupt,
    'log-key-damaged',
    `存证日志的签名私钥 ${file} 已损坏或被截断。请从备份中恢复；没有它，日志不能继续`,
    `The log's private key ${file} is damaged or cut short: restore it from a back-up; without it the log cannot go on`,
  )

const mismatched = (keyFile: string, lineFile: string): Error =>
  because(
    Corrupt,
    'log-key-mismatch',
    `${keyFile} 与 ${lineFile} 不是同一对密钥。请从备份中恢复`,
    `${keyFile} and ${lineFile} are not of one pair: restore them from a back-up`,
  )
