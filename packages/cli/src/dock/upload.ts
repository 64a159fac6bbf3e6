import { Readable } from 'node:stream'
import type { FileHandle } from 'node:fs/promises'
import { ProblemError } from '@liuhen/contract'
import { tusPath } from '@liuhen/contract/intake'
import type { Declared, UploadState } from '@liuhen/contract/intake'
import { Upload } from 'tus-js-client'
import type { UploadOptions } from 'tus-js-client'
import type { Counter } from './counter.ts'
import type { Patience } from './patience.ts'
import { awayProblem, problemOfUpload } from './problems.ts'

/** A file to deliver: open, and digested already. */
export interface Delivery {
  readonly file: FileHandle
  readonly declared: Declared
  /** The upload it became in an earlier run. */
  readonly known: string | undefined
  /** Makes the upload's id durable; waited for before the first byte is sent. */
  readonly note: (upload: string) => Promise<void>
  readonly progress: (delivered: number) => void
  readonly signal: AbortSignal
}

const PIECE = 1 << 20
/** Nothing moving for this long means that the connection is dead; the server itself closes one after two minutes. */
const STALLED = 150_000

/**
 * Brings all bytes to the server and gives the upload's id. Goes on where the server has got to, whichever run began
 * it. Rejects with ProblemError, with the abort reason, or with the system's error when the file cannot be read.
 */
export async function deliver(delivery: Delivery, counter: Counter, patience: Patience): Promise<string> {
  let upload = delivery.known
  const note = async (id: string): Promise<void> => {
    upload = id
    await delivery.note(id)
  }
  return patience.until(async () => {
    const state = upload === undefined ? undefined : await stateOf(counter, upload)
    if (upload !== undefined && state !== undefined && isOver(state)) return upload
    if (state === undefined) upload = undefined
    await attempt({ ...delivery, note }, upload, counter, patience)
    if (upload === undefined) throw new Error('the upload ended without a name')
    return upload
  })
}

/** All bytes are there, unless they arrived altered: then only sending them again helps. */
const isOver = (state: UploadState): boolean => state.state !== 'arriving'

/** The state of an upload; undefined when the server does not know it, or knows only that its bytes came altered. */
async function stateOf(counter: Counter, upload: string): Promise<UploadState | undefined> {
  try {
    const state = await counter.client.uploadState({ params: { id: upload } })
    return state.quarantine?.reason === 'digest-differs' ? undefined : state
  } catch (error) {
    if (error instanceof ProblemError && error.problem.kind === 'missing') return undefined
    throw error
  }
}

function attempt(delivery: Delivery, known: string | undefined, counter: Counter, patience: Patience): Promise<void> {
  const { file, declared, signal } = delivery
  return new Promise((resolve, reject) => {
    let noted: Promise<void> = Promise.resolve()
    const options: UploadOptions = {
      endpoint: `${counter.url}${tusPath}`,
      uploadUrl: known === undefined ? null : `${counter.url}${tusPath}/${known}`,
      headers: { ...counter.headers },
      metadata: { declared: JSON.stringify(declared) },
      uploadSize: declared.bytes,
      retryDelays: null,
      storeFingerprintForResuming: false,
      fileReader: { openFile: async () => sourceOf(file, declared.bytes, (error) => fail(error)) },
      onUploadUrlAvailable: () => {
        if (upload.url !== null) noted = delivery.note(idIn(upload.url))
        noted.catch(fail)
      },
      onBeforeRequest: () => noted,
      onProgress: (delivered) => {
        stall.refresh()
        if (delivered > 0) patience.progressed()
        delivery.progress(delivered)
      },
      onSuccess: () => void noted.then(() => end(resolve)),
      onError: (error) => end(() => reject(problemOfUpload(error))),
    }
    // The types know browsers' files only; what reads ours is `fileReader`.
    const upload = new Upload(Buffer.alloc(0), options)
    const fail = (reason: unknown): void => end(() => void upload.abort().then(() => reject(reason), reject))
    const stop = (): void => fail(signal.reason)
    const stall = setTimeout(() => fail(new ProblemError(awayProblem('nothing moved'))), STALLED)
    const end = (settle: () => void): void => {
      clearTimeout(stall)
      signal.removeEventListener('abort', stop)
      settle()
    }
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    else upload.start()
  })
}

const idIn = (url: string): string => new URL(url).pathname.split('/').at(-1) as string

/** The open file as the tus client reads sources. A read error goes to `failed`, since the client listens for none. */
function sourceOf(file: FileHandle, size: number, failed: (error: unknown) => void) {
  return {
    size,
    slice: async (start: number, end: number) => {
      const value = Readable.from(piecesOf(file, start, end), { objectMode: false, highWaterMark: PIECE })
      value.on('error', failed)
      return { value: Object.assign(value, { size: end - start }), done: end >= size }
    },
    close: () => undefined,
  }
}

async function* piecesOf(file: FileHandle, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end;) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.min(PIECE, end - at)), 0, undefined, at)
    if (bytesRead === 0) throw Object.assign(new Error('the file has become shorter'), { code: 'SHORTER' })
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}
