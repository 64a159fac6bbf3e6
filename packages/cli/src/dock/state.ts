import { createHash } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Sha256 } from '@liuhen/core/kernel'
import { because, Corrupt } from '@liuhen/core/kernel'
import { z } from 'zod'
import type { Counter } from './counter.ts'
import { shortKey } from './counter.ts'
import { writeDurably } from './durable.ts'
import { type Signer, signerIn } from './signer.ts'
import type { VerifierKey } from '@liuhen/core/ledger'

/** Names one file to one server, so that a later run finds its upload again. */
export interface UploadOf {
  readonly path: string
  readonly bytes: number
  readonly sha256: Sha256
}

const Note = z.object({ server: z.string(), path: z.string(), bytes: z.number(), sha256: z.string(), upload: z.uuid() })

/** `$XDG_STATE_HOME/liuhen/dock`, or `~/.local/state/liuhen/dock`. */
export const defaultState = (environment: NodeJS.ProcessEnv = process.env): string =>
  join(environment['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'liuhen', 'dock')

/**
 * What a docking station remembers between runs: which upload each file became, and which key each server's log has.
 * One small durable file for each, so that several docks may share the folder.
 */
export class DockState {
  readonly #folder: string
  readonly #server: string

  private constructor(folder: string, server: string) {
    this.#folder = folder
    this.#server = server
  }

  static async open(folder: string, server: string): Promise<DockState> {
    for (const name of ['uploads', 'keys', 'signing']) await mkdir(join(folder, name), { recursive: true, mode: 0o700 })
    return new DockState(folder, server)
  }

  #place(file: UploadOf): string {
    return join(this.#folder, 'uploads', `${digestOf([this.#server, file.sha256, file.bytes, file.path])}.json`)
  }

  /** The upload a file became in an earlier run; undefined when there is none. */
  async uploadOf(file: UploadOf): Promise<string | undefined> {
    const said = await readFile(this.#place(file), 'utf8').catch(() => undefined)
    return said === undefined ? undefined : Note.safeParse(json(said)).data?.upload
  }

  async note(file: UploadOf, upload: string): Promise<void> {
    const { path, bytes, sha256 } = file
    const note: z.infer<typeof Note> = { server: this.#server, path, bytes, sha256, upload }
    await writeDurably(this.#place(file), `${JSON.stringify(note)}\n`)
  }

  async forget(file: UploadOf): Promise<void> {
    await rm(this.#place(file), { force: true })
  }

  /** The key this station signs with, made at first use; one for each key it was given, by whatever address the server is reached. */
  signer(counter: Counter): Promise<Signer> {
    return signerIn(join(this.#folder, 'signing', `${digestOf([counter.headers])}.pem`))
  }

  /**
   * The key of the server's log, trusted at first sight and the same ever after. Throws Corrupt `log-key-changed`: then
   * this is another server, or its key was replaced, and its receipts prove nothing to us.
   */
  async trustedKey(counter: Counter): Promise<VerifierKey> {
    const place = join(this.#folder, 'keys', `${digestOf([this.#server])}.key`)
    const { line, key } = await counter.verifierKey()
    const known = await readFile(place, 'utf8').catch(() => undefined)
    if (known === undefined) await writeDurably(place, `${line}\n`)
    else if (known.trim() !== line) throw changed(this.#server, known.trim(), key, place)
    return key
  }
}

const digestOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)

function json(said: string): unknown {
  try {
    return JSON.parse(said) as unknown
  } catch {
    return undefined
  }
}

function changed(server: string, known: string, now: VerifierKey, place: string): Error {
  const before = /\+([0-9a-f]{8})\+/.exec(known)?.[1] ?? '?'
  return because(
    Corrupt,
    'log-key-changed',
    `${server} 的存证日志公钥变了：以前是 ${before}，现在是 ${shortKey(now)}。没有采集，也没有清除任何文件。请先向信息中心核实这台服务器；确认更换无误后删除 ${place} 再运行`,
    `The log key of ${server} has changed: it was ${before} and is ${shortKey(now)} now. Nothing was docked or cleared. Ask the information centre about this server; if the change is right, delete ${place} and run again`,
  )
}
