import { Opinion } from '@liuhen/core/approvals'
import {
  CaseFact,
  CaseFacts,
  DatedAct,
  EvidenceItem,
  MaterialKind,
  MaterialRole,
  Party,
  Qualities,
} from '@liuhen/core/procedure'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import * as view from './views.ts'

const id = z.object({ id: z.uuid() })
const ofEvidence = z.object({ id: z.uuid(), evidence: z.uuid() })
const ofAct = z.object({ id: z.uuid(), act: z.string().min(1).max(64) })
const done = z.object({})
const Reason = z.string().trim().min(2).max(2000)

/** Who sees cases: those of the procedure; whose it is decides the scope. */
export const caseLookers = [
  'officer',
  'team-leader',
  'legal-officer',
  'legal-section',
  'inspection-section',
  'deputy-head',
  'head',
] as const
/** Who may enter acts of a case at all; which, the case says. */
const doers = ['officer', 'team-leader', 'legal-officer', 'legal-section', 'deputy-head', 'head'] as const

/** An act as its form gives it. Who entered it is the viewer; what recordings show is found, not told. */
export const ActForm = z.object({
  ...DatedAct.pick({
    act: true,
    on: true,
    at: true,
    until: true,
    place: true,
    of: true,
    says: true,
    dueOn: true,
    reason: true,
  }).shape,
  /** Who acted; the viewer alone unless told. */
  by: z.array(z.uuid()).max(20).optional(),
  /** Recordings taken to be of it. */
  recordings: z.array(z.uuid()).max(50).optional(),
  /** What is handed in with it, handed over or signed for, and as what; with a review its evidence goes by itself. */
  materials: z
    .array(z.object({ as: MaterialRole, kind: MaterialKind, id: z.uuid() }))
    .max(500)
    .optional(),
  /** Made by the form, so that one that is sent twice is entered once. */
  key: z.uuid(),
})
export type ActForm = z.input<typeof ActForm>

/** What the list of cases can be narrowed to, as its page keeps it. */
export const CaseFilter = z.strictObject({
  open: z.enum(['true', 'false']).optional(),
  stage: z.string().max(20).optional(),
  unit: z.uuid().optional(),
  officer: z.uuid().optional(),
  procedure: CaseFacts.shape.procedure.optional(),
  mine: z.literal('true').optional(),
  overdue: z.literal('true').optional(),
  within: z.number().int().min(0).max(366).optional(),
  text: z.string().max(60).optional(),
})
export type CaseFilter = z.infer<typeof CaseFilter>

