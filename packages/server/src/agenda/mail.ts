import { readFile } from 'node:fs/promises'
import { createTransport } from 'nodemailer'
import type { Smtp } from '../platform/index.ts'
import type { Letter } from './letter.ts'

/** A server that does not answer for so long is not there. */
const PATIENCE = 20_000

/** Sends one letter; `name` is the same for the same letter, so that who gets it twice can tell. */
export type Send = (to: string, letter: Letter, name: string) => Promise<void>

/** A way out over SMTP, opened for each letter: there are few, and a password in a file may have changed. */
export function sendOver(smtp: Smtp): Send {
  return async (to, letter, name) => {
    const { host, port, from, tls, user } = smtp
    const pass = smtp.passwordFile === undefined ? smtp.password : (await readFile(smtp.passwordFile, 'utf8')).trim()
    const way = createTransport({
      host,
      port,
      secure: tls === 'tls',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      ...(user !== undefined && { auth: { user, pass: pass ?? '' } }),
      connectionTimeout: PATIENCE,
      greetingTimeout: PATIENCE,
      socketTimeout: PATIENCE,
      // A letter of ours holds no file and no address to fetch one from.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    try {
      const { subject, text } = letter
      await way.sendMail({ from, to, subject, text, textEncoding: 'base64', messageId: `<${name}>` })
    } finally {
      way.close()
    }
  }
}

/** Why it was not sent: a code and never words of the other side, in which anything may stand. */
export function failureOf(error: unknown): string {
  const { responseCode, code } = Object(error) as { responseCode?: unknown; code?: unknown }
  const known = [code, responseCode].filter((one) => typeof one === 'string' || typeof one === 'number')
  return known.length > 0 ? known.join(' ').slice(0, 60) : 'unknown'
}
