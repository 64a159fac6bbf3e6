import type { CaseEvidenceView } from '@liuhen/contract/cases'
import type { Viewer } from '@liuhen/core/access'
import {
  caseStream,
  type CaseState,
  type EvidenceCommand,
  type KeptEvidence,
  standingDecision,
} from '@liuhen/core/case'
import { because, Denied } from '@liuhen/core/kernel'
import type { EvidenceItem, Qualities } from '@liuhen/core/procedure'
import { findPerson } from '../people/index.ts'
import type { Cases } from './commands.ts'
import { caseOf, type CaseRowOf, handles, leads } from './store.ts'

const REVIEWERS = ['legal-officer', 'legal-section', 'deputy-head', 'head'] as const

/** Who enters and examines evidence: those who handle the case, the leader of their unit, and those who review or decide. */
export const weighsEvidence = (viewer: Viewer, row: CaseRowOf): boolean =>
  handles(viewer, row) || leads(viewer, row) || REVIEWERS.some((role) => viewer.roles.includes(role))

async function command(here: Cases, viewer: Viewer, id: string, what: EvidenceCommand): Promise<CaseState> {
  const row = await caseOf(here.db, viewer, id)
  if (!weighsEvidence(viewer, row))
    throw because(
      Denied,
      'not-yours',
      '证据由办案人员、其队负责人或者审核、决定的人录入和审查',
      'Those who handle, lead, review or decide the case enter and examine its evidence',
    )
  const moment = { at: here.clock.now(), actor: `person:${viewer.person}` }
  const { state } = await here.db.transaction().execute((trx) => here.journal.act(trx, caseStream, id, what, moment))
  return state
}

/** Throws Refused with everything in its way, Missing for people who are not in the register. */
export async function enterEvidence(
  here: Cases,
  viewer: Viewer,
  id: string,
  item: EvidenceItem,
): Promise<{ id: string; afterDecision: boolean }> {
  for (const person of item.by) await findPerson(here.db, person)
  const known = (await caseOf(here.db, viewer, id)).state.evidence?.find((one) => one.id === item.id)
  if (known?.entered.by === `person:${viewer.person}` && isSame(known, item))
    return { id: item.id, afterDecision: known.afterDecision === true }
  const { evidence = [] } = await command(here, viewer, id, { do: 'enter-evidence', evidence: item })
  return { id: item.id, afterDecision: evidence.at(-1)?.afterDecision === true }
}

/** Whether a form that came again says what it said. */
const isSame = (known: KeptEvidence, item: EvidenceItem): boolean =>
  (Object.keys(item) as (keyof EvidenceItem)[]).every((key) => JSON.stringify(known[key]) === JSON.stringify(item[key]))

export async function examineEvidence(
  here: Cases,
  viewer: Viewer,
  id: string,
  evidence: string,
  {
    found,
    reason,
    proves,
  }: { readonly found: Qualities; readonly reason?: string | undefined; readonly proves?: string | undefined },
): Promise<void> {
  await command(here, viewer, id, {
    do: 'examine-evidence',
    evidence,
    found,
    ...(reason !== undefined && { reason }),
    ...(proves !== undefined && { proves }),
  })
}

export async function strikeEvidence(
  here: Cases,
  viewer: Viewer,
  id: string,
  evidence: string,
  reason: string,
): Promise<void> {
  await command(here, viewer, id, { do: 'strike-evidence', evidence, reason })
}

export interface EvidenceNames {
  readonly people: ReadonlyMap<string, string>
  readonly actors: (actor: string) => string
  readonly fileOf: (recording: string) => { readonly name: string; readonly officer: string | null } | undefined
}

/** Every item with who says what of it; what was struck among them. */
export const evidenceViews = (
  state: CaseState,
  isOpen: boolean,
  { people, actors, fileOf }: EvidenceNames,
): CaseEvidenceView[] =>
  (state.evidence ?? []).map(({ by, entered, afterDecision = false, examined, struck, ...item }, at) => {
    const file = item.recording === undefined ? undefined : fileOf(item.recording)
    return {
      ...item,
      by: by.map((id) => ({ id, name: people.get(id) ?? '' })),
      number: at + 1,
      entered: { at: entered.at, by: actors(entered.by) },
      afterDecision,
      open: isOpen && struck === undefined && (afterDecision || standingDecision(state) === undefined),
      examined: examined.map((one) => ({
        found: one.found,
        ...(one.reason !== undefined && { reason: one.reason }),
        own: by.some((id) => `person:${id}` === one.by),
        at: one.at,
        by: actors(one.by),
      })),
      ...(struck && { struck: { reason: struck.reason, at: struck.at, by: actors(struck.by) } }),
      ...(file && {
        file: { name: file.name, ...(file.officer !== null && { officer: people.get(file.officer) ?? '' }) },
      }),
    }
  })
