import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { Transform } from 'node:stream'

/** 50 KB/s with 400 ms each way is a telephone at the edge of town. */
const SLOW = { bytes: 50_000, latency: 400 }

/** A line to a server that can be made slow and cut, for everything that goes over it, whoever asks. */
export interface Relay {
  readonly url: string
  set(how: 'fast' | 'slow' | 'none'): Promise<void>
  close(): Promise<void>
}

export async function relayTo(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  let isSlow = false
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const one of [near, far]) {
      open.add(one)
      one.on('close', () => open.delete(one))
      // A line that is cut is what this is for.
      one.on('error', () => [near, far].forEach((each) => each.destroy()))
    }
    near.pipe(lag(() => isSlow)).pipe(far)
    far.pipe(lag(() => isSlow)).pipe(near)
  })
  const listen = (on: number): Promise<void> => new Promise((done) => server.listen(on, '127.0.0.1', done))
  const stop = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done())
      for (const one of open) one.destroy()
    })
  await listen(0)
  const own = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${own}`,
    set: async (how) => {
      isSlow = how === 'slow'
      if (how === 'none' && server.listening) await stop()
      if (how !== 'none' && !server.listening) await listen(own)
    },
    close: async () => {
      if (server.listening) await stop()
    },
  }
}

/** Lets every piece through after its way and its length. */
const lag = (isSlow: () => boolean): Transform =>
  new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      if (!isSlow()) return done(null, piece)
      setTimeout(() => done(null, piece), SLOW.latency + (piece.length / SLOW.bytes) * 1000)
    },
  })
