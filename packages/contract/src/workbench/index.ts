import { CalendarDate, Instant } from '@liuhen/core/kernel'
import { z } from 'zod'
import { ActivityRow, OverdueDocking, UnrecordedActivity } from '../activities/views.ts'
import { BatchDue } from '../consolidation/index.ts'
import { FaultTask } from '../devices/index.ts'
import { DisclosureTask } from '../disclosures/views.ts'
import { DiscDue, LoanDue } from '../discs/index.ts'
import { ApprovalView, DueClock, ReviewCorrections, UnconfirmedExcuse, UntoldClock } from '../cases/views.ts'
import { endpoints } from '../endpoint.ts'
import { DrawnForTask } from '../inspections/views.ts'
import { Quarantine } from '../intake/index.ts'
import { CitationView } from '../packs/views.ts'
import { RequestView } from '../requests/views.ts'
import { GapView, OwnershipProposal, RecordingRow } from '../recordings/index.ts'
import { SupervisionTask } from '../supervision/views.ts'

/** The kinds of things a workbench lists, and the endpoints by which they are done: who may call none of them is shown none. */
export const taskActs = {
  signatures: ['signApproval'],
  corrections: ['doAct'],
  emergencies: ['reviewEmergency'],
  clocks: ['doAct'],
  excuses: ['judgeExcuse'],
  drawn: ['beginInspection'],
  disclosures: ['writeDisclosure', 'checkDisclosure', 'approveDisclosure', 'withdrawDisclosure'],
  unrecorded: ['explainActivityGap', 'reviewActivity'],
  unexplained: ['explainInterruption'],
  quarantine: ['settleQuarantine'],
  // Whoever may bring files in may dock the camera; a docking itself is told by a station.
  undocked: ['uploadCreate'],
  overdue: ['uploadCreate'],
  faults: ['acknowledgeFault'],
  batches: ['confirmBatch'],
  discs: ['makeDiscs'],
  supervision: ['enterCheck', 'reportRectification', 'answerAppeal', 'explainLiability', 'fillPost'],
  unconfirmed: ['confirmProvenance'],
  flagged: ['annotateOfficer'],
  ownership: ['assignProposed'],
  proposals: ['confirmProposals'],
} as const
export type TaskKind = keyof typeof taskActs

/** What a new bureau does before its first recording, in this order, and by which endpoint. */
export const setUpActs = {
  units: 'addUnit',
  people: 'addPerson',
  packs: 'chooseRuleSet',
  settings: 'decideSetting',
  calendar: 'loadCalendar',
  devices: 'registerDevice',
  stations: 'issueStationKey',
  issued: 'issueDevice',
  docked: 'uploadCreate',
} as const
export const SetUpStep = z.object({
  step: z.enum(Object.keys(setUpActs) as [keyof typeof setUpActs, ...(keyof typeof setUpActs)[]]),
  done: z.boolean(),
  /** Whether the viewer is among those who do it. */
  mine: z.boolean(),
  /** How many there are, or for `settings` how many are still open. */
  count: z.number().int().optional(),
})
export type SetUpStep = z.infer<typeof SetUpStep>

/**
 * What to do next, and why. Each list is cut to what the viewer both sees and may do, and to its first entries; `…Count` has
 * the whole, and is what the menu shows.
 */
