import { randomUUID } from 'node:crypto'
import type { ActForm } from '@liuhen/contract/cases'
import { type MaterialRole, materialRoles } from '@liuhen/core/procedure'
import { samplePdf } from '../volumes/trial.ts'
import type { TrialTeam } from './trial.ts'

type Team = Pick<TrialTeam, 'officer' | 'legal' | 'today'>
type Handed = NonNullable<ActForm['materials']>

/** A stored file of the case that is handed in as that; one for each role and case. */
export async function filedAs(team: Team, id: string, as: MaterialRole, words: string = as): Promise<Handed[number]> {
  const key = randomUUID()
  const body = {
    key,
    title: materialRoles[as].zh,
    author: '周立衡',
    on: team.today(),
    file: samplePdf(words).toString('base64'),
  }
  await team.officer.fileMaterial({ params: { id }, body })
  return { as, kind: 'file', id: key }
}

/** An item of evidence that was examined and stands; its id. */
export async function evidenced(team: Team, id: string, title = '现场照片'): Promise<string> {
  const item = {
    id: randomUUID(),
    kind: 'physical' as const,
    title,
    proves: '占道的范围',
    obtainedOn: team.today(),
    obtainedHow: '现场拍摄',
    by: [team.officer.person],
    form: 'original' as const,
  }
  await team.officer.enterEvidence({ params: { id }, body: item })
  const found = { authentic: true, lawful: true, relevant: true }
  await team.legal.examineEvidence({ params: { id, evidence: item.id }, body: { found } })
  return item.id
}

/** All that 晋中 art. 5 has handed in for review, in the case: files, an item of evidence, the record of a hearing that was held. */
export async function materialsOf(team: Team, id: string): Promise<Handed> {
  const { acts, evidence } = await team.officer.showCase({ params: { id } })
  const before = acts.findLast((one) => one.act === 'review-submitted')?.materials ?? []
  if (evidence.length === 0) await evidenced(team, id)
  const wanted: readonly MaterialRole[] = [
    'proposal',
    'report',
    'draft',
    ...(acts.some((one) => one.act === 'hearing-held') ? ['hearing-record' as const] : []),
  ]
  const handed: Handed = []
  for (const as of wanted) {
    const there = before.find((one) => one.as === as)
    handed.push(there ? { as, kind: 'file', id: there.id } : await filedAs(team, id, as))
  }
  return handed
}
