import { createHash, type Hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import type { Asked } from './digests.ts'
import { OnDisk } from './on-disk.ts'

/** One pair of digests being made of a file, as far as it may be read already. */
interface Run {
  readonly sha256: Hash
  readonly sm3: Hash
  /** For a copy that goes into a package. */
  readonly sha512: Hash | undefined
  readonly file: number
  done: number
  available: number
  total?: number
}

const port = parentPort
if (!port) throw new Error('this file runs as a worker')
const runs = new Map<number, Run>()
const lying = new Map<number, OnDisk>()
const piece = Buffer.allocUnsafe(1 << 20)
let reading = false

function digest(run: Run, bytes: Uint8Array): void {
  run.sha256.update(bytes)
  run.sm3.update(bytes)
  run.sha512?.update(bytes)
  run.done += bytes.length
}

/** Reads a little of every file that has more to give, then lets messages through. */
function readOn(): void {
  reading = false
  for (const [id, run] of runs) {
    try {
      if (run.done < run.available) {
        const wanted = Math.min(piece.length, run.available - run.done)
        const got = readSync(run.file, piece, 0, wanted, run.done)
        if (got === 0) throw new Error(`the file ends at ${run.done} of ${run.available}`)
        digest(run, piece.subarray(0, got))
      }
      settle(id, run)
      reading ||= run.done < run.available
    } catch (error) {
      end(id, run)
      port?.postMessage({ id, failed: String(error) })
    }
  }
  for (const [id, file] of lying) {
    try {
      const sha256 = file.read()
      if (sha256 === undefined) reading = true
      else leave(id, file, { sha256 })
    } catch (error) {
      leave(id, file, { failed: String(error) })
    }
  }
  if (reading) setImmediate(readOn)
}

function leave(id: number, file: OnDisk, answer: { readonly sha256: string } | { readonly failed: string }): void {
  lying.delete(id)
  file.close()
  port?.postMessage({ id, ...answer })
}

function settle(id: number, run: Run): void {
  if (run.total === undefined || run.done < run.total) return
  const there = Math.max(run.done, fstatSync(run.file).size)
  if (there !== run.total) throw new Error(`there are ${there} bytes where ${run.total} were to be`)
  end(id, run)
  const sha512 = run.sha512?.digest('hex')
  port?.postMessage({ id, sha256: run.sha256.digest('hex'), sm3: run.sm3.digest('hex'), sha512 })
}

function end(id: number, run: Run): void {
  runs.delete(id)
  closeSync(run.file)
}

const begin = (path: string, packaged: boolean): Run => ({
  sha256: createHash('sha256'),
  sm3: createHash('sm3'),
  sha512: packaged ? createHash('sha512') : undefined,
  file: openSync(path, 'r'),
  done: 0,
  available: 0,
})

port.on('message', (asked: Asked) => {
  try {
    if (asked.act === 'begin') return void runs.set(asked.id, begin(asked.path, asked.packaged))
    const run = runs.get(asked.id)
    if (asked.act === 'on-disk') lying.set(asked.id, new OnDisk(asked.path, asked.bytes))
    else if (!run) return
    else if (asked.act === 'cancel') end(asked.id, run)
    else {
      run.available = asked.available
      if (asked.act === 'finish') run.total = asked.available
    }
  } catch (error) {
    port.postMessage({ id: asked.id, failed: String(error) })
  }
  if (!reading) {
    reading = true
    setImmediate(readOn)
  }
})
