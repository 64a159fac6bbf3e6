import type { z } from 'zod'
import { dayOf } from '../kernel/index.ts'
import type { Done, Story } from '../policy/index.ts'
import type { CaseFact, CaseTold, EvidenceItem, EvidenceTold, Person, Qualities } from '../procedure/index.ts'
import { signed } from '../stream/index.ts'
import type { EventOf, Signed } from '../stream/index.ts'
import { countingEvidence } from './evidence.ts'
import type { caseEvents, CaseFacts } from './events.ts'

type Body<K extends keyof typeof caseEvents> = z.infer<(typeof caseEvents)[K]>

/** Why an act was not recorded, in the words of who handles it, and what somebody else found of that. */
export interface Excuse extends Signed {
  readonly reason: string
  /** It was entered before anybody else had to confirm it, and counts as it counted then. */
  readonly alone?: true
  readonly judged?: Signed & { readonly is: boolean; readonly reason: string }
}

/** Whether an explanation counts: somebody else has found it to be so. */
export const isExcuse = (one: Excuse | undefined): boolean => one?.alone === true || one?.judged?.is === true

/** Whether an explanation waits for somebody else to confirm it. */
export const isUnconfirmed = ({ excused, recordings, struck }: KeptAct): boolean =>
  excused !== undefined &&
  struck === undefined &&
  recordings.length === 0 &&
  excused.alone === undefined &&
  excused.judged === undefined

/** An act that was entered, and what has become of it since. */
export interface KeptAct extends Omit<Body<'CaseActDone/1'>, 'people'> {
  readonly entered: Signed
  readonly excused?: Excuse
  /** What was said to be a recording of it and is no longer: by whom, and why. */
  readonly untied?: readonly (Signed & { readonly recording: string; readonly reason?: string | undefined })[]
  readonly struck?: Signed & { readonly reason: string }
}

/** An item of evidence, what was found of it, and what has become of it. */
export interface KeptEvidence extends EvidenceItem {
  readonly entered: Signed
  readonly afterDecision?: true
  /** By whom it was examined, the last at the end. */
  readonly examined: readonly (Signed & { readonly found: Qualities; readonly reason?: string })[]
  readonly struck?: Signed & { readonly reason: string }
}

/** One case: whom it is against, who handles it, and every act of it. */
export interface CaseState extends CaseFacts {
  readonly opened: Signed
  /** Who was named for it before and is no longer. */
  readonly formerly?: readonly string[]
  readonly facts: Readonly<Partial<Record<CaseFact, { readonly is: boolean; readonly reason: string } & Signed>>>
  /** As the register had them when they last acted. */
  readonly people: Readonly<Record<string, Person>>
  readonly acts: readonly KeptAct[]
  readonly evidence?: readonly KeptEvidence[]
  /** Other cases, and what each is to this one. */
  readonly relations?: readonly (Signed & Body<'CaseRelated/1'>)[]
  /** By what the party was identified. */
  readonly identified?: Signed & { readonly document: string }
}

/** What the events of one `case:` stream leave behind. */
export function evolveCase(state: CaseState | undefined, event: EventOf<typeof caseEvents>): CaseState | undefined {
  const by = signed(event)
  if (event.kind === 'CaseOpened/1') return { ...event.body, opened: by, facts: {}, people: {}, acts: [] }
  if (!state) return undefined
  switch (event.kind) {
    case 'CaseActDone/1': {
      const { people, ...act } = event.body
      return { ...state, people: joined(state.people, people), acts: [...state.acts, { ...act, entered: by }] }
    }
    case 'CaseRecordingsTied/1': {
      const { act, recordings, reason } = event.body
      const isTied = (recording: string): boolean => recordings.some((one) => one.recording === recording)
      return changed(state, act, ({ recordings: before, untied = [] }) => {
        const gone = before.filter((one) => !isTied(one.recording))
        const all = [...untied, ...gone.map(({ recording }) => ({ recording, reason, ...by }))]
        const out = all.filter((one) => !isTied(one.recording))
        return { recordings, ...((out.length > 0 || untied.length > 0) && { untied: out }) }
      })
    }
    case 'CaseRecordingExcused/1':
      return changed(state, event.body.act, () => ({ excused: { ...by, reason: event.body.reason, alone: true } }))
    case 'CaseRecordingExcused/2':
      return changed(state, event.body.act, () => ({ excused: { ...by, reason: event.body.reason } }))
    case 'CaseExcuseJudged/1': {
      const { act, is, reason } = event.body
      return changed(state, act, ({ excused }) =>
        excused ? { excused: { ...excused, judged: { ...by, is, reason } } } : {},
      )
    }
    case 'CaseActStruck/1':
      return changed(state, event.body.act, () => ({ struck: { ...by, reason: event.body.reason } }))
    case 'CaseFactSaid/1': {
      const { fact, is, reason } = event.body
      return { ...state, facts: { ...state.facts, [fact]: { is, reason, ...by } } }
    }
    case 'CasePartyIdentified/1': {
      const { party, document } = event.body
      return { ...state, party, identified: { ...by, document } }
    }
    case 'CaseOfficersNamed/1':
      return { ...state, ...named(state, event.body.officers) }
    case 'CaseRelated/1':
      return { ...state, relations: [...(state.relations ?? []), { ...event.body, ...by }] }
    case 'CaseEvidenceEntered/1': {
      const { evidence, ...more } = event.body
      return { ...state, evidence: [...(state.evidence ?? []), { ...evidence, ...more, entered: by, examined: [] }] }
    }
    case 'CaseEvidenceExamined/1': {
      const { evidence, proves, ...found } = event.body
      const told = proves !== undefined && { proves }
      return ofEvidence(state, evidence, (one) => ({ ...told, examined: [...one.examined, { ...found, ...by }] }))
    }
    case 'CaseEvidenceStruck/1':
      return ofEvidence(state, event.body.evidence, () => ({ struck: { ...by, reason: event.body.reason } }))
    default:
      return state
  }
}

