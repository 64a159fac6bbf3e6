import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID, type CipherGCMTypes } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { because, Digests, Missing, type Sha256 } from '@liuhen/core/kernel'
import {
  HEAD_BYTES,
  nonceOf,
  PIECE_BYTES,
  pieceAt,
  piecesOf,
  plainLength,
  readSealedHead,
  SALT_BYTES,
  SEALED_SUFFIX,
  type SealedHead,
  sealedHead,
  TAG_BYTES,
} from '@liuhen/core/sealed-blob'
import type { DigestWorkers } from './digests.ts'
import { blobDiffers, type FileVault } from './fs.ts'
import type { KeyRing } from './key-ring.ts'
import type { Range, Vault } from './vault.ts'

/**
 * A vault whose files are encrypted as they are put there: `<64 hex>.sealed` beside, or in the place of, what lies in the clear from
 * before. Digests are of the bytes as they were. Programs that want a file get one in the clear for as long as they work on it.
 */
export class SealedVault implements Vault {
  readonly #plain: FileVault
  readonly #ring: KeyRing
  readonly #workers: DigestWorkers
  /** Where files lie in the clear while a program reads them, and half-written ones; on the vault's own disk, emptied at a start. */
  readonly #folder: string

  constructor(plain: FileVault, ring: KeyRing, workers: DigestWorkers, folder: string) {
    this.#plain = plain
    this.#ring = ring
    this.#workers = workers
    this.#folder = folder
  }

  async put(staged: string, digests: Digests, bytes: number): Promise<{ existed: boolean }> {
    const { sha256 } = digests
    const before = await this.size(sha256)
    if (before !== undefined) {
      // What is kept is read again, so that a rotten copy is never taken for the same bytes.
      const kept = await this.digest(sha256)
      if (before !== bytes || kept.sha256 !== sha256 || kept.sm3 !== digests.sm3) throw blobDiffers(sha256)
      return { existed: true }
    }
    const part = await this.#seal(staged, sha256, bytes)
    try {
      return await this.#plain.place(part, sha256, SEALED_SUFFIX)
    } finally {
      await rm(part, { force: true })
    }
  }

  async mend(staged: string, digests: Digests, bytes: number): Promise<void> {
    const { sha256 } = digests
    await this.#plain.refuseOther(staged, digests, bytes)
    // What cannot be opened any more is as broken as what opens to other bytes.
    const there = await this.digest(sha256).catch(() => undefined)
    if (there?.sha256 === sha256) return
    const part = await this.#seal(staged, sha256, bytes)
    try {
      await this.#plain.place(part, sha256, SEALED_SUFFIX, rename)
      await this.#plain.dropPlain(sha256)
    } finally {
      await rm(part, { force: true })
    }
  }

