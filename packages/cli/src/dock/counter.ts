import { createClient, ProblemError, table } from '@liuhen/contract'
import type { Client } from '@liuhen/contract'
import { because, hexOf, Malformed } from '@liuhen/core/kernel'
import { parseVerifierKey } from '@liuhen/core/ledger'
import type { VerifierKey } from '@liuhen/core/ledger'
import { crypto } from '../verify/crypto.ts'
import { awayProblem } from './problems.ts'

/** The server as a docking station sees it. */
export interface Counter {
  /** `http://127.0.0.1:8040` */
  readonly url: string
  readonly client: Client
  readonly headers: Readonly<Record<string, string>>
  /** The line of the log's public key, as the server publishes it. */
  verifierKey(): Promise<{ readonly line: string; readonly key: VerifierKey }>
}

/** Throws Malformed when the address is none. */
export function counterAt(address: string, key: string): Counter {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw because(
      Malformed,
      'server-address',
      `服务器地址 ${address} 不对，应类似 http://127.0.0.1:8040`,
      `${address} is no address of a server, such as http://127.0.0.1:8040`,
      { field: 'server' },
    )
  const url = address.replace(/\/+$/, '')
  const headers = { authorization: `Bearer ${key}` }
  return { url, headers, client: createClient(url, fetch, () => headers), verifierKey: () => verifierKeyAt(url) }
}

async function verifierKeyAt(url: string): Promise<{ readonly line: string; readonly key: VerifierKey }> {
  const response = await fetch(`${url}${table.verifierKey.path}`).catch((cause: unknown) => {
    throw new ProblemError(awayProblem(cause))
  })
  const said = await response.text()
  if (response.ok) return { line: said.trim(), key: parseVerifierKey(crypto.sha256, said.trim()) }
  if (response.status === 404)
    throw because(
      Malformed,
      'no-log-yet',
      `${url} 还没有完成初始设置，或不是留痕服务器`,
      `${url} has not been set up yet, or is no Liuhen server`,
    )
  throw new ProblemError({ ...awayProblem(said), status: response.status })
}

/** Eight hexadecimal digits by which people compare keys. */
export const shortKey = (key: VerifierKey): string => hexOf(key.id)
