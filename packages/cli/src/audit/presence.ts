import { type CaseState, type Presence, presenceOf } from '@liuhen/core/case'
import { canonical, type Json } from '@liuhen/core/kernel'
import type { Audited } from './audit.ts'

/** Cases asked for at a time. */
const BATCH = 200

type Row = Presence & { readonly case_id: string }
interface Case {
  readonly id: string
  readonly state: CaseState
}

/** Who was where, found again from each case: by it somebody is refused at a second place. The cases are checked themselves. */
export async function checkPresence({ snapshot, findings }: Audited): Promise<void> {
  const check = async (cases: readonly Case[]): Promise<void> => {
    const rows = await snapshot.all<Row>('select * from case_presence where case_id = any($1::uuid[])', [
      cases.map((one) => one.id),
    ])
    const found = Map.groupBy(rows, (one) => one.case_id)
    for (const { id, state } of cases) {
      const expected = presenceOf(state).map((one) => ({ case_id: id, ...one }))
      const there = new Set((found.get(id) ?? []).map(written))
      const missing = expected.filter((one) => !there.has(written(one))).length
      if (missing > 0 || there.size !== expected.length)
        findings.differs(
          'presence-differs',
          `case_presence ${id}`,
          '谁在何时何地的记录与案件推算的不一致：同一时间在两处的，可能没有被拦住',
          'Who was where is not what the case leads to: somebody at two places at one time may not be refused',
        )
    }
  }
  let batch: Case[] = []
  for await (const one of snapshot.stream<Case>('select id, state from cases order by id')) {
    batch.push(one)
    if (batch.length < BATCH) continue
    await check(batch)
    batch = []
  }
  if (batch.length > 0) await check(batch)
}

const written = ({ case_id, act_id, person, act, day, at, until, place }: Row): string =>
  canonical({ case_id, act_id, person, act, day, at, until, place } satisfies Json)
