import { LiabilityAbout, LiabilityDecision, LiabilityFacts } from '@liuhen/core/accountability'
import { CalendarDate, Instant, Sha256, Text } from '@liuhen/core/kernel'
import { LiabilityOutcome } from '@liuhen/core/policy'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { CitationView } from '../packs/views.ts'
import { Stamp } from '../people/index.ts'

const id = z.object({ id: z.uuid() })
const done = z.object({})
const words = z.string().trim().min(2).max(2000)
const named = z.object({ id: z.uuid(), name: z.string() })
/** Who keeps the register; those it concerns see their own items and say what they have to say. */
const keepers = ['legal-section', 'inspection-section', 'office', 'deputy-head', 'head'] as const

/** A prohibition of the packs in force that somebody answers for. */
export const LiabilityRule = z.object({
  rule: z.string(),
  act: Text,
  outcomes: z.array(LiabilityOutcome),
  states: z.enum(['report', 'object']).optional(),
  minor: z.array(z.string()),
  serious: z.array(z.string()),
  leaders: z.boolean(),
  handsOver: z.boolean(),
  suspends: z.string().optional(),
  citations: z.array(CitationView),
})
export type LiabilityRule = z.infer<typeof LiabilityRule>

export const LiabilityRow = z.object({
  id: z.uuid(),
  rule: LiabilityRule,
  outcome: LiabilityOutcome,
  description: z.string().optional(),
  about: LiabilityAbout,
  people: z.array(named),
  leaders: z.array(named),
  unit: named.optional(),
  due: CalendarDate.optional(),
  owner: named.optional(),
  byItself: z.boolean(),
  opened: Stamp,
  explained: z.array(Stamp.extend({ words: z.string() })),
  suspended: z.array(named),
  decided: LiabilityDecision.extend(Stamp.shape).optional(),
  dropped: Stamp.extend({ reason: z.string() }).optional(),
  stands: z.enum(['open', 'overdue', 'decided', 'dropped']),
})
export type LiabilityRow = z.infer<typeof LiabilityRow>

/** What was put on record on a later day than it bears. */
export const LateEntry = z.object({
  kind: z.enum(['act', 'paper', 'material']),
  case: z.object({ id: z.uuid(), title: z.string() }),
  what: Text,
  /** The day it bears. */
  on: CalendarDate,
  at: Instant,
  by: z.string(),
  days: z.number().int(),
})
export type LateEntry = z.infer<typeof LateEntry>

export const accountabilityEndpoints = endpoints({
  lateEntries: {
    method: 'GET',
    path: '/api/accountability/late-entries',
    allow: keepers,
    title: 'Acts and papers of cases that were put on record on a later day than they bear, the latest first',
    query: z.object({
      from: CalendarDate.optional(),
      to: CalendarDate.optional(),
      /** Days between; one unless told. */
      atLeast: z.coerce.number().int().min(1).max(3650).optional(),
    }),
    reply: z.object({
      from: CalendarDate,
      to: CalendarDate,
      citations: z.array(CitationView),
      rows: z.array(LateEntry),
    }),
  },
  liabilityRules: {
    method: 'GET',
    path: '/api/accountability/rules',
    allow: 'signed-in',
    title: 'What the instruments in force forbid, and what follows',
    reply: z.array(LiabilityRule),
  },
  listLiabilities: {
    method: 'GET',
    path: '/api/liabilities',
    allow: [...keepers, 'team-leader', 'officer', 'auxiliary', 'legal-officer', 'information-centre', 'custodian'],
    title: 'Items of accountability: all of them for those who keep the register, their own for others',
    query: z.object({ open: z.enum(['true', 'false']).optional() }),
    reply: z.array(LiabilityRow),
  },
  openLiability: {
    method: 'POST',
    path: '/api/liabilities',
    allow: keepers,
    title: 'Open an item of accountability by a rule of the packs',
    body: LiabilityFacts.omit({ byItself: true }),
    reply: z.object({ id: z.uuid() }),
  },
  reportLeak: {
    method: 'POST',
    path: '/api/liabilities/leaks',
    whileSuspended: true,
    allow: [...keepers, 'team-leader', 'officer', 'auxiliary', 'legal-officer', 'information-centre', 'custodian'],
    title:
      'Report that a recording leaked: an item opens by each rule on it, with the hand-out that the copy comes from',
    /** By the serial number of a hand-out, as a trace tells it, by the digest of the found file, or by the recording. */
    body: z
      .object({
        handOutNumber: z.string().trim().min(1).max(60).optional(),
        digest: Sha256.optional(),
        recording: z.uuid().optional(),
        description: words,
        report: LiabilityAbout.shape.report,
      })
      .refine((one) => one.handOutNumber !== undefined || one.digest !== undefined || one.recording !== undefined, {
        path: ['handOutNumber'],
        message: 'say which copy it is',
      }),
    reply: z.object({
      items: z.array(z.uuid()),
      handOuts: z.array(z.object({ serial: z.string(), recipient: z.string() })),
    }),
  },
  explainLiability: {
    method: 'POST',
    path: '/api/liabilities/:id/explanation',
    whileSuspended: true,
    allow: ['team-leader', 'officer', 'auxiliary', 'legal-officer', 'information-centre', 'custodian'],
    title: 'What somebody concerned has to say',
    params: id,
    body: z.object({ words }),
    reply: done,
  },
  describeLiability: {
    method: 'POST',
    path: '/api/liabilities/:id/description',
    allow: keepers,
    title: 'Describe what happened, of an item that opened by itself',
    params: id,
    body: z.object({ description: words }),
    reply: done,
  },
  suspendFromDuty: {
    method: 'POST',
    path: '/api/liabilities/:id/suspension',
    allow: ['deputy-head', 'head'],
    title: 'Suspend an officer from duty, where the instrument knows it: no work is given until it is lifted',
    params: id,
    body: z.object({ person: z.uuid(), reason: words }),
    reply: done,
  },
  restoreToDuty: {
    method: 'POST',
    path: '/api/liabilities/:id/restoration',
    allow: ['deputy-head', 'head'],
    title: 'Lift a suspension from duty',
    params: id,
    body: z.object({ person: z.uuid(), reason: words }),
    reply: done,
  },
  decideLiability: {
    method: 'POST',
    path: '/api/liabilities/:id/decision',
    allow: ['deputy-head', 'head', 'legal-section', 'inspection-section'],
    title: 'Decide an item: how grave, what follows, what of the leaders, whether it is handed over',
    params: id,
    body: LiabilityDecision,
    reply: done,
  },
  dropLiability: {
    method: 'POST',
    path: '/api/liabilities/:id/drop',
    allow: ['deputy-head', 'head', 'legal-section', 'inspection-section'],
    title: 'Nobody answers for it, and why',
    params: id,
    body: z.object({ reason: words }),
    reply: done,
  },
})
