import {
  type CreditRow,
  creditColumns,
  creditTable,
  creditTexts,
  isPublicOn,
  publicVersion,
} from '@liuhen/core/disclosures'
import { Refused } from '@liuhen/core/kernel'
import type { RulesOn } from '@liuhen/core/policy'
import { caseState } from '../cases/index.ts'
import { papersOfCase } from '../papers/index.ts'
import type { Db } from '../platform/database/index.ts'
import { knownPeople } from './known.ts'
import { publicPublications } from './store.ts'

/** The table of penalties that are public, for the credit platform. Throws Refused with every row that is wrong: then there is none. */
export async function creditCsv(db: Db, rules: RulesOn): Promise<{ readonly csv: string; readonly rows: number }> {
  const rows: CreditRow[] = []
  for (const { id, state } of await publicPublications(db)) {
    const out = publicVersion(state)
    if (!state.decision || !out || !isPublicOn(state, rules.day)) continue
    const of = await caseState(db, state.decision.case)
    const known = knownPeople(of, await papersOfCase(db, state.decision.case))
    rows.push({ publication: id, texts: creditTexts(out.content, of, known, rules) })
  }
  const table = creditTable(rows, creditColumns(rules))
  if ('obstacles' in table) throw new Refused(table.obstacles)
  return { csv: table.csv, rows: rows.length }
}
