import { createHash } from 'node:crypto'
import type { MaterialChoice } from '@liuhen/contract/cases'
import { type CaseContext, type CaseState, countingEvidence, type KeptEvidence } from '@liuhen/core/case'
import { canonical, type Json, type Obstacle, text } from '@liuhen/core/kernel'
import { paperStands, type PaperState, valuesOf } from '@liuhen/core/paper'
import {
  type Act,
  handsIn,
  isAdmitted,
  isFixed,
  MAY_BE_DRAFT,
  type Material,
  type MaterialRole,
  materialRoles,
  type MaterialThere,
} from '@liuhen/core/procedure'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import { recordingsListed } from '../recordings/index.ts'
import { recordingsOf } from './recordings-of.ts'

/** A piece of a case as a form names it. */
export interface MaterialNamed {
  readonly as: MaterialRole
  readonly kind: 'paper' | 'file' | 'recording'
  readonly id: string
}

const digestOf = (value: object): string =>
  createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify(value)) as Json))
    .digest('hex')

/** What a review sees of an item: what it is and proves, and whether it may be relied on; who examined it when is not of it. */
function evidenceThere({
  id,
  examined,
  entered: _by,
  struck: _struck,
  afterDecision: _late,
  ...item
}: KeptEvidence): MaterialThere {
  const last = examined.at(-1)
  const excluded = last !== undefined && !isAdmitted(last.found)
  return { kind: 'evidence', id, title: item.title, digest: digestOf({ ...item, excluded }) }
}

/** A draft is what is written in it; once it is fixed it is its bytes, and signatures under it alter nothing. */
function paperThere(id: string, state: PaperState): MaterialThere {
  const draft = digestOf({ rule: state.rule, values: valuesOf(state) })
  const { title, frozen } = state
  if (frozen === undefined) return { kind: 'paper', id, title, digest: draft }
  return { kind: 'paper', id, title, digest: frozen.sha256, draft }
}

/** Everything of a case that can be handed in, as it is now: its papers and stored files, its recordings, its evidence. */
export async function materialsThere(db: Db, caseId: string, state: CaseState): Promise<readonly MaterialThere[]> {
  const [papers, files, recordings] = await Promise.all([
    db
      .selectFrom('papers')
      .select(['id', 'state'])
      .where('case_id', '=', caseId)
      .orderBy('begun_at')
      .orderBy('id')
      .execute(),
    sql<{ id: string; title: string; sha256: string }>`
      select one ->> 'id' as id, one ->> 'title' as title, one ->> 'sha256' as sha256
      from volumes, jsonb_array_elements(volumes.state -> 'materials') as one
      where volumes.id = ${caseId} and not one ? 'withdrawn'`.execute(db),
    recordingsListed(db, recordingsOf(state)),
  ])
  return [
    ...papers
      .filter((one) => paperStands(one.state) !== 'void' && one.state.corrected === undefined)
      .map((one) => paperThere(one.id, one.state)),
    ...files.rows.map(({ id, title, sha256 }) => ({ kind: 'file' as const, id, title, digest: sha256 })),
    ...recordings.map((one) => ({
      kind: 'recording' as const,
      id: one.id,
      title: one.file_name,
      digest: one.sha256,
    })),
    ...countingEvidence(state).map(evidenceThere),
  ]
}

/** What of it a form may name: evidence goes with it by itself. */
export const choicesOf = (there: readonly MaterialThere[]): MaterialChoice[] =>
  there.map(({ kind, id, title, digest, ...more }) => ({
    kind,
    id,
    title,
    digest,
    fixed: isFixed({ kind, id, title, digest, ...more }),
  }))

/** What a review is held against: asked where something was handed in and a decision may rest on it. */
export const wasHandedIn = ({ acts }: CaseState): boolean =>
  acts.some((kept) => kept.struck === undefined && kept.act.materials !== undefined)

/**
 * What of the case there is, and what is handed in with an act: what its form names, and the whole list of evidence with it.
 * Nothing where the act hands nothing in and nothing was handed in before.
 */
export async function handedWith(
  db: Db,
  caseId: string,
  state: CaseState,
  act: Act,
  named: readonly MaterialNamed[],
): Promise<Pick<CaseContext, 'handed' | 'materials'>> {
  if (!handsIn(act)) return wasHandedIn(state) ? { materials: await materialsThere(db, caseId, state) } : {}
  const there = await materialsThere(db, caseId, state)
  const found = named.map((one) => ({
    one,
    is: there.find((other) => other.kind === one.kind && other.id === one.id),
  }))
  const pieces = found.flatMap(({ one, is }): readonly Material[] =>
    is === undefined ? [] : [{ as: one.as, kind: is.kind, id: is.id, title: is.title, digest: is.digest }],
  )
  const evidence = there
    .filter((one) => one.kind === 'evidence')
    .map(({ kind, id, title, digest }): Material => ({ as: 'evidence', kind, id, title, digest }))
  return {
    materials: there,
    handed: {
      in: [...pieces, ...evidence],
      against: found.flatMap(({ one, is }) => (is === undefined ? [unknownPiece()] : unfixed(one, is))),
    },
  }
}

const unknownPiece = (): Obstacle => ({
  code: 'material-unknown',
  message: text(
    '选中的材料里有一件不在本案，或者已经作废、更正、撤下',
    'One of what was chosen is not in the case, or was voided, corrected or taken out',
  ),
  field: 'materials',
})

function unfixed({ as }: MaterialNamed, is: MaterialThere): readonly Obstacle[] {
  if (isFixed(is) || MAY_BE_DRAFT.includes(as)) return []
  const { title } = is
  const { zh, en } = materialRoles[as]
  return [
    {
      code: 'material-unfixed',
      message: text(
        `《${title}》还是草稿，不能作为“${zh}”送审：先定稿`,
        `“${title}” is still a draft and is no ${en}: fix it first`,
      ),
      field: 'materials',
    },
  ]
}