  async size(sha256: Sha256): Promise<number | undefined> {
    const sealed = await sizeOf(this.#path(sha256))
    if (sealed === undefined) return this.#plain.size(sha256)
    const bytes = plainLength(sealed)
    if (bytes === undefined) throw blobDiffers(sha256)
    return bytes
  }

  async read(sha256: Sha256, range?: Range): Promise<Readable> {
    const file = await opened(this.#path(sha256))
    if (!file) return this.#plain.read(sha256, range)
    return Readable.from(this.#bytes(file, sha256, range), { objectMode: false })
  }

  async digest(sha256: Sha256): Promise<Digests & { bytes: number }> {
    const file = await opened(this.#path(sha256))
    return file ? this.#digestOf(file, sha256) : this.#plain.digest(sha256)
  }

  async #digestOf(file: FileHandle, sha256: Sha256): Promise<Digests & { bytes: number }> {
    const [sha, sm] = [createHash('sha256'), createHash('sm3')]
    let bytes = 0
    for await (const piece of this.#bytes(file, sha256)) {
      sha.update(piece)
      sm.update(piece)
      bytes += piece.length
    }
    return { ...Digests.parse({ sha256: sha.digest('hex'), sm3: sm.digest('hex') }), bytes }
  }

  async destroy(sha256: Sha256, warrant: string): Promise<number | undefined> {
    const bytes = await this.size(sha256)
    await this.#plain.destroy(sha256, warrant)
    return bytes
  }

  async withFile<T>(sha256: Sha256, use: (path: string) => Promise<T>): Promise<T> {
    if ((await sizeOf(this.#path(sha256))) === undefined) return this.#plain.withFile(sha256, use)
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const path = join(this.#folder, randomUUID())
    try {
      await this.#write(sha256, path)
      return await use(path)
    } finally {
      await rm(path, { force: true })
    }
  }

  async copy(sha256: Sha256, to: string): Promise<void> {
    if ((await sizeOf(this.#path(sha256))) === undefined) await this.#plain.copy(sha256, to)
    else await this.#write(sha256, to)
  }

  async *list() {
    for await (const one of this.#plain.listWith(SEALED_SUFFIX)) {
      const { sha256, bytes, suffix } = one
      // A length that none has is for whoever reads it to complain of.
      yield { sha256, bytes: (suffix === '' ? undefined : plainLength(bytes)) ?? bytes }
    }
  }

  /**
   * Seals with the newest key what lies in the clear or under one before: the file that takes its place is read back and its bytes
   * compared before it does. Answers whether anything was to be done. Throws Corrupt, and then leaves all as it was.
   */
  async renew(sha256: Sha256): Promise<boolean> {
    const path = this.#path(sha256)
    const file = await opened(path)
    if (file) {
      const { generation } = await headOf(file).finally(() => file.close())
      if (generation === this.#ring.newest.generation) {
        // A fall came between the two: what lies in the clear besides goes once the other is known to be whole.
        if ((await this.#plain.size(sha256)) === undefined) return false
        if ((await this.digest(sha256)).sha256 !== sha256) throw blobDiffers(sha256)
        await this.#plain.dropPlain(sha256)
        return true
      }
    } else if ((await this.#plain.size(sha256)) === undefined) throw missing(sha256)
    const part = await this.withFile(sha256, async (plain) => this.#seal(plain, sha256, (await stat(plain)).size))
    try {
      const there = await this.#digestOf(await open(part, 'r'), sha256)
      if (there.sha256 !== sha256) throw blobDiffers(sha256)
      await this.#plain.place(part, sha256, SEALED_SUFFIX, rename)
      await this.#plain.dropPlain(sha256)
    } finally {
      await rm(part, { force: true })
    }
    return true
  }

  #path(sha256: Sha256): string {
    return `${this.#plain.path(sha256)}${SEALED_SUFFIX}`
  }

  /** Writes the sealed file of those bytes, durably, and opens it again from the disk itself. Answers where it lies. */
  async #seal(from: string, sha256: Sha256, bytes: number): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const path = join(this.#folder, `${randomUUID()}${SEALED_SUFFIX}`)
    const head: SealedHead = { ...this.#ring.newest, bytes, salt: randomBytes(SALT_BYTES) }
    const [read, written] = [createHash('sha256'), createHash('sha256')]
    const [source, file] = [await open(from, 'r'), await open(path, 'wx', 0o400)]
    try {
      const headBytes = sealedHead(head)
      const key = this.#ring.keyOf(head, sha256)
      const put = async (part: Uint8Array): Promise<void> => {
        written.update(part)
        await file.write(part)
      }
      await put(headBytes)
      const piece = Buffer.allocUnsafe(PIECE_BYTES)
      for (let number = 0; number < piecesOf(bytes); number++) {
        const wanted = Math.min(PIECE_BYTES, bytes - number * PIECE_BYTES)
        const { bytesRead } = await source.read(piece, 0, wanted, number * PIECE_BYTES)
        if (bytesRead !== wanted) throw blobDiffers(sha256)
        read.update(piece.subarray(0, wanted))
        const cipher = createCipheriv(head.cipher as CipherGCMTypes, key, nonceOf(number)).setAAD(headBytes)
        await put(Buffer.concat([cipher.update(piece.subarray(0, wanted)), cipher.final(), cipher.getAuthTag()]))
      }
      if (read.digest('hex') !== sha256) throw blobDiffers(sha256)
      await file.sync()
    } catch (error) {
      await rm(path, { force: true })
      throw error
    } finally {
      await source.close()
      await file.close()
    }
    // Past memory, as the staged file was read: what the disk lost is not said to be kept.
    const { size } = await stat(path)
    if ((await this.#workers.onDisk(path, size)) !== written.digest('hex')) {
      await rm(path, { force: true })
      throw blobDiffers(sha256)
    }
    return path
  }

  async #write(sha256: Sha256, to: string): Promise<void> {
    const target = await open(to, 'wx', 0o600)
    await pipeline(await this.read(sha256), target.createWriteStream())
  }

  /** The bytes as they were, or a range of them; closes the file. */
  async *#bytes(file: FileHandle, sha256: Sha256, range?: Range): AsyncGenerator<Buffer> {
    try {
      const head = await headOf(file)
      const headBytes = sealedHead(head)
      const key = this.#ring.keyOf(head, sha256)
      const { from, to } = range ?? { from: 0, to: head.bytes - 1 }
      const last = Math.min(piecesOf(head.bytes) - 1, Math.floor(Math.max(0, to) / PIECE_BYTES))
      const sealed = Buffer.allocUnsafe(PIECE_BYTES + TAG_BYTES)
      for (let number = Math.floor(from / PIECE_BYTES); number <= last; number++) {
        const { at, length } = pieceAt(number, head.bytes)
        const { bytesRead } = await file.read(sealed, 0, length, at)
        if (bytesRead !== length) throw blobDiffers(sha256)
        const decipher = createDecipheriv(head.cipher as CipherGCMTypes, key, nonceOf(number), {
          authTagLength: TAG_BYTES,
        })
        decipher.setAAD(headBytes).setAuthTag(sealed.subarray(length - TAG_BYTES, length))
        const plain = finished(decipher, sealed.subarray(0, length - TAG_BYTES), sha256)
        const start = number * PIECE_BYTES
        yield plain.subarray(Math.max(0, from - start), Math.min(plain.length, to - start + 1))
      }
    } finally {
      await file.close()
    }
  }
}

function finished(decipher: ReturnType<typeof createDecipheriv>, sealed: Buffer, sha256: Sha256): Buffer {
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()])
  } catch {
    throw blobDiffers(sha256)
  }
}

async function headOf(file: FileHandle): Promise<SealedHead> {
  const head = Buffer.alloc(HEAD_BYTES)
  await file.read(head, 0, HEAD_BYTES, 0)
  return readSealedHead(new Uint8Array(head))
}

const absent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error
}
const opened = (path: string): Promise<FileHandle | undefined> => open(path, 'r').catch(absent)
const sizeOf = (path: string): Promise<number | undefined> => stat(path).then((found) => found.size, absent)

const missing = (sha256: Sha256) =>
  because(Missing, 'blob-missing', `保管库里没有摘要为 ${sha256} 的文件`, `The vault holds no file of digest ${sha256}`)
