import { DataStore, Server, Upload } from '@tus/server'
import { Declared } from '@liuhen/core/intake'
import { because, Failure, Malformed } from '@liuhen/core/kernel'
import { Problem, statusOf } from '@liuhen/contract'
import { type Clock, uuidv7 } from '../platform/index.ts'
import { malformed } from '../platform/issues.ts'
import { full } from './commands.ts'
import type { Staging } from './staging.ts'

/** What the tus protocol needs of intake. */
export interface Counter {
  /** Before the first byte: may this file come in? Throws Refused when the disk could not hold it. */
  begin(upload: string, declared: Declared, request: Request): Promise<void>
  /** How long the file is to be, and whether it is still coming in. Throws Missing. */
  upload(id: string): Promise<{ readonly bytes: number; readonly arriving: boolean }>
  /** Before more bytes. Throws Refused while the disk has no room. */
  more(): Promise<void>
  /** All bytes are here. */
  complete(upload: string): Promise<void>
}

/**
 * Keeps what tus brings in the staging folder. `termination` is not offered: evidence is not taken back, and an upload that
 * never came whole is given up by a request of our own, on record.
 */
class StagingStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload']
  readonly #staging: Staging
  readonly #counter: Counter

  constructor(staging: Staging, counter: Counter) {
    super()
    this.#staging = staging
    this.#counter = counter
  }

  override async create(upload: Upload): Promise<Upload> {
    await this.#staging.create(upload.id)
    return upload
  }

  override async getUpload(id: string): Promise<Upload> {
    const { bytes, arriving } = await this.#counter.upload(id)
    const offset = arriving ? await this.#staging.received(id) : bytes
    // It came whole, but that could not be noted then: a sender that hears so sends nothing more that would do it.
    if (arriving && offset === bytes && bytes > 0) await this.#counter.complete(id)
    return new Upload({ id, size: bytes, offset })
  }

  override async write(stream: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number> {
    const { arriving, bytes } = await this.#counter.upload(id)
    // A sender that did not hear it had sent all asks once more. What arrived whole is never opened for writing again:
    // it may be one file with a blob of the vault by now.
    if (!arriving) return offset
    await this.#counter.more()
    return this.#staging.append(id, offset, stream, bytes).catch(async (error: NodeJS.ErrnoException) => {
      // Given up or expired since: the sender is told so.
      if (error.code === 'ENOENT') await this.#counter.upload(id)
      throw error
    })
  }
}

/** Reads `Upload-Metadata`'s `declared` and holds it against `Upload-Length`. Throws Malformed. */
function readDeclared(metadata: Upload['metadata'], length: number | undefined): Declared {
  const raw = metadata?.['declared']
  const read = Declared.safeParse(json(raw ?? ''), { reportInput: true })
  if (!read.success) throw malformed(read.error.issues)
  // A row that nobody could name; a card has no such file.
  if (read.data.fileName.trim() === '')
    throw because(Malformed, 'file-name-missing', '文件没有名称', 'The file has no name', { field: 'fileName' })
  if (read.data.bytes !== length)
    throw because(
      Malformed,
      'length-differs',
      '声明的长度与 Upload-Length 不同',
      'The declared length differs from Upload-Length',
    )
  return read.data
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** A tus 1.0.0 server over the staging folder; answers failures of ours as problems. */
export function tusServer(path: string, staging: Staging, counter: Counter, clock: Clock): Server {
  return new Server({
    path,
    relativeLocation: true,
    datastore: new StagingStore(staging, counter),
    namingFunction: () => uuidv7(clock.now()),
    onUploadCreate: async (request, upload) => {
      await counter.begin(upload.id, readDeclared(upload.metadata, upload.size), request as unknown as Request)
      return {}
    },
    onUploadFinish: async (_request, upload) => {
      await counter.complete(upload.id)
      return {}
    },
    onResponseError: (_request, error) => answerTo(error),
  })
}

function answerTo(error: Error | { readonly status_code: number; readonly body: string }) {
  if (error instanceof Failure) return problemOf(error)
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return problemOf(full())
  // The protocol's library counts a wish for an extension we do not offer as a fault of the server; it is the sender's.
  return 'status_code' in error && error.status_code === 501 ? { ...error, status_code: 400 } : undefined
}

function problemOf(failure: Failure): { status_code: number; body: string } {
  const status = statusOf[failure.kind]
  const problem: Problem = {
    type: 'about:blank',
    title: failure.message,
    status,
    kind: failure.kind,
    obstacles: failure.obstacles.map((one) => ({ ...one })) as Problem['obstacles'],
  }
  return { status_code: status, body: JSON.stringify(problem) }
}
