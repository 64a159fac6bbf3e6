import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { because, Corrupt } from '@liuhen/core/kernel'
import { writeDurably } from '../platform/index.ts'

/** Encrypts what the database must not know in the clear. AES-256-GCM: nonce of 12 bytes, ciphertext, tag of 16. */
export interface Secrets {
  /** `owner` is bound in: what was sealed for one does not open for another. */
  seal(secret: string, owner: string): Buffer
  /** Throws Corrupt when it was changed, belongs to another owner, or was sealed with another key. */
  open(sealed: Buffer, owner: string): string
}

const NONCE = 12
const TAG = 16

/** The key in `file`, 32 bytes in hexadecimal for its owner's eyes only; made when it is not there. Throws Corrupt. */
export async function openSecrets(file: string): Promise<Secrets> {
  const key = Buffer.from((await keyIn(file)).trim(), 'hex')
  if (key.length !== 32)
    throw because(
      Corrupt,
      'secrets-key-damaged',
      `密钥文件 ${file} 已损坏，请从备份中恢复`,
      `The key file ${file} is damaged: restore it from a back-up`,
    )
  return {
    seal(secret, owner) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
      return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, owner) {
      const [nonce, tag] = [sealed.subarray(0, NONCE), sealed.subarray(-TAG)]
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
      decipher.setAAD(Buffer.from(owner)).setAuthTag(tag)
      try {
        return decipher.update(sealed.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8')
      } catch (cause) {
        const error = because(
          Corrupt,
          'secret-unreadable',
          '动态口令的密钥无法解密，可能换了密钥文件：请联系系统管理员',
          'The second factor cannot be decrypted, perhaps because the key file was replaced: ask the system administrator',
        )
        error.cause = cause
        throw error
      }
    },
  }
}

async function keyIn(file: string): Promise<string> {
  const there = await readFile(file, 'utf8').catch(absent)
  if (there !== undefined) return there
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  // Of two servers that start at once, the first to put it in its place has made the key of both.
  await writeDurably(file, `${randomBytes(32).toString('hex')}\n`, { once: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  })
  return readFile(file, 'utf8')
}

function absent(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}
