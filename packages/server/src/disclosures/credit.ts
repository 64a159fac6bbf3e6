import {
  type CreditRow,
  creditColumns,
  creditTable,
  isPublicOn,
  maskingOf,
  masked,
  publicVersion,
} from '@liuhen/core/disclosures'
import { Refused } from '@liuhen/core/kernel'
import type { RulesOn } from '@liuhen/core/policy'
import { caseState } from '../cases/index.ts'
import { papersOfCase } from '../papers/index.ts'
import type { Db } from '../platform/database/index.ts'
import { knownPeople } from './known.ts'
import { publicPublications } from './store.ts'

const slashed = (day: string): string => day.replaceAll('-', '/')

/** The table of penalties that are public, for the credit platform. Throws Refused with every row that is wrong: then there is none. */
export async function creditCsv(db: Db, rules: RulesOn): Promise<{ readonly csv: string; readonly rows: number }> {
  const rows: CreditRow[] = []
  for (const { id, state } of await publicPublications(db)) {
    const out = publicVersion(state)
    if (!state.decision || !out || !isPublicOn(state, rules.day)) continue
    const of = await caseState(db, state.decision.case)
    const known = knownPeople(of, await papersOfCase(db, state.decision.case))
    const texts = Object.fromEntries(out.content.texts.map((one) => [one.key, one.text]))
    rows.push({
      publication: id,
      texts: {
        ...texts,
        'party-kind': of.party?.kind === 'organisation' ? '法人及非法人组织' : '自然人',
        'kind-of-violation': masked(of.title, known, maskingOf(rules)).text,
        'decided-on': slashed(texts['decided-on'] ?? ''),
        'public-until': slashed(out.content.until ?? ''),
        'source-unit': out.content.authority,
        'source-code': texts['authority-code'] ?? '',
      },
    })
  }
  const table = creditTable(rows, creditColumns(rules))
  if ('obstacles' in table) throw new Refused(table.obstacles)
  return { csv: table.csv, rows: rows.length }
}
