import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, getCACertificates, setDefaultCACertificates, type ConnectionOptions } from 'node:tls'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Malformed } from '@liuhen/core/kernel'
import { longTest } from '../../../../scripts/long-run.ts'
import { openLog } from '../platform/index.ts'
import { openCertificate } from './certificate.ts'
import { listen } from './index.ts'
import { trialServer } from './trial.ts'

const folder = mkdtempSync(join(tmpdir(), 'liuhen-tls-'))
const at = (name: string): string => join(folder, name)
const limits = { connections: 100, perAddress: 100, proxies: [] }

/** A certificate for this machine's own address that whoever is told so trusts. */
function issue(name: string): void {
  const of = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30']
  const to = ['-keyout', at(`${name}.key`), '-out', at(`${name}.crt`), '-subj', `/CN=${name}`]
  execFileSync('openssl', ['req', ...of, ...to, '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' })
}
beforeAll(async () => {
  for (const name of ['first', 'second']) issue(name)
  const trusted = await Promise.all(['first', 'second'].map((name) => readFile(at(`${name}.crt`), 'utf8')))
  setDefaultCACertificates([...getCACertificates(), ...trusted])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What is agreed upon with the server at that address, or why nothing is. */
const shaken = (
  url: string,
  options: ConnectionOptions = {},
): Promise<{ protocol?: string; name?: string; error?: string }> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), ...options }, () => {
      resolve({ protocol: socket.getProtocol() ?? '', name: socket.getPeerCertificate().subject.CN })
      socket.destroy()
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? error.message }))
  })

longTest('with a certificate passwords cross the network encrypted, and cookies go back over https only', async () => {
  const tls = { cert: at('first.crt'), key: at('first.key'), min: '1.2' } as const
  await using server = await trialServer({ config: { tls, proxies: [] } })
  expect(server.url).toMatch(/^https:/)
  const officer = await server.as('information-centre')
  const answer = await officer.send(`${server.url}/api/session`)
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
  const left = await officer.send(`${server.url}/api/session`, { method: 'DELETE' })
  expect(left.headers.getSetCookie().join()).toMatch(/liuhen-session=;.*Secure/)
  // In the clear there is nothing to be had at that port.
  await expect(fetch(server.url.replace('https', 'http'))).rejects.toThrow()
  expect(await shaken(server.url, { maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })).toHaveProperty('error')
  expect(await shaken(server.url, { maxVersion: 'TLSv1.2' })).toMatchObject({ protocol: 'TLSv1.2' })
})

test('a renewed certificate is taken without a restart, one that is no good is complained of, and the oldest version is set', async () => {
  const tls = { cert: at('live.crt'), key: at('live.key'), min: '1.3' } as const
  const put = async (name: string): Promise<void> => {
    await copyFile(at(`${name}.crt`), tls.cert)
    await copyFile(at(`${name}.key`), tls.key)
  }
  await put('first')
  const logged: string[] = []
  const certificate = await openCertificate(
    tls,
    openLog((line) => logged.push(line)),
    20,
  )
  const server = await listen(async () => new Response('here'), '127.0.0.1', 0, limits, certificate)
  try {
    expect(await shaken(server.url)).toEqual({ protocol: 'TLSv1.3', name: 'first' })
    expect(await shaken(server.url, { maxVersion: 'TLSv1.2' })).toHaveProperty('error')
    await writeFile(tls.cert, 'half written')
    await vi.waitFor(() => expect(logged.join()).toContain('cannot be used'), 120_000)
    expect(await shaken(server.url)).toMatchObject({ name: 'first' })
    await put('second')
    await vi.waitFor(async () => expect(await shaken(server.url)).toMatchObject({ name: 'second' }), 120_000)
  } finally {
    certificate.stop()
    await server.stop(100)
  }
})

test('a certificate without its key, another’s key and one that has run out are refused at the start in a sentence', async () => {
  const log = openLog(() => undefined)
  const open = (cert: string, key: string) => openCertificate({ cert: at(cert), key: at(key), min: '1.2' }, log)
  await expect(open('first.crt', 'second.key')).rejects.toThrow(Malformed)
  await expect(open('first.crt', 'nowhere.key')).rejects.toThrow('nowhere.key')
  await expect(open('first.key', 'first.key')).rejects.toThrow(Malformed)
  const real = Date.now()
  vi.spyOn(Date, 'now').mockReturnValue(real + 31 * 86_400_000)
  await expect(open('first.crt', 'first.key')).rejects.toThrow('ran out')
  vi.restoreAllMocks()
})