export const casesEndpoints = endpoints({
  listCases: {
    method: 'GET',
    path: '/api/cases',
    allow: caseLookers,
    title: 'Cases, latest first, with the clock that ends first',
    query: z.object({
      stage: z.string().max(20).optional(),
      unit: z.uuid().optional(),
      officer: z.uuid().optional(),
      open: z.enum(['true', 'false']).optional(),
      procedure: CaseFacts.shape.procedure.optional(),
      /** Only those with a clock that has run out. */
      overdue: z.enum(['true']).optional(),
      /** Only those with a clock that ends within so many days, today among them. */
      within: z.coerce.number().int().min(0).max(366).optional(),
      /** In the title, the name of the party, or the provision that is said to be violated. */
      text: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    /** Counted up to ten thousand. */
    reply: z.object({ rows: z.array(view.CaseRow), total: z.number().int() }),
  },
  listCaseFilters: {
    method: 'GET',
    path: '/api/case-filters',
    allow: caseLookers,
    title: 'What one narrows the list of cases to again and again, by the names one gave it',
    reply: z.object({
      filters: z.array(z.object({ id: z.uuid(), name: z.string(), filter: CaseFilter })),
      most: z.number().int(),
    }),
  },
  keepCaseFilter: {
    method: 'PUT',
    path: '/api/case-filters',
    whileSuspended: true,
    allow: caseLookers,
    title: 'Keep what the list is narrowed to by a name; one’s own of that name is replaced',
    body: z.object({ name: z.string().trim().min(1).max(40), filter: CaseFilter }),
    reply: z.object({ id: z.uuid() }),
  },
  dropCaseFilter: {
    method: 'DELETE',
    path: '/api/case-filters/:id',
    whileSuspended: true,
    allow: caseLookers,
    title: 'Forget one of one’s own',
    params: id,
    reply: done,
  },
  openCase: {
    method: 'POST',
    path: '/api/cases',
    allow: ['officer', 'team-leader'],
    title: 'Register a lead, from which a case may come',
    body: z.object({
      ...CaseFacts.pick({ title: true, procedure: true, party: true }).shape,
      /** Besides the viewer. */
      colleagues: z.array(z.uuid()).max(19).optional(),
      on: DatedAct.shape.on,
      source: z.string().trim().min(1).max(200),
      /** When the violation was discovered; the bureau's instrument may want it. */
      discovered: DatedAct.pick({ on: true, at: true }).optional(),
      key: z.uuid(),
    }),
    reply: z.object({ id: z.uuid() }),
  },
  showCase: {
    method: 'GET',
    path: '/api/cases/:id',
    allow: caseLookers,
    title: 'A case: its acts, its clocks, what may be done now and what stands in the way of the rest',
    params: id,
    reply: view.CaseView,
  },
  checkAct: {
    method: 'POST',
    path: '/api/cases/:id/check',
    allow: doers,
    title: 'What stands in the way of an act as its form is filled in so far',
    params: id,
    body: ActForm,
    reply: z.object({
      conditions: z.array(view.ConditionView),
      recordings: z.array(view.ProposedRecording),
      /** What its form asks, as of a step in `next`: of what only happens there is none. */
      asks: z.array(z.string()),
      /** What of the case can be handed in with it; absent where nothing is. */
      materials: z.array(view.MaterialChoice).optional(),
    }),
  },
  doAct: {
    method: 'POST',
    path: '/api/cases/:id/acts',
    allow: doers,
    title: 'Enter an act as done; refused with everything that stands in the way',
    params: id,
    body: ActForm,
    reply: z.object({ id: z.string(), marks: z.number().int() }),
  },
  strikeAct: {
    method: 'POST',
    path: '/api/cases/:id/acts/:act/strike',
    allow: ['team-leader', 'legal-officer', 'legal-section', 'deputy-head', 'head'],
    title: 'Strike an act that was entered wrongly by somebody else; it stays to be seen',
    params: ofAct,
    body: z.object({ reason: Reason }),
    reply: done,
  },
  proposedForAct: {
    method: 'GET',
    path: '/api/cases/:id/acts/:act/recordings',
    allow: doers,
    title: 'Recordings that may be of an act: by one of its people, at its time',
    params: ofAct,
    reply: z.array(view.ProposedRecording),
  },
  tieToAct: {
    method: 'PUT',
    path: '/api/cases/:id/acts/:act/recordings',
    allow: doers,
    title: 'Say which recordings are of an act',
    params: ofAct,
    /** All that are of it; `reason` where one that was said to be is not any more. */
    body: z.object({
      recordings: z.array(z.uuid()).min(1).max(50),
      reason: z.string().trim().min(2).max(500).optional(),
    }),
    reply: done,
  },
  excuseAct: {
    method: 'POST',
    path: '/api/cases/:id/acts/:act/excuse',
    allow: doers,
    title: 'Explain why there is no recording of an act',
    params: ofAct,
    body: z.object({ reason: Reason }),
    reply: done,
  },
  judgeExcuse: {
    method: 'PUT',
    path: '/api/cases/:id/acts/:act/excuse/judgement',
    allow: ['team-leader', 'legal-officer', 'legal-section', 'deputy-head', 'head'],
    title:
      'Find, as somebody who took no part, that an act was not recorded for the reason told, or that it is not taken',
    params: ofAct,
    body: z.object({ is: z.boolean(), reason: Reason }),
    reply: done,
  },
  relateCases: {
    method: 'POST',
    path: '/api/cases/:id/relations',
    allow: ['team-leader', 'deputy-head', 'head'],
    title:
      'Say what another case is to this one: it goes on in it, was split off it, or is about another in the same act',
    params: id,
    body: z.object({ to: z.uuid(), how: z.enum(['joined-into', 'split-off', 'same-act']), reason: Reason }),
    reply: done,
  },
  enterEvidence: {
    method: 'POST',
    path: '/api/cases/:id/evidence',
    allow: doers,
    title: 'Enter an item of evidence: what it is, how it was obtained, and what it proves',
    params: id,
    body: EvidenceItem,
    reply: z.object({ id: z.uuid(), afterDecision: z.boolean() }),
  },
  examineEvidence: {
    method: 'POST',
    path: '/api/cases/:id/evidence/:evidence/examination',
    allow: doers,
    title:
      'Say whether an item is authentic, lawfully obtained and relevant, with a reason where it is not; and what it proves, where it does not say',
    params: ofEvidence,
    body: z.object({ found: Qualities, reason: Reason.optional(), proves: Reason.optional() }),
    reply: done,
  },
  strikeEvidence: {
    method: 'POST',
    path: '/api/cases/:id/evidence/:evidence/strike',
    allow: ['team-leader', 'legal-officer', 'legal-section', 'deputy-head', 'head'],
    title: 'Strike an item that somebody else entered wrongly; it stays to be seen',
    params: ofEvidence,
    body: z.object({ reason: Reason }),
    reply: done,
  },
  sayOfCase: {
    method: 'PUT',
    path: '/api/cases/:id/facts/:fact',
    allow: doers,
    title: 'Say of the case what decides which steps it needs, and why',
    params: z.object({ id: z.uuid(), fact: CaseFact }),
    body: z.object({ is: z.boolean(), reason: Reason }),
    reply: done,
  },
  identifyParty: {
    method: 'PUT',
    path: '/api/cases/:id/party',
    allow: doers,
    title: 'Say who the party is, by what document; with a reason where another was known',
    params: id,
    body: z.object({ party: Party, document: Reason, reason: Reason.optional() }),
    reply: done,
  },
  nameOfficers: {
    method: 'PUT',
    path: '/api/cases/:id/officers',
    allow: ['team-leader', 'deputy-head', 'head'],
    title: 'Name who handles the case from now on',
    params: id,
    body: z.object({ officers: z.array(z.uuid()).min(1).max(20), reason: Reason }),
    reply: done,
  },
  casesOfRecording: {
    method: 'GET',
    path: '/api/recordings/:id/cases',
    allow: caseLookers,
    title: 'The acts of cases that a recording is tied to',
    params: id,
    reply: z.array(view.CaseOfRecording),
  },
  askApproval: {
    method: 'POST',
    path: '/api/cases/:id/approvals',
    allow: doers,
    title: 'Put an act up for approval as it would be done; refused while anything but the approval stands in its way',
    params: id,
    body: ActForm.omit({ recordings: true }).extend({ note: z.string().trim().min(1).max(2000).optional() }),
    reply: z.object({ id: z.uuid() }),
  },
  listApprovals: {
    method: 'GET',
    path: '/api/approvals',
    allow: caseLookers,
    title: 'What waits for the viewer’s signature, and what they asked for',
    reply: z.object({ mine: z.array(view.ApprovalView), asked: z.array(view.ApprovalView) }),
  },
  signApproval: {
    method: 'POST',
    path: '/api/approvals/:id/signature',
    allow: doers,
    secret: true,
    title: 'Agree, sign with another opinion, or return, with one’s own password at that moment',
    params: id,
    body: z.object({
      opinion: Opinion,
      words: z.string().trim().min(1).max(2000).optional(),
      password: z.string().min(1).max(256),
    }),
    reply: z.object({
      stands: view.ApprovalView.shape.stands,
      /** Whether the act is entered with this last signature. */
      done: z.boolean(),
    }),
  },
  listAbsences: {
    method: 'GET',
    path: '/api/absences',
    allow: caseLookers,
    title: 'Who is away, and who signs in their stead: one’s own, and those for whom one signs',
    reply: z.array(view.AbsenceView),
  },
  stateAbsence: {
    method: 'POST',
    path: '/api/absences',
    allow: ['team-leader', 'legal-officer', 'legal-section', 'deputy-head', 'head'],
    secret: true,
    title: 'Say beforehand when one is away and who signs meanwhile, with one’s own password at that moment',
    body: z.object({
      /** Somebody else, where a head says so for one who cannot. */
      person: z.uuid().optional(),
      deputy: z.uuid(),
      from: DatedAct.shape.on,
      until: DatedAct.shape.on,
      reason: z.string().trim().min(2).max(500),
      password: z.string().min(1).max(256),
      key: z.uuid(),
    }),
    reply: id,
  },
  endAbsence: {
    method: 'POST',
    path: '/api/absences/:id/end',
    allow: ['team-leader', 'legal-officer', 'legal-section', 'deputy-head', 'head'],
    title: 'End an absence before its last day',
    params: id,
    body: z.object({ reason: z.string().trim().min(2).max(500) }),
    reply: done,
  },
  withdrawApproval: {
    method: 'POST',
    path: '/api/approvals/:id/withdrawal',
    whileSuspended: true,
    allow: doers,
    title: 'Take back what one asked for',
    params: id,
    body: z.object({ reason: Reason }),
    reply: done,
  },
})
