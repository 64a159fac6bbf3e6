/**
 * `node serve.ts --data DIR`: runs the embedded PostgreSQL of a data folder for tools that need it without the server.
 * Prints `{"owner":…,"app":…,"super":…}`, the connection strings, as one line of JSON, and stays until its standard
 * input closes or it is told to end.
 */
import { parseArgs } from 'node:util'
import { Failure } from '@liuhen/core/kernel'
import { startPostgres } from './embedded.ts'

const { values } = parseArgs({ options: { data: { type: 'string' } } })
if (values.data === undefined) {
  process.stderr.write('usage: node serve.ts --data DIR\n')
  process.exit(2)
}

try {
  const postgres = await startPostgres({ folder: values.data })
  const [owner, app, superUrl] = [postgres.url('owner'), postgres.url('app'), postgres.url('super')]
  process.stdout.write(`${JSON.stringify({ owner, app, super: superUrl })}\n`)
  const stop = (): void => void postgres.stop()
  process.stdin.on('end', stop).on('error', stop).resume()
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, stop)
  const { asked } = await postgres.ended
  process.exit(asked ? 0 : 1)
} catch (error) {
  if (!(error instanceof Failure)) throw error
  for (const { message } of error.obstacles) process.stderr.write(`${message.zh}\n${message.en}\n`)
  process.exit(1)
}
