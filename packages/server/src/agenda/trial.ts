import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { Smtp } from '../platform/index.ts'

export const PASSWORD = 'Only-The-Mail-Server-5'

export interface Received {
  readonly to: readonly string[]
  readonly text: string
}

/** A mail server on this machine that keeps what it gets. */
export interface Mailbox extends AsyncDisposable {
  readonly port: number
  readonly received: readonly Received[]
}

export async function mailbox(port = 0): Promise<Mailbox> {
  const received: Received[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'liuhen' && password === PASSWORD ? done(null, { user: username }) : done(new Error('no')),
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        received.push({ to: envelope.rcptTo.map((one) => one.address), text: decoded(Buffer.concat(parts)) })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve))
  const found = (server.server.address() as AddressInfo).port
  return {
    port: found,
    received,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** The head as it came, and the text as it is read. */
function decoded(message: Buffer): string {
  const [head = '', ...rest] = message.toString('latin1').split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  return `${head}\n\n${/base64/i.test(head) ? Buffer.from(body, 'base64').toString('utf8') : body}`
}

/** That mail server as the settings name it. */
export const smtp = (port: number, more: Partial<Smtp> = {}): Smtp => ({
  host: '127.0.0.1',
  port,
  from: 'liuhen@cg.example',
  tls: 'none',
  ...more,
})
