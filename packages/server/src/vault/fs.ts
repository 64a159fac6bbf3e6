import { constants, createReadStream } from 'node:fs'
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { because, Corrupt, Denied, type Digests, Missing, Sha256 } from '@liuhen/core/kernel'
import { SEALED_SUFFIX } from '@liuhen/core/sealed-blob'
import { syncFolder } from '../platform/index.ts'
import type { DigestWorkers } from './digests.ts'
import type { Range, Vault, Warranted } from './vault.ts'

/** One folder on a local disk: `ab/cd/<64 hex>`, each file linked into place once and readable only, by its owner alone (0400). */
export class FileVault implements Vault {
  readonly #root: string
  readonly #workers: DigestWorkers
  readonly #folders = new Map<string, Promise<void>>()
  readonly #warranted: Warranted
  #isFailing = false

  /** Without `warranted` nothing is ever destroyed here. */
  constructor(root: string, workers: DigestWorkers, warranted: Warranted = noWarrant) {
    this.#root = root
    this.#workers = workers
    this.#warranted = warranted
  }

  /** Where the bytes of that digest lie, or would. */
  path(sha256: Sha256): string {
    return join(this.#root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }

  async put(staged: string, digests: Digests, bytes: number): Promise<{ existed: boolean }> {
    const { existed } = await this.place(staged, digests.sha256)
    // The same bytes came before: what is kept is read again, so that a rotten copy is never taken for them.
    if (existed && !same(await this.digest(digests.sha256), { ...digests, bytes })) throw blobDiffers(digests.sha256)
    return { existed }
  }

  async mend(staged: string, digests: Digests, bytes: number): Promise<void> {
    await this.refuseOther(staged, digests, bytes)
    const there = await this.size(digests.sha256)
    if (there !== undefined && same(await this.digest(digests.sha256), { ...digests, bytes })) return
    await this.place(staged, digests.sha256, '', rename)
  }

  /** Throws Corrupt where a file has not these bytes. */
  async refuseOther(file: string, digests: Digests, bytes: number): Promise<void> {
    const { size } = await stat(file)
    const found = await this.#workers.follow(file).finish(size)
    if (!same({ ...found, bytes: size }, { ...digests, bytes })) throw blobDiffers(digests.sha256)
  }

  /** Puts a whole file, durably, under that digest's name and a suffix: linked there, or moved over what is there by `rename`. */
  async place(staged: string, sha256: Sha256, suffix = '', how = link): Promise<{ existed: boolean }> {
    if (this.#isFailing) throw failing()
    const path = `${this.path(sha256)}${suffix}`
    await this.#folder(dirname(path))
    await this.#kept(makeReadable(staged))
    const existed = await how(staged, path).then(
      () => false,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return true
        throw error
      },
    )
    await this.#kept(syncFolder(dirname(path)))
    return { existed }
  }

  /** Takes away what lies in the clear, once it is kept sealed beside. */
  async dropPlain(sha256: Sha256): Promise<void> {
    await rm(this.path(sha256), { force: true })
    await this.#kept(syncFolder(dirname(this.path(sha256))))
  }

  async copy(sha256: Sha256, to: string): Promise<void> {
    await copyFile(this.path(sha256), to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  }

  /**
   * Makes the folder and every name on the way to it durable, once in a process: one that is there already may have
   * been made just before a fall, and one being made by another call is not to be relied upon before that is done.
   */
  #folder(folder: string): Promise<void> {
    const there = this.#folders.get(folder)
    if (there) return there
    const making = this.#make(folder)
    this.#folders.set(folder, making)
    making.catch(() => this.#folders.delete(folder))
    return making
  }

  async #make(folder: string): Promise<void> {
    if (folder !== this.#root) await this.#folder(dirname(folder))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await this.#kept(syncFolder(dirname(folder)))
  }

  /** What the disk failed to keep once it keeps the next time by its word alone: nothing more is put there. */
  async #kept(sync: Promise<void>): Promise<void> {
    await sync.catch((error: unknown) => {
      this.#isFailing = true
      throw error
    })
  }

  async size(sha256: Sha256): Promise<number | undefined> {
    return stat(this.path(sha256)).then(
      (found) => found.size,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      },
    )
  }

  async read(sha256: Sha256, range?: Range) {
    if ((await this.size(sha256)) === undefined) throw missing(sha256)
    return createReadStream(this.path(sha256), range && { start: range.from, end: range.to })
  }

  async digest(sha256: Sha256): Promise<Digests & { bytes: number }> {
    const bytes = await this.size(sha256)
    if (bytes === undefined) throw missing(sha256)
    const following = this.#workers.follow(this.path(sha256))
    return { ...(await following.finish(bytes)), bytes }
  }

  async withFile<T>(sha256: Sha256, use: (path: string) => Promise<T>): Promise<T> {
    if ((await this.size(sha256)) === undefined) throw missing(sha256)
    return use(this.path(sha256))
  }

  async destroy(sha256: Sha256, warrant: string): Promise<number | undefined> {
    await this.#warranted(warrant, sha256)
    const path = this.path(sha256)
    const bytes = await this.size(sha256)
    if (bytes !== undefined) await unlink(path)
    // It may lie there sealed, in the clear, or after a fall both.
    await rm(`${path}${SEALED_SUFFIX}`, { force: true })
    // Also where it was gone: a fall may have come between the two. A folder that never was holds nothing.
    await syncFolder(dirname(path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    return bytes
  }

  async *list() {
    for await (const { sha256, bytes } of this.listWith()) yield { sha256, bytes }
  }

  /** With those of a suffix too; their `bytes` are of the file as it lies there. */
  async *listWith(sealed?: string) {
    for (const one of await names(this.#root))
      for (const two of await names(join(this.#root, one)))
        for (const name of await names(join(this.#root, one, two))) {
          const suffix = sealed !== undefined && name.endsWith(sealed) ? sealed : ''
          const sha256 = Sha256.safeParse(name.slice(0, name.length - suffix.length))
          if (!sha256.success) continue
          yield { sha256: sha256.data, bytes: (await stat(join(this.#root, one, two, name))).size, suffix }
        }
  }
}

/** Takes the right to write it from everybody, durably. */
async function makeReadable(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    if (((await file.stat()).mode & 0o777) === READABLE) return
    await file.chmod(READABLE)
    await file.sync()
  } finally {
    await file.close()
  }
}
const READABLE = 0o400

const noWarrant: Warranted = () =>
  Promise.reject(
    because(Denied, 'never-destroyed', '这里的文件任何情况下都不销毁', 'Nothing that is kept here is ever destroyed'),
  )

const same = (a: Digests & { bytes: number }, b: Digests & { bytes: number }): boolean =>
  a.sha256 === b.sha256 && a.sm3 === b.sm3 && a.bytes === b.bytes

const names = (folder: string): Promise<string[]> =>
  readdir(folder).then(
    (found) => found.sort(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
      throw error
    },
  )

const missing = (sha256: Sha256) =>
  because(Missing, 'blob-missing', `保管库里没有摘要为 ${sha256} 的文件`, `The vault holds no file of digest ${sha256}`)

const failing = () =>
  because(
    Corrupt,
    'vault-failing',
    '保管库所在的磁盘没有存住文件名，不再收存：请检查磁盘和文件系统，然后重新启动',
    'The disk of the vault failed to keep names, so nothing more is put there: look at the disk and its file system, then start again',
  )

export const blobDiffers = (sha256: Sha256) =>
  because(
    Corrupt,
    'blob-differs',
    `保管库里摘要为 ${sha256} 的文件与原来不一致，请立即运行 liuhen audit`,
    `The file of digest ${sha256} in the vault is not what was put there: run liuhen audit now`,
  )