export const Workbench = z.object({
  today: z.object({
    recordings: z.number().int(),
    bytes: z.number().int(),
    minutes: z.number().int(),
    officers: z.number().int(),
  }),
  arrivals: z.array(RecordingRow),
  week: z.array(z.object({ day: z.string(), recordings: z.number().int(), bytes: z.number().int() })),
  /** What waits for the viewer's own signature, the oldest first. */
  signaturesCount: z.number().int(),
  signatures: z.array(ApprovalView),
  /** Cases of the viewer's that came back from review, and what each wants put right. */
  correctionsCount: z.number().int(),
  corrections: z.array(ReviewCorrections),
  /** Looks in an emergency that nobody has looked into, for those who supervise; the oldest first. */
  emergenciesCount: z.number().int(),
  emergencies: z.array(RequestView),
  /** Periods of cases that the viewer handles or leads: over, or over soon. */
  clocksCount: z.number().int(),
  clocks: z.array(DueClock),
  /** Clocks of which nobody can say when they end, and why. */
  untoldCount: z.number().int(),
  untold: z.array(UntoldClock),
  /** Explanations of missing recordings that the viewer may confirm. */
  excusesCount: z.number().int(),
  excuses: z.array(UnconfirmedExcuse),
  /** What the viewer was drawn to inspect, and has not begun. */
  drawnCount: z.number().int(),
  drawn: z.array(DrawnForTask),
  /** What disclosure asks of the viewer, what ends first standing first. */
  disclosuresCount: z.number().int(),
  disclosures: z.array(DisclosureTask),
  /** 应录未录, from that day on. */
  unrecordedSince: CalendarDate,
  unrecordedCount: z.number().int(),
  unrecorded: z.array(UnrecordedActivity),
  /** What goes on now, of the viewer's own or of their unit; nothing to do yet, and to be ended one day. */
  runningCount: z.number().int(),
  running: z.array(ActivityRow),
  quarantineCount: z.number().int(),
  quarantine: z.array(Quarantine),
  unexplainedCount: z.number().int(),
  unexplained: z.array(
    z.object({
      gap: GapView,
      device: z.string(),
      officer: z.string().optional(),
      unit: z.string().optional(),
      /** What the rules of that day say of interruptions. */
      citations: z.array(CitationView),
    }),
  ),
  /** Past the term for handing over: before anything is docked, and gone once it is. */
  overdueCount: z.number().int(),
  overdue: z.array(OverdueDocking),
  /** Other cameras in somebody's hands. */
  undockedCount: z.number().int(),
  undocked: z.array(
    z.object({
      device: z.uuid(),
      number: z.string(),
      holder: z.string(),
      unit: z.string(),
      lastDocked: Instant.optional(),
    }),
  ),
  /** Faults reported to the viewer, until heard of or put right. */
  faultsCount: z.number().int(),
  faults: z.array(FaultTask),
  /** What the viewer is to confirm as gathered centrally, by today or before. */
  batchesCount: z.number().int(),
  batches: z.array(BatchDue),
  /** Evidence that has to be on a disc by a moment, and is not; the first that is due first. */
  discsCount: z.number().int(),
  discs: z.array(DiscDue),
  /** Discs that are lent: with the viewer and to be back, and for whoever keeps discs those that should be back. */
  loansCount: z.number().int(),
  loans: z.array(LoanDue),
  /** Checks, rectifications, appeals and papers of supervision that wait for the viewer. */
  supervisionCount: z.number().int(),
  /** The same, page by page of the menu. */
  supervisionAt: z.array(z.object({ page: z.string(), count: z.number().int() })),
  supervision: z.array(SupervisionTask),
  /** What today's rules say of handing recordings over: why a camera is asked after. */
  handover: z.array(CitationView),
  /** Recordings that count for nothing until somebody who can be asked has confirmed where they are from. */
  unconfirmedCount: z.number().int(),
  unconfirmed: z.array(RecordingRow),
  flaggedCount: z.number().int(),
  /** Groups of recordings that seem to be somebody's, for whoever decides. */
  ownershipCount: z.number().int(),
  ownership: z.array(OwnershipProposal.omit({ recordings: true }).extend({ recordings: z.number().int() })),
  /** What another administrator asked for and the viewer can confirm. */
  proposalsCount: z.number().int(),
  deriving: z.number().int(),
  /** Until all of it is done, for those who have a part in it. */
  setUp: z.array(SetUpStep).optional(),
})
export type Workbench = z.infer<typeof Workbench>

export const workbenchEndpoints = endpoints({
  workbench: {
    method: 'GET',
    path: '/api/workbench',
    allow: 'signed-in',
    title: 'What to do next, and why',
    reply: Workbench,
  },
})
