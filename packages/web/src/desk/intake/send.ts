import type { UploadState } from '@liuhen/contract/intake'
import { tusPath } from '@liuhen/contract/intake'
import { type Sha256, type Text, text } from '@liuhen/core/kernel'
import { defaultOptions, DetailedError, type PreviousUpload, Upload } from 'tus-js-client'
import { client, ProblemError } from '../../api/index.ts'
import { type Chosen, declare, fingerprintOf } from './declare.ts'
import { type Answer, troubleOf } from './trouble.ts'

const CHUNK = 64 * 1024 * 1024
/** How often the server is asked how far the check is, in milliseconds. */
const ASK = 800

/** The server will not take this file; the sentence says why. */
export class NotTaken extends Error {
  readonly text: Text
  constructor(text: Text) {
    super(text.en)
    this.text = text
  }
}

export interface Following {
  readonly sent: (bytes: number) => void
  /** What keeps it from going on, until it does. */
  readonly trouble: (message: Text | undefined) => void
}

/**
 * Sends the file by tus, from where an earlier attempt stopped, for as long as it takes; resolves with the upload's name
 * when every byte is at the server. Rejects with NotTaken, or the signal's reason.
 */
export async function send(chosen: Chosen, sha256: Sha256, following: Following, signal: AbortSignal): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    let moved = false
    const sent = (bytes: number) => {
      if (!moved) following.trouble(undefined)
      moved = true
      following.sent(bytes)
    }
    const ended = await once(chosen, sha256, sent, signal)
    if (typeof ended === 'string') return ended
    if (moved) attempt = 0
    const { message, again } = troubleOf(ended.answer, attempt)
    if (again === undefined) throw new NotTaken(message)
    following.trouble(message)
    await waited(again, signal)
  }
}

async function once(
  chosen: Chosen,
  sha256: Sha256,
  sent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string | { readonly answer: Answer | undefined }> {
  const fingerprint = fingerprintOf(chosen, sha256)
  const [earlier] = await defaultOptions.urlStorage.findUploadsByFingerprint(fingerprint)
  return new Promise((resolve, reject) => {
    const upload = new Upload(chosen.file, {
      endpoint: tusPath,
      headers: { 'liuhen-request': '1' },
      metadata: { declared: JSON.stringify(declare(chosen, sha256)) },
      chunkSize: CHUNK,
      retryDelays: null,
      fingerprint: () => Promise.resolve(fingerprint),
      storeFingerprintForResuming: true,
      // Kept until it is old: the same folder dropped again then asks how it went and sends nothing.
      removeFingerprintOnSuccess: false,
      onProgress: (bytes) => sent(bytes),
      onSuccess: () => resolve(nameOf(upload)),
      onError: (error) => resolve({ answer: answerOf(error) }),
    })
    if (earlier) upload.resumeFromPreviousUpload(earlier)
    signal.addEventListener('abort', () => {
      // Nothing is deleted at the server: what was sent waits there.
      void upload.abort().catch(() => undefined)
      reject(signal.reason as Error)
    })
    upload.start()
  })
}

const nameOf = (upload: Upload): string => upload.url?.split('/').at(-1) ?? ''

function answerOf(error: Error | DetailedError): Answer | undefined {
  const response = error instanceof DetailedError ? error.originalResponse : null
  return response ? { status: response.getStatus(), body: response.getBody() } : undefined
}

/** Passes when the time is over, or at once when the network comes back. */
const waited = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const done = new AbortController()
    const go = () => {
      done.abort()
      resolve()
    }
    const timer = setTimeout(go, milliseconds)
    done.signal.addEventListener('abort', () => clearTimeout(timer))
    addEventListener('online', go, { signal: done.signal })
    signal.addEventListener(
      'abort',
      () => {
        done.abort()
        reject(signal.reason as Error)
      },
      { signal: done.signal },
    )
  })

/** Asks until the file is sealed or in quarantine, telling each state on the way. */
export async function settled(
  upload: string,
  told: (state: UploadState) => void,
  trouble: Following['trouble'],
  signal: AbortSignal,
): Promise<UploadState> {
  for (let attempt = 0; ;) {
    try {
      const state = await client.uploadState({ params: { id: upload } }, { signal })
      trouble(undefined)
      attempt = 0
      told(state)
      if (state.state === 'arriving')
        throw new NotTaken(
          text(
            '服务器的磁盘没有存住收到的内容：请通知信息中心检查磁盘，不要删除原文件，稍后点“再传一次”。',
            'The disk of the server did not keep what arrived: tell the information centre to look at the disk, keep the file, and send it again later.',
          ),
        )
      if (state.state === 'quarantined' || (state.sealed && state.state !== 'checking')) return state
      await waited(ASK, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ProblemError)) throw error
      const { problem } = error
      const answer =
        problem.kind === 'unreachable' ? undefined : { status: problem.status, body: JSON.stringify(problem) }
      const { message, again } = troubleOf(answer, attempt)
      attempt += 1
      trouble(message)
      await waited(again ?? 15_000, signal)
    }
  }
}

/** Forgets where the upload of this file stands, so that the next attempt begins anew. */
export async function forget(chosen: Chosen, sha256: Sha256): Promise<void> {
  const known = await defaultOptions.urlStorage.findUploadsByFingerprint(fingerprintOf(chosen, sha256))
  await Promise.all(known.map((one) => defaultOptions.urlStorage.removeUpload(one.urlStorageKey)))
}

const OLD = 14 * 86_400_000

/** Clears what this browser remembers of uploads begun more than two weeks ago. */
export async function forgetOld(now: number): Promise<void> {
  const old = (one: PreviousUpload) => now - Date.parse(one.creationTime) > OLD
  const known = await defaultOptions.urlStorage.findAllUploads()
  await Promise.all(known.filter(old).map((one) => defaultOptions.urlStorage.removeUpload(one.urlStorageKey)))
}
