import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import {
  companionPaths,
  companionScript,
  eventPath,
  EventFile,
  PackageIndex,
  payloadLists,
  PLACES,
  proofPath,
  tagLists,
} from '@liuhen/core/evidence-package'
import type { ListedFile } from '@liuhen/core/evidence-package'
import { base64Of, bytesOfBase64, canonical } from '@liuhen/core/kernel'
import type { Digests, Json } from '@liuhen/core/kernel'
import {
  checkpointBody,
  commitmentOf,
  inclusionPath,
  leafBytes,
  leafHash,
  leafOf,
  rootOf,
  tlogProofText,
} from '@liuhen/core/ledger'
import { crypto } from '../verify/crypto.ts'
import { DigestPool } from '../verify/digest-pool.ts'
import type { Forger } from './forger.ts'

/**
 * Makes the package in `folder` wholly anew, as anybody can who has it and a program like ours: the first original is
 * another film, and every digest, event, proof, list, the companion, the seal and both checkpoints follow, in a log that
 * `forger` keeps and signs. Nothing in it contradicts anything else; only the key is not the bureau's. The page and
 * all that is said of the bureau stay. Files are written in place.
 */
export async function remakePackage(folder: string, forger: Forger): Promise<void> {
  const pool = new DigestPool()
  try {
    await remake(folder, forger, pool)
  } finally {
    await pool.close()
  }
}

async function remake(folder: string, forger: Forger, pool: DigestPool): Promise<void> {
  const place = (path: string): string => join(folder, path)
  const read = (path: string): string => readFileSync(place(path), 'utf8')
  const write = (path: string, words: string | Uint8Array): void => writeFileSync(place(path), words)
  const listed = async (path: string): Promise<ListedFile> => {
    const { size } = statSync(place(path))
    const { sha256, sm3, sha512 } = await pool.digestPackaged(
      { file: place(path), start: 0, bytes: size },
      () => undefined,
    )
    return { path, bytes: size, sha256, sm3, sha512 }
  }

  const old = PackageIndex.parse(JSON.parse(read(PLACES.index)))
  const first = old.items[0] as PackageIndex['items'][number]
  const before = await listed(PLACES.index)
  write(first.path, anotherFilm(readFileSync(place(first.path))))
  const film = await listed(first.path)
  const follow = (words: string): string => words.replaceAll(first.sha256, film.sha256).replaceAll(first.sm3, film.sm3)
  write(PLACES.index, follow(read(PLACES.index)))
  const index = PackageIndex.parse(JSON.parse(read(PLACES.index)))

  const log = logOf(forger)
  const events = index.items.flatMap(({ number, further }) =>
    Array.from({ length: further + 1 }, (_, i) => {
      const path = eventPath(number, i)
      write(path, follow(read(path)))
      return { proof: proofPath(number, i), at: log.add(EventFile.parse(JSON.parse(read(path)))) }
    }),
  )
  const checkpoint = log.signed()
  write(PLACES.checkpoint, checkpoint)
  for (const { proof, at } of events) write(proof, log.proofOf(at, checkpoint))
  write(PLACES.keys, `${forger.line}\n`)
  // The digest of the index stands readable in the paper; as long as the one it takes the place of, it moves nothing.
  const { sha256: indexSha256 } = await listed(PLACES.index)
  const paper = readFileSync(place(PLACES.statementPaper), 'latin1')
  write(PLACES.statementPaper, Buffer.from(paper.replaceAll(before.sha256, indexSha256), 'latin1'))

  const payload = await Promise.all(filesUnder(folder, 'data').map(listed))
  const named = { organization: index.bureau, identifier: index.id, madeAt: index.madeAt }
  const lists = payloadLists(named, payload)
  for (const [path, words] of lists) write(path, words)
  write(
    PLACES.companion,
    companionScript(Object.fromEntries(companionPaths({ items: index.items }).map((path) => [path, read(path)]))),
  )
  const tags = [...lists.map(([path]) => path), PLACES.companion, PLACES.page]
  for (const [path, words] of tagLists(await Promise.all(tags.map(listed)))) write(path, words)

  const both = async (path: string): Promise<Digests> => {
    const { sha256, sm3 } = await listed(path)
    return { sha256, sm3 }
  }
  const { event } = EventFile.parse(JSON.parse(read(PLACES.seal)))
  const body = {
    ...(event.body as { readonly [name: string]: Json }),
    bytes: payload.reduce((sum, one) => sum + one.bytes, 0),
    files: payload.length,
    index: await both(PLACES.index),
    statement: await both(PLACES.statement),
    paper: await both(PLACES.statementPaper),
    tagManifest: await both(PLACES.tagManifest),
    checkpointSize: events.length,
  }
  const seal: EventFile = { event: { ...event, body: body as unknown as Json }, salt: base64Of(randomBytes(32)) }
  const at = log.add(seal)
  write(PLACES.seal, canonical(seal as unknown as Json))
  write(PLACES.sealCheckpoint, log.signed())
  write(PLACES.sealProof, log.proofOf(at, read(PLACES.sealCheckpoint)))
}

/** Of the same length. */
function anotherFilm(bytes: Buffer): Buffer {
  const at = bytes.length >> 1
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

const filesUnder = (folder: string, part: string): string[] =>
  readdirSync(join(folder, part), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => relative(folder, join(one.parentPath, one.name)))

/** A log in memory that nobody but the forger has ever seen. */
function logOf(forger: Forger) {
  const hashes: Uint8Array[] = []
  return {
    /** Answers the event's place. */
    add({ event, salt }: EventFile): number {
      const commitment = commitmentOf(bytesOfBase64(salt), event.body, crypto.sha256, crypto.sm3)
      return hashes.push(leafHash(crypto.sha256, leafBytes(leafOf(event, commitment)))) - 1
    },
    signed: (): string =>
      forger.sign(checkpointBody({ origin: forger.origin, size: hashes.length, root: rootOf(crypto.sha256, hashes) })),
    proofOf: (index: number, checkpoint: string): string =>
      tlogProofText({ index, path: inclusionPath(crypto.sha256, hashes, index), checkpoint }),
  }
}
