import { createHash, timingSafeEqual } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setUpPasswordFile } from '@liuhen/contract/people'
import { because, Refused } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import { syncFolder, writeDurably } from '../platform/index.ts'
import { bureauOf } from './bureau-of.ts'
import { temporaryPassword } from './passwords.ts'

/** Shorter than what is ever written: a file cut short by a full disk opens nothing. */
const SHORTEST = 16

const digestOf = (password: string): Buffer => createHash('sha256').update(password.trim()).digest()

/**
 * What the first-run set-up asks for: whoever reaches the port first is not yet whoever installed the server. It lies in the
 * data folder, for its owner alone, from the first start until the bureau is founded.
 */
export class SetUpPassword {
  readonly file: string
  /** Made by this start, and to be said once; undefined where it was there already. */
  readonly fresh: string | undefined
  readonly #digest: Buffer

  constructor(file: string, password: string, fresh: boolean) {
    this.file = file
    this.fresh = fresh ? password : undefined
    this.#digest = digestOf(password)
  }

  /** Throws Refused, saying where it is to be found. */
  check(given: string): void {
    if (timingSafeEqual(this.#digest, digestOf(given))) return
    throw because(
      Refused,
      'set-up-password-wrong',
      `安装口令不对。它在服务器数据目录的 ${setUpPasswordFile} 文件里，服务器首次启动时也在自己的终端上显示过一次`,
      `That is not the set-up password. It is in the file ${setUpPasswordFile} of the server's data folder, and the server's own terminal showed it once, at the first start`,
      { field: 'setUpPassword' },
    )
  }

  /** It has served. */
  async remove(): Promise<void> {
    await removeFrom(this.file)
  }
}

/** The set-up password of a data folder, made where there is none; undefined, and none left lying, once the bureau is founded. */
export async function openSetUpPassword(data: string, db: Db): Promise<SetUpPassword | undefined> {
  const file = join(data, setUpPasswordFile)
  if (await bureauOf(db)) {
    await removeFrom(file)
    return undefined
  }
  const before = await inFile(file)
  if (before !== undefined) return new SetUpPassword(file, before, false)
  const made = temporaryPassword()
  await writeDurably(file, `${made}\n`)
  return new SetUpPassword(file, made, true)
}

async function inFile(file: string): Promise<string | undefined> {
  const written = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return written.trim().length < SHORTEST ? undefined : written.trim()
}

async function removeFrom(file: string): Promise<void> {
  await rm(file, { force: true })
  await syncFolder(join(file, '..'))
}
