import { millisecondsOf } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import type { StreamType } from '@liuhen/core/stream'
import type { Client } from 'pg'
import type { AuditResult } from './audit.ts'
import type { Snapshot } from './database.ts'
import { Findings } from './findings.ts'
import { checkJournal } from './journal-check.ts'
import { readWarrants } from './warrants.ts'

/** What the audit says of the database as this connection sees it, in the middle of a transaction too. For tests. */
export async function auditedBy(database: Client, types: readonly StreamType[], now: Instant): Promise<AuditResult> {
  const all = async <Row>(statement: string, values: readonly unknown[] = []) =>
    (await database.query(statement, [...values])).rows as Row[]
  const snapshot: Snapshot = {
    all,
    async *stream<Row>(statement: string, values?: readonly unknown[]) {
      yield* await all<Row>(statement, values)
    },
    close: () => Promise.resolve(),
  }
  const findings = new Findings()
  const at = millisecondsOf(now)
  const asking = {
    data: '',
    snapshot,
    findings,
    live: false,
    now: at,
    types,
    progress: () => undefined,
    setBack: [],
  }
  const gone = await readWarrants({ ...asking, gone: { blobs: new Map(), streams: new Map() } })
  await checkJournal({ ...asking, gone })
  return { differences: findings.differences } as unknown as AuditResult
}
