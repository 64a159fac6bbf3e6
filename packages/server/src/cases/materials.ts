import { createHash } from 'node:crypto'
import type { MaterialChoice } from '@liuhen/contract/cases'
import {
  type ActTold,
  type CaseContext,
  type CaseState,
  countingEvidence,
  type KeptAct,
  type KeptEvidence,
} from '@liuhen/core/case'
import { canonical, type Json, type Obstacle, text } from '@liuhen/core/kernel'
import { paperStands, type PaperState, valuesOf } from '@liuhen/core/paper'
import {
  handsIn,
  isAdmitted,
  isFixed,
  MAY_BE_DRAFT,
  type Material,
  type MaterialKind,
  type MaterialRole,
  materialRoles,
  type MaterialThere,
  OF_THE_LIST,
  REVIEW_ROLES,
  rolesHandedIn,
} from '@liuhen/core/procedure'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import { recordingsListed } from '../recordings/index.ts'
import { recordingsOf } from './recordings-of.ts'

/** A piece of a case as a form names it. */
export interface MaterialNamed {
  readonly as: MaterialRole
  readonly kind: MaterialKind
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

/** A draft by what is written in it. */
export const draftDigest = (state: PaperState): string => digestOf({ rule: state.rule, values: valuesOf(state) })

/** A draft is what is written in it; once it is fixed it is its bytes, and signatures under it alter nothing. */
function paperThere(id: string, state: PaperState): MaterialThere {
  const draft = draftDigest(state)
  const { title, frozen } = state
  if (frozen === undefined) return { kind: 'paper', id, title, digest: draft }
  return { kind: 'paper', id, title, digest: frozen.sha256, draft }
}

/** What put things into the hands of the bureau, and what took them out of them again, so that nothing is left to hand over. */
const TAKEN = ['goods-stored', 'measure-taken', 'emergency-measure-taken', 'evidence-preserved'] as const
const GONE = [
  'goods-returned',
  'goods-forfeited',
  'goods-destroyed',
  'measure-lifted',
  'preservation-disposed',
] as const
const OF_GOODS = ['goods', 'goods-count', 'goods-number', 'goods-place', 'goods-keeper'] as const

/** Goods as they are written down: those in store by what the store says, the rest by the list of the measure that took them. */
function goodsThere({ acts }: CaseState): readonly MaterialThere[] {
  const counting = acts.filter((one) => one.struck === undefined).map((one) => one.act)
  const names = (kinds: readonly string[], id: KeptAct['act']['id']): boolean =>
    counting.some((one) => kinds.includes(one.act) && one.of === id)
  return counting
    .filter((one) => TAKEN.some((kind) => kind === one.act) && !names([...GONE, 'goods-stored'], one.id))
    .flatMap(({ id, act, on, says }): readonly MaterialThere[] => {
      const { goods, 'goods-count': count, 'goods-number': number } = says
      if (id === undefined || typeof goods !== 'string') return []
      const told = Object.fromEntries(
        OF_GOODS.flatMap((fact) => (says[fact] === undefined ? [] : [[fact, says[fact]]])),
      )
      const title = [goods, number, count === undefined ? undefined : `${String(count)} 件`].filter(Boolean).join(' ')
      return [{ kind: 'goods', id, title, digest: digestOf({ act, on, ...told }) }]
    })
}

/** Everything of a case that can be handed in, as it is now: papers and stored files, recordings, evidence, goods. */
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
    ...goodsThere(state),
  ]
}

/** What of it a form may name: for a review evidence goes with it by itself, and for a receipt the list of its transfer. */
export function choicesOf(there: readonly MaterialThere[], state: CaseState, act: ActTold): MaterialChoice[] {
  const listed = ofTheList(act) ? listOf(state, act) : []
  const isListed = ({ kind, id }: Pick<Material, 'kind' | 'id'>): boolean =>
    listed.some((one) => one.kind === kind && one.id === id)
  const now = there.filter((one) => !isListed(one))
  return [
    ...listed.map(({ kind, id, title, digest }) => ({ kind, id, title, digest, fixed: true, listed: true })),
    ...now.map(({ kind, id, title, digest, ...more }) => ({
      kind,
      id,
      title,
      digest,
      fixed: isFixed({ kind, id, title, digest, ...more }),
      listed: false,
    })),
  ]
}

const ofTheList = ({ act }: Pick<ActTold, 'act'>): boolean =>
  rolesHandedIn(act).some((role) => OF_THE_LIST.includes(role))

/** The list of the transfer that an act is about, as it was sealed; of the last one where it does not say. */
function listOf({ acts }: CaseState, { of }: ActTold): readonly Material[] {
  const all = acts.filter((one) => one.struck === undefined && one.act.act === 'transferred')
  const meant = all.find((one) => one.act.id === of) ?? all.at(-1)
  return (meant?.act.materials ?? []).filter((one) => one.as === 'transferred')
}

/** What a review is held against: asked where something was handed in and a decision may rest on it. */
export const wasHandedIn = ({ acts }: CaseState): boolean =>
  acts.some((kept) => kept.struck === undefined && kept.act.materials !== undefined)

/**
 * What of the case there is, and what is handed in with an act: what its form names, and to a review the whole list of evidence
 * with it. What is signed for or comes back is of the list of its transfer, as it was sealed. Nothing where the act hands
 * nothing in and nothing was handed in before.
 */
export async function handedWith(
  db: Db,
  caseId: string,
  state: CaseState,
  act: ActTold,
  named: readonly MaterialNamed[],
): Promise<Pick<CaseContext, 'handed' | 'materials'>> {
  if (!handsIn(act.act)) return wasHandedIn(state) ? { materials: await materialsThere(db, caseId, state) } : {}
  const there = await materialsThere(db, caseId, state)
  const roles = rolesHandedIn(act.act)
  const isReview = roles === REVIEW_ROLES
  const list = ofTheList(act) ? listOf(state, act) : []
  const among = ({ as }: MaterialNamed): readonly MaterialThere[] =>
    !roles.includes(as)
      ? []
      : OF_THE_LIST.includes(as)
        ? list
        : isReview
          ? there.filter((other) => other.kind !== 'evidence' && other.kind !== 'goods')
          : there
  const found = named.map((one) => ({
    one,
    is: among(one).find((other) => other.kind === one.kind && other.id === one.id),
  }))
  const pieces = found.flatMap(({ one, is }): readonly Material[] =>
    is === undefined ? [] : [{ as: one.as, kind: is.kind, id: is.id, title: is.title, digest: is.digest }],
  )
  const evidence = there
    .filter((one) => isReview && one.kind === 'evidence')
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
    '选中的材料里有一件不在本案（不在移送清单里），或者已经作废、更正、撤下',
    'One of what was chosen is not in the case or not on the list, or was voided, corrected or taken out',
  ),
  field: 'materials',
})

function unfixed({ as }: MaterialNamed, is: MaterialThere): readonly Obstacle[] {
  if (OF_THE_LIST.includes(as) || isFixed(is) || MAY_BE_DRAFT.includes(as)) return []
  const { title } = is
  const { zh, en } = materialRoles[as]
  return [
    {
      code: 'material-unfixed',
      message: text(
        `《${title}》还是草稿，不能作为“${zh}”：先定稿`,
        `“${title}” is still a draft and is no ${en}: fix it first`,
      ),
      field: 'materials',
    },
  ]
}
