import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt as scryptOf } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { because, Corrupt, Refused, type Sha256 } from '@liuhen/core/kernel'
import { cipherFacts, keyInfo, type SealedCipher, sealedCiphers, type SealedHead } from '@liuhen/core/sealed-blob'
import { z } from 'zod'
import { writeDurably } from '../platform/index.ts'

const scrypt = promisify(scryptOf) as (
  password: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>

/** RFC 7914: 128 MiB and half a second, once at a start. */
const COST = { N: 131_072, r: 8, p: 1, maxmem: 192 << 20 }
const NONCE = 12
const TAG = 16

const hexadecimal = z.string().regex(/^([0-9a-f]{2})+$/)
/** `keys/vault.json`: each key of the vault, wrapped with AES-256-GCM under one made of the passphrase by scrypt. */
const Ring = z.object({
  format: z.literal('liuhen-vault-keys/1'),
  salt: hexadecimal,
  keys: z
    .array(z.object({ generation: z.number().int().min(1), cipher: z.enum(sealedCiphers), wrapped: hexadecimal }))
    .min(1),
})
type Ring = z.infer<typeof Ring>

/** The keys of a vault, opened. */
export interface KeyRing {
  /** By what new files are sealed. */
  readonly newest: { readonly generation: number; readonly cipher: SealedCipher }
  /** The key of one file. Throws Corrupt for a generation there never was. */
  keyOf(head: Pick<SealedHead, 'cipher' | 'generation' | 'salt'>, sha256: Sha256): Buffer
}

/**
 * Opens the keys in `file` with the passphrase, and makes the first where there are none. The passphrase is the first line of its file;
 * a second line is the one before it: then the keys are wrapped anew under the first, and a new one is made for what comes from then
 * on, as it is where another cipher is asked for than the newest key is of. Throws Refused for a passphrase that is too short or
 * does not open them.
 */
export async function openKeyRing(file: string, cipher: SealedCipher, passphraseFile: string): Promise<KeyRing> {
  const [passphrase = '', before] = await passphrasesIn(passphraseFile)
  const kept = await ringIn(file)
  if (!kept) {
    const salt = randomBytes(32)
    const wrapping = await scrypt(passphrase, salt, 32, COST)
    const key = { generation: 1, cipher, key: randomBytes(32) }
    await keep(file, salt, wrapping, [key])
    return opened([key])
  }
  const salt = Buffer.from(kept.salt, 'hex')
  const wrapping = await scrypt(passphrase, salt, 32, COST)
  const own = unwrapped(kept, wrapping)
  const keys = own ?? (before === undefined ? undefined : unwrapped(kept, await scrypt(before, salt, 32, COST)))
  if (!keys) throw notThePassphrase(passphraseFile)
  if (own !== undefined && keys.at(-1)?.cipher === cipher) return opened(keys)
  keys.push({ generation: keys.length + 1, cipher, key: randomBytes(32) })
  const fresh = randomBytes(32)
  await keep(file, fresh, await scrypt(passphrase, fresh, 32, COST), keys)
  return opened(keys)
}

/** Whether there is such a file: then what it opens cannot be read without it. */
export const hasKeyRing = async (file: string): Promise<boolean> => (await ringIn(file)) !== undefined

interface Key {
  readonly generation: number
  readonly cipher: SealedCipher
  readonly key: Buffer
}

function opened(keys: readonly Key[]): KeyRing {
  const newest = keys.at(-1) as Key
  return {
    newest,
    keyOf({ cipher, generation, salt }, sha256) {
      const found = keys.find((one) => one.generation === generation && one.cipher === cipher)
      if (!found)
        throw because(
          Corrupt,
          'vault-key-unknown',
          `文件用第 ${generation} 把保管库密钥加密，而 keys/vault.json 里没有：请从备份中恢复该文件`,
          `The file is sealed with key ${generation} of the vault, which keys/vault.json has not: restore that from a back-up`,
        )
      const { keyBytes, hash } = cipherFacts[cipher]
      return Buffer.from(hkdfSync(hash, found.key, salt, keyInfo(sha256), keyBytes))
    },
  }
}

async function passphrasesIn(file: string): Promise<string[]> {
  const words = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw because(
      Refused,
      'passphrase-unreadable',
      `保管库口令文件 ${file} 读不到（${error.code}）`,
      `The passphrase of the vault cannot be read from ${file} (${error.code})`,
    )
  })
  const lines = words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if ((lines[0] ?? '').length >= 16) return lines
  throw because(
    Refused,
    'passphrase-short',
    `保管库口令（${file} 的第一行）至少 16 个字符，请用随机生成的`,
    `The passphrase of the vault, the first line of ${file}, has at least 16 characters: have one made at random`,
  )
}

async function ringIn(file: string): Promise<Ring | undefined> {
  const written = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (written === undefined) return undefined
  try {
    return Ring.parse(JSON.parse(written))
  } catch {
    throw because(
      Corrupt,
      'vault-keys-damaged',
      `保管库密钥文件 ${file} 已损坏，请从备份中恢复；没有它，加密的文件都读不出来`,
      `The keys of the vault in ${file} are damaged: restore them from a back-up; without them no encrypted file can be read`,
    )
  }
}

const bound = ({ generation, cipher }: Pick<Key, 'generation' | 'cipher'>): Buffer =>
  Buffer.from(`liuhen vault key ${generation} ${cipher}`)

async function keep(file: string, salt: Buffer, wrapping: Buffer, keys: readonly Key[]): Promise<void> {
  const wrapped = keys.map(({ key, ...of }) => {
    const nonce = randomBytes(NONCE)
    const cipher = createCipheriv('aes-256-gcm', wrapping, nonce).setAAD(bound(of))
    const sealed = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
    return { ...of, wrapped: sealed.toString('hex') }
  })
  const ring: Ring = { format: 'liuhen-vault-keys/1', salt: salt.toString('hex'), keys: wrapped }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeDurably(file, `${JSON.stringify(ring, undefined, 2)}\n`)
}

function unwrapped({ keys }: Ring, wrapping: Buffer): Key[] | undefined {
  try {
    return keys.map(({ wrapped, ...of }) => {
      const sealed = Buffer.from(wrapped, 'hex')
      const decipher = createDecipheriv('aes-256-gcm', wrapping, sealed.subarray(0, NONCE), { authTagLength: TAG })
      decipher.setAAD(bound(of)).setAuthTag(sealed.subarray(-TAG))
      return { ...of, key: Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]) }
    })
  } catch {
    return undefined
  }
}

const notThePassphrase = (file: string) =>
  because(
    Refused,
    'passphrase-wrong',
    `${file} 里的口令打不开保管库密钥。换了口令的，把原来的口令写在第二行，启动一次后再删去`,
    `The passphrase in ${file} does not open the keys of the vault. Where it was changed, put the one before into the second line, start once, and take it out again`,
  )
