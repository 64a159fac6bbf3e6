import { setTimeout as pause } from 'node:timers/promises'
import { createClient, ProblemError } from '@liuhen/contract'
import { tusPath, UploadState, type Declared } from '@liuhen/contract/intake'
import { Receipt } from '@liuhen/core/ledger'
import type { Sound } from './sound.ts'

/** Where files go: the address of the server as it is now, waiting while there is none, and the station's key. */
export interface Counter {
  url(): Promise<string>
  readonly key: string
  /** Something was acknowledged. */
  progressed(): void
}

export interface Delivered {
  readonly receipt: Receipt
  /** The connection broke while bytes were on their way, and they went on where the server had them. */
  readonly resumed: boolean
  /** The server had forgotten an upload it had noted but nothing of, and it began again. */
  readonly begunAgain: number
}

/** What is sent at a time: small, so that a server may die between two pieces of one file. */
const PIECE = 96 << 10
const POLL = 40

/**
 * Brings one file in by tus, whatever happens to the server meanwhile, and returns with its receipt. Throws when the
 * server answers what no server should.
 */
export async function deliver(counter: Counter, sound: Sound, more: Partial<Declared>): Promise<Delivered> {
  const declared = { fileName: sound.fileName, bytes: sound.bytes.length, sha256: sound.sha256, ...more }
  let [id, resumed, begunAgain]: [string | undefined, boolean, number] = [undefined, false, 0]
  let broken = false
  for (;;) {
    try {
      id ??= await create(counter, declared)
      const had = await received(counter, { id, bytes: sound.bytes.length })
      if (had === undefined) {
        begunAgain++
        id = undefined
        continue
      }
      if (broken && had < sound.bytes.length) resumed = true
      await sendFrom(counter, id, sound.bytes, had)
      return { receipt: await receiptOf(counter, id), resumed, begunAgain }
    } catch (error) {
      if (!(error instanceof Broken)) throw error
      broken ||= id !== undefined
      await pause(POLL)
    }
  }
}

/** The connection broke, or the server was on its way down: nothing is known, so ask it again. */
class Broken extends Error {}

interface Asked {
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
}

async function send(counter: Counter, path: string, init: Asked): Promise<Response> {
  const url = await counter.url()
  const headers = { authorization: `Bearer ${counter.key}`, 'tus-resumable': '1.0.0', ...init.headers }
  try {
    const response = await fetch(url + path, { ...init, headers, signal: AbortSignal.timeout(30_000) })
    await response.clone().arrayBuffer()
    // 409: the offset moved since it was asked for. 423: the piece cut off is still being put away.
    if (response.status >= 500 || response.status === 409 || response.status === 423) throw new Broken()
    return response
  } catch (error) {
    throw error instanceof Broken ? error : new Broken(String(error))
  }
}

async function create(counter: Counter, declared: object): Promise<string> {
  const metadata = `declared ${Buffer.from(JSON.stringify(declared)).toString('base64')}`
  const length = String((declared as { bytes: number }).bytes)
  const headers = { 'upload-length': length, 'upload-metadata': metadata }
  const response = await send(counter, tusPath, { method: 'POST', headers })
  const id = response.headers.get('location')?.split('/').at(-1)
  if (response.status !== 201 || id === undefined) throw await unexpected(response)
  counter.progressed()
  return id
}

/** How many bytes the server has; undefined when it knows nothing of the upload. */
async function received(counter: Counter, { id, bytes }: { id: string; bytes: number }): Promise<number | undefined> {
  const about = await send(counter, `${tusPath}/${id}/state`, { method: 'GET' })
  if (about.status === 404) return undefined
  if (!about.ok) throw await unexpected(about)
  // Once all of it is there, it is no upload any more, and tus has nothing to say of it.
  if (UploadState.parse(await about.json()).state !== 'arriving') return bytes
  const response = await send(counter, `${tusPath}/${id}`, { method: 'HEAD' })
  if (response.status === 404) return undefined
  if (!response.ok) throw await unexpected(response)
  return Number(response.headers.get('upload-offset'))
}

async function sendFrom(counter: Counter, id: string, bytes: Uint8Array<ArrayBuffer>, from: number): Promise<void> {
  for (let at = from; at < bytes.length; at += PIECE) {
    const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(at) }
    const body = bytes.slice(at, at + PIECE)
    const response = await send(counter, `${tusPath}/${id}`, { method: 'PATCH', headers, body })
    // PostgreSQL died between two questions and took back an upload that nobody was promised.
    if (response.status === 404) throw new Broken()
    if (response.status !== 204) throw await unexpected(response)
    counter.progressed()
  }
}

/** Brings one file in that the server will not keep among the recordings, and returns when it has said so. */
export async function arrive(counter: Counter, { fileName, bytes, sha256 }: Sound): Promise<void> {
  const id = await create(counter, { fileName, bytes: bytes.length, sha256 })
  await sendFrom(counter, id, bytes, 0)
  const client = createClient(await counter.url(), fetch, () => ({ authorization: `Bearer ${counter.key}` }))
  while ((await client.uploadState({ params: { id } })).state !== 'quarantined') await pause(POLL)
}

async function receiptOf(counter: Counter, id: string): Promise<Receipt> {
  for (;;) {
    const client = createClient(await counter.url(), fetch, () => ({ authorization: `Bearer ${counter.key}` }))
    try {
      const { state, sealed } = await client.uploadState({ params: { id } })
      if (state === 'quarantined') throw new Error(`a sound file was quarantined: ${id}`)
      if (sealed) {
        const receipt = Receipt.parse(await client.receipt({ params: { id } }))
        counter.progressed()
        return receipt
      }
    } catch (error) {
      if (!(error instanceof ProblemError) || (error.problem.status !== 0 && error.problem.status < 500)) throw error
      throw new Broken()
    }
    await pause(POLL)
  }
}

const unexpected = async (response: Response): Promise<Error> =>
  new Error(`the server answered ${response.status}: ${await response.text()}`)