/** Who handles it from now on; who handled it stays known, and is not asked to judge it. */
function named({ officers: before, formerly = [] }: CaseState, officers: readonly string[]) {
  const gone = [...new Set([...formerly, ...before])].filter((one) => !officers.includes(one))
  return { officers: [...officers], ...(gone.length > 0 && { formerly: gone }) }
}

const changed = (state: CaseState, id: string, to: (act: KeptAct) => Partial<KeptAct>): CaseState => ({
  ...state,
  acts: state.acts.map((one) => (one.act.id === id ? { ...one, ...to(one) } : one)),
})

const ofEvidence = (state: CaseState, id: string, to: (one: KeptEvidence) => Partial<KeptEvidence>): CaseState => ({
  ...state,
  evidence: (state.evidence ?? []).map((one) => (one.id === id ? { ...one, ...to(one) } : one)),
})

/** Posts are those they signed in; what was said of them earlier stays beside what is said now. */
function joined(before: CaseState['people'], now: CaseState['people']): CaseState['people'] {
  const both = Object.entries(now).map(([id, person]): readonly [string, Person] => [
    id,
    { ...before[id], ...person, posts: [...new Set([...(before[id]?.posts ?? []), ...person.posts])] },
  ])
  return { ...before, ...Object.fromEntries(both) }
}

/** Whom the case is against now: who took the place of the party it was opened against, where that died or ceased. */
export function partyOf({ party, acts }: Pick<CaseState, 'party' | 'acts'>): CaseState['party'] {
  const name = acts.findLast((one) => one.struck === undefined && one.act.act === 'party-succeeded')?.act.says.successor
  // Whose age the rules ask about is who did it, and not who took their place.
  return party !== undefined && typeof name === 'string' ? { kind: party.kind, name } : party
}

/** What is told of a case beside its acts, as the rules want it. */
export function toldOf(state: CaseState): Omit<CaseTold, 'acts'> {
  const { title, procedure, party, facts, people } = state
  return {
    format: 'liuhen-case/1',
    title,
    procedure,
    ...(party && { party: { kind: party.kind, ...(party.born && { born: party.born }) } }),
    facts: Object.fromEntries(Object.entries(facts).map(([fact, said]) => [fact, said.is])),
    people,
    ...(state.evidence && { evidence: countingEvidence(state).map(evidenceTold) }),
  }
}

function evidenceTold({ kind, title, proves, examined }: KeptEvidence): EvidenceTold {
  const last = examined.at(-1)
  return {
    kind,
    title,
    ...(proves !== undefined && { proves }),
    ...(last && { examined: { on: dayOf(last.at), ...last.found } }),
  }
}

/** What recordings say of an act: the parts they cover, else a confirmed explanation, else that there is none yet. */
export function recordedOf({ recordings, excused }: Pick<KeptAct, 'recordings' | 'excused'>): Done['recorded'] {
  if (recordings.length > 0) return recordings.map(({ at, until }) => ({ at, until }))
  if (excused !== undefined && isExcuse(excused)) return { excused: excused.reason }
  return { missing: true, ...(excused && { unconfirmed: excused.reason }) }
}

/** Everything that counts, in the order of its days; with those of later days left out where one is given. */
export function storyOf(state: CaseState, until?: string): Story {
  const counting = state.acts
    .map((one, at) => ({ one, number: at + 1 }))
    .filter(({ one }) => one.struck === undefined && (until === undefined || one.act.on <= until))
    .toSorted((a, b) => (a.one.act.on < b.one.act.on ? -1 : a.one.act.on > b.one.act.on ? 1 : a.number - b.number))
  return {
    told: toldOf(state),
    effective: counting.map(({ one, number }, order) => ({
      ...one.act,
      recorded: recordedOf(one),
      number,
      order,
      key: one.act.id,
    })),
    refused: [],
  }
}
