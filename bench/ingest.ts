import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { basename, join } from 'node:path'
import { foundBureau, startServer } from '../packages/cli/src/demo/index.ts'
import { command, type Figure, megabytes, randomFile, timed } from './measure.ts'

interface Sent {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** A file that passes for a transport stream: random bytes behind the sync bytes that tell one. */
async function prepare(folder: string, count: number, bytes: number): Promise<Sent[]> {
  await mkdir(folder, { recursive: true })
  const sent: Sent[] = []
  for (let i = 0; i < count; i++) {
    const path = join(folder, `${i}.ts`)
    await randomFile(path, bytes)
    await stampSync(path)
    const hash = createHash('sha256')
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer)
    sent.push({ path, bytes, sha256: hash.digest('hex') })
  }
  return sent
}

async function stampSync(path: string): Promise<void> {
  const file = await open(path, 'r+')
  for (let packet = 0; packet < 5; packet++) await file.write(Buffer.from([0x47]), 0, 1, packet * 188)
  await file.sync()
  await file.close()
}

/** What an operator would do by hand: copy, wait for the disk, and make both digests. */
async function byHand(files: readonly Sent[], to: string, sha256: readonly string[]): Promise<number> {
  await mkdir(to, { recursive: true })
  const paths = files.map((one) => one.path)
  const [seconds] = await timed(async () => {
    await command('cp', [...paths, to])
    await command('sync', ['-f', to])
    const copies = paths.map((path) => join(to, basename(path)))
    await command(sha256[0] as string, [...sha256.slice(1), ...copies])
    await command('openssl', ['dgst', '-sm3', ...copies])
  })
  await rm(to, { recursive: true })
  return seconds
}

/** Through one piece of memory for each file: what the sender costs is not what is measured. */
async function sendFile(path: string, to: ClientRequest): Promise<void> {
  const piece = Buffer.allocUnsafeSlow(1 << 20)
  const file = await open(path)
  for (;;) {
    const { bytesRead } = await file.read(piece)
    if (bytesRead === 0) break
    await new Promise<void>((sent, failed) =>
      to.write(piece.subarray(0, bytesRead), (error) => (error ? failed(error) : sent())),
    )
  }
  await file.close()
  to.end()
}

/** Sends every file by tus, `lanes` at once, and waits until each is preserved and sealed, as a docking station does. */
async function ingest(url: string, key: string, files: readonly Sent[], lanes: number): Promise<number> {
  const authorization = { authorization: `Bearer ${key}`, 'tus-resumable': '1.0.0' }
  const agent = new Agent({ keepAlive: true })
  const left = [...files]
  const sent: string[] = []
  const send = async ({ path, bytes, sha256 }: Sent): Promise<void> => {
    const declared = { fileName: basename(path), bytes, sha256 }
    const headers = {
      ...authorization,
      'upload-length': bytes,
      'upload-metadata': `declared ${Buffer.from(JSON.stringify(declared)).toString('base64')}`,
      'content-type': 'application/offset+octet-stream',
      'content-length': bytes,
    }
    const asked = request(`${url}/api/uploads`, { method: 'POST', headers, agent })
    const [[answer]] = await Promise.all([once(asked, 'response') as Promise<[IncomingMessage]>, sendFile(path, asked)])
    const { statusCode, headers: about } = answer
    answer.resume()
    const id = about.location?.split('/').at(-1)
    if (statusCode !== 201 || id === undefined) throw new Error(`${path}: ${statusCode}`)
    sent.push(id)
  }
  const sealed = async (id: string): Promise<void> => {
    for (;;) {
      const asked = await fetch(`${url}/api/uploads/${id}/state`, { headers: authorization })
      const { state, sealed: done } = (await asked.json()) as { state: string; sealed: boolean }
      if (done && state !== 'preserved') throw new Error(`${id} was ${state}`)
      if (done) return
      await new Promise((later) => setTimeout(later, 20))
    }
  }
  const [seconds] = await timed(async () => {
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let one = left.shift(); one; one = left.shift()) await send(one)
      }),
    )
    for (const id of sent) await sealed(id)
  })
  agent.destroy()
  return seconds
}

const peak = async (pid: number | undefined): Promise<number> =>
  Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)

/** Ingest of one big file and of many small ones against doing it by hand on the same disk, and the server's peak memory. */
export async function ingestFigures(folder: string, big: number, many: number): Promise<Figure[]> {
  const figures: Figure[] = []
  const data = join(folder, 'data')
  const server = await startServer(data, 0)
  try {
    const { stationKey } = await foundBureau(server, () => undefined)
    const small = 4 << 20
    for (const [name, count, bytes, lanes] of [
      [`ingest one file of ${big / 2 ** 20} MiB`, 1, big, 1],
      [`ingest ${many} files of 4 MiB`, many, small, 4],
    ] as const) {
      const files = await prepare(join(folder, 'sent'), count, bytes)
      const hand = await byHand(files, join(folder, 'copied'), ['openssl', 'dgst', '-sha256'])
      const coreutils = await byHand(files, join(folder, 'copied'), ['sha256sum'])
      const ours = await ingest(server.url, stationKey, files, lanes)
      figures.push({ name: `${name}: cp + sync + openssl sha256 + sm3`, value: megabytes(count * bytes, hand) })
      figures.push({
        name: `${name}: durable, both digests, journal, sealed`,
        value: megabytes(count * bytes, ours),
        ratio: hand / ours,
        goal: '≥ 0.9',
      })
      figures.push({
        name: `${name}: the same against sha256sum`,
        value: megabytes(count * bytes, coreutils),
        ratio: coreutils / ours,
      })
      await rm(join(folder, 'sent'), { recursive: true })
    }
    figures.push({
      name: 'peak memory of the server while ingesting',
      value: `${((await peak(server.process.pid)) / 1024).toFixed(0)} MiB`,
      goal: '≤ 300 MiB',
    })
  } finally {
    await server.stop()
  }
  return figures
}
