import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { trialServer, type TrialServer } from '../http/trial.ts'
import { metadataOf, soundFile } from './trial.ts'

const MEBIBYTE = 1 << 20
/** Mebibytes of the file: a gibibyte. */
const PIECES = 1024
const LENGTH = PIECES * MEBIBYTE
let server: TrialServer
beforeAll(async () => {
  server = await trialServer()
})
afterAll(() => server.stop())

test('memory does not grow with the file: one many times that comes in and is preserved in less than 300 MiB', async () => {
  const { key, client } = await server.station()
  const head = soundFile(MEBIBYTE - 44)
  head.writeUInt32LE(LENGTH - 8, 4)
  head.writeUInt32LE(LENGTH - 44, 40)
  const piece = (i: number): Buffer => (i === 0 ? head : Buffer.alloc(MEBIBYTE, i % 251))
  const expected = createHash('sha256')
  for (let i = 0; i < PIECES; i++) expected.update(piece(i))
  const declared = { fileName: 'long.wav', bytes: LENGTH, sha256: expected.digest('hex') }
  const before = process.memoryUsage().rss
  let most = before
  const call = request(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'tus-resumable': '1.0.0',
      'upload-length': String(LENGTH),
      'upload-metadata': metadataOf(declared),
      'content-type': 'application/offset+octet-stream',
      'content-length': String(LENGTH),
    },
  })
  const answered = once(call, 'response')
  for (let i = 0; i < PIECES; i++) {
    if (!call.write(piece(i))) await once(call, 'drain')
    most = Math.max(most, process.memoryUsage().rss)
  }
  call.end()
  const [response] = await answered
  response.resume()
  expect(response.statusCode).toBe(201)
  const id = String(response.headers.location).split('/').at(-1) as string
  await expect
    .poll(
      async () => {
        most = Math.max(most, process.memoryUsage().rss)
        return (await client.uploadState({ params: { id } })).state
      },
      { timeout: 240_000 },
    )
    .toBe('preserved')
  // Client and server are one process here, and PostgreSQL is another.
  expect((most - before) / MEBIBYTE).toBeLessThan(300)
})
