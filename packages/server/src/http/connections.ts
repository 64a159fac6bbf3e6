import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export interface ConnectionLimits {
  /** Open at once, from everywhere. */
  readonly connections: number
  /** Open at once from one address; a proxy that is configured counts for everybody behind it and has no such limit. */
  readonly perAddress: number
  readonly proxies: readonly string[]
}

/** An address as people write it: an IPv4 peer of a socket that serves both kinds comes as `::ffff:…`. */
export const plainAddress = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/, '')

/** Closes what one address opens beyond its share, so that nobody takes all connections alone. */
export function limitConnections(server: Server, { connections, perAddress, proxies }: ConnectionLimits): void {
  server.maxConnections = connections
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = plainAddress(socket.remoteAddress)
    if (proxies.includes(address)) return
    const count = (open.get(address) ?? 0) + 1
    if (count > perAddress) {
      socket.destroy()
      return
    }
    open.set(address, count)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
    })
  })
}
