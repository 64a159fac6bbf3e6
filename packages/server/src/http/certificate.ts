import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { SecureContextOptions } from 'node:tls'
import { because, Malformed } from '@liuhen/core/kernel'
import type { Log, Tls } from '../platform/index.ts'

type Context = SecureContextOptions & { readonly cert: string; readonly key: string }

/** What the server shows who it is by, over https. */
export interface Certificate {
  readonly current: Context
  /** Hears of each that took the place of the one before. */
  onChange(heard: (fresh: Context) => void): void
  stop(): void
}

/** How often the files are looked at, in milliseconds: whoever renews a certificate puts new ones in their place. */
const LOOKS_EVERY = 10_000

/**
 * The certificate in the files, and what takes its place there later. Throws Malformed where they cannot be read, do not
 * belong together or have run out; what is put there later and is no good is complained of, and the one before goes on.
 */
export async function openCertificate(tls: Tls, log: Log, every = LOOKS_EVERY): Promise<Certificate> {
  let current = await read(tls)
  let heard: ((fresh: Context) => void) | undefined
  let complained = ''
  const look = async (): Promise<void> => {
    const fresh = await read(tls).catch((error: unknown) => {
      const why = String(error)
      if (why !== complained) log.alarm('the new certificate cannot be used; the one before goes on', { error })
      complained = why
      return undefined
    })
    if (fresh === undefined || (fresh.cert === current.cert && fresh.key === current.key)) return
    complained = ''
    current = fresh
    heard?.(fresh)
    log.note('a new certificate is in use', { until: new X509Certificate(fresh.cert).validTo })
  }
  let looking = Promise.resolve()
  const timer = setInterval(() => void (looking = looking.then(look)), every).unref()
  return {
    get current() {
      return current
    },
    onChange: (listener) => void (heard = listener),
    stop: () => clearInterval(timer),
  }
}

async function read({ cert: certFile, key: keyFile, min }: Tls): Promise<Context> {
  const [cert, key] = await Promise.all([contentOf(certFile), contentOf(keyFile)])
  const [certificate, privateKey] = [
    parsed(certFile, () => new X509Certificate(cert)),
    parsed(keyFile, () => createPrivateKey(key)),
  ]
  if (!certificate.checkPrivateKey(privateKey))
    throw because(
      Malformed,
      'certificate-key-differs',
      `证书 ${certFile} 与私钥 ${keyFile} 不是一对`,
      `The certificate ${certFile} and the key ${keyFile} do not belong together`,
    )
  if (Date.parse(certificate.validTo) < Date.now())
    throw because(
      Malformed,
      'certificate-over',
      `证书 ${certFile} 已于 ${certificate.validTo} 到期，请换新的`,
      `The certificate ${certFile} ran out on ${certificate.validTo}: put a new one in its place`,
    )
  return { cert, key, minVersion: `TLSv${min}` }
}

const contentOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreadable(file, error.code ?? '')
  })

function parsed<T>(file: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw unreadable(file, error instanceof Error ? error.message : '')
  }
}

const unreadable = (file: string, why: string) =>
  because(
    Malformed,
    'certificate-unreadable',
    `${file} 读不出 PEM 证书或未加密的私钥（${why}）。请检查路径、权限和格式`,
    `No PEM certificate or unencrypted key can be read from ${file} (${why}): look at its path, permissions and format`,
  )
