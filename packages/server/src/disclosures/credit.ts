import {
  type Content,
  type CreditRow,
  creditColumns,
  creditTable,
  type KnownPeople,
  isPublicOn,
  maskingOf,
  masked,
  publicVersion,
} from '@liuhen/core/disclosures'
import type { CaseState } from '@liuhen/core/case'
import { Refused } from '@liuhen/core/kernel'
import type { RulesOn } from '@liuhen/core/policy'
import { caseState } from '../cases/index.ts'
import { papersOfCase } from '../papers/index.ts'
import type { Db } from '../platform/database/index.ts'
import { knownPeople } from './known.ts'
import { publicPublications } from './store.ts'

const slashed = (day: string): string => day.replaceAll('-', '/')

/** What the credit platform gets of a decision that is made public like this, by the keys of its columns. */
export function creditTexts(
  { texts: written, until, authority }: Content,
  of: Pick<CaseState, 'party' | 'title'>,
  known: KnownPeople,
  rules: RulesOn,
): CreditRow['texts'] {
  const texts = Object.fromEntries(written.map((one) => [one.key, one.text]))
  return {
    ...texts,
    'party-kind': of.party?.kind === 'organisation' ? '法人及非法人组织' : '自然人',
    'kind-of-violation': masked(of.title, known, maskingOf(rules)).text,
    'decided-on': slashed(texts['decided-on'] ?? ''),
    'public-until': slashed(until ?? ''),
    'source-unit': authority,
    'source-code': texts['authority-code'] ?? '',
  }
}

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
