import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** For `*.world.test.ts`: the cable between a docking station and the server, which a test can hold still. */
export interface TrialLine extends AsyncDisposable {
  /** Stays the same whichever server is behind it. */
  readonly url: string
  /** Leads to another port of this machine from now on. */
  leadTo(port: number): void
  /**
   * From now on each connection carries this many bytes towards the server and then no more, until `release`. Resolves
   * when one has come that far: the file on it is half way, and stays there.
   */
  hold(bytes: number): Promise<void>
  /** Lets everything through, and breaks the connections whose sender has gone meanwhile. */
  release(): void
}

export async function trialLine(): Promise<TrialLine> {
  let port = 0
  let limit = Infinity
  let reached = (): void => undefined
  const senders = new Set<Socket>()
  const server = createServer((sender) => {
    senders.add(sender)
    const behind = connect(port, '127.0.0.1')
    const cut = (): void => {
      senders.delete(sender)
      sender.destroy()
      behind.destroy()
    }
    for (const one of [sender, behind]) one.on('error', cut).on('close', cut)
    let carried = 0
    sender.on('data', (bytes) => {
      carried += bytes.length
      const ready = behind.write(bytes)
      if (carried >= limit) {
        sender.pause()
        reached()
      } else if (!ready) {
        sender.pause()
        behind.once('drain', () => sender.resume())
      }
    })
    behind.pipe(sender)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const release = (): void => {
    limit = Infinity
    for (const sender of senders) sender.resume()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo(next) {
      port = next
    },
    hold(bytes) {
      limit = bytes
      return new Promise((resolve) => (reached = resolve))
    },
    release,
    async [Symbol.asyncDispose]() {
      server.close()
      for (const sender of senders) sender.destroy()
      await once(server, 'close')
    },
  }
}
