import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { HttpBindings } from '@hono/node-server'
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer, Server as SecureServer } from 'node:https'
import { type ConnectionLimits, limitConnections } from './connections.ts'
import type { Shell } from './shell.ts'
import type { Certificate } from './certificate.ts'

export interface Listening {
  readonly url: string
  /** Takes no new requests, lets those in progress end for up to `patience` milliseconds, then cuts them off. */
  stop(patience: number): Promise<void>
}

/** A connection on which nothing moves for this long is closed; an upload may take as long as it needs. */
const STALLED = 120_000
/** Who opens a connection and says nothing holds it so long, in milliseconds. */
const HANDSHAKE = 10_000

/** Serves the shell on an address, over https with a certificate; port 0 takes a free one. Rejects when the address cannot be had. */
export async function listen(
  shell: Shell,
  host: string,
  port: number,
  limits: ConnectionLimits,
  certificate?: Certificate,
): Promise<Listening> {
  const options = { requestTimeout: 0, headersTimeout: 30_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 }
  const around = {
    fetch: (request: Request, env: unknown) => shell(request, (env as HttpBindings).incoming),
    overrideGlobalObjects: false,
  }
  const server = (
    certificate
      ? createAdaptorServer({
          ...around,
          createServer: createSecureServer,
          serverOptions: { ...options, handshakeTimeout: HANDSHAKE, ...certificate.current },
        })
      : createAdaptorServer({ ...around, createServer, serverOptions: options })
  ) as Server
  if (certificate && server instanceof SecureServer) certificate.onChange((fresh) => server.setSecureContext(fresh))
  server.setTimeout(STALLED)
  limitConnections(server, limits)
  server.listen(port, host)
  await once(server, 'listening')
  const bound = (server.address() as AddressInfo).port
  return {
    url: `${certificate ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    stop: (patience) => stop(server, patience),
  }
}

async function stop(server: Server, patience: number): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearTimeout(cut)
}
