import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
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
    const copies = paths.map((path) => join(to, path.split('/').at(-1) as string))
    await command(sha256[0] as string, [...sha256.slice(1), ...copies])
    await command('openssl', ['dgst', '-sm3', ...copies])
  })
  await rm(to, { recursive: true })
  return seconds
}

/** Sends every file by tus, `lanes` at once, and waits until the last is preserved and sealed. */
async function ingest(url: string, key: string, files: readonly Sent[], lanes: number): Promise<number> {
  const authorization = { authorization: `Bearer ${key}`, 'tus-resumable': '1.0.0' }
  const left = [...files]
  const send = async (one: Sent): Promise<void> => {
    const declared = { fileName: one.path.split('/').at(-1), bytes: one.bytes, sha256: one.sha256 }
    const headers = {
      ...authorization,
      'upload-length': String(one.bytes),
      'upload-metadata': `declared ${Buffer.from(JSON.stringify(declared)).toString('base64')}`,
      'content-type': 'application/offset+octet-stream',
      'content-length': String(one.bytes),
    }
    const body =
      one.bytes > 64 << 20
        ? (Readable.toWeb(createReadStream(one.path, { highWaterMark: 1 << 20 })) as ReadableStream)
        : await readFile(one.path)
    const response = await fetch(`${url}/api/uploads`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
    const id = response.headers.get('location')?.split('/').at(-1)
    for (;;) {
      const state = (await (await fetch(`${url}/api/uploads/${id}/state`, { headers: authorization })).json()) as {
        state: string
        sealed: boolean
      }
      if (state.sealed) {
        if (state.state !== 'preserved') throw new Error(`${one.path} was ${state.state}`)
        return
      }
      await new Promise((later) => setTimeout(later, 20))
    }
  }
  const [seconds] = await timed(() =>
    Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let one = left.shift(); one; one = left.shift()) await send(one)
      }),
    ),
  )
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
    const { stationKey } = await foundBureau(server.url, () => undefined)
    const small = 4 << 20
    for (const [name, count, bytes, lanes] of [
      [`ingest one file of ${big >> 20} MiB`, 1, big, 1],
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
