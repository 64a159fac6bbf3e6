import { Matter, Opinion } from '@liuhen/core/approvals'
import { CalendarDate, Instant, Text } from '@liuhen/core/kernel'
import {
  Act,
  CaseFact,
  CaseFacts,
  ClockTime,
  DrawnFrom,
  EvidenceItem,
  Mark,
  Material,
  Party,
  Qualities,
  RelationKind,
  Said,
  TiedRecording,
} from '@liuhen/core/procedure'
import { z } from 'zod'
import { CitationView } from '../packs/views.ts'
import { Stamp } from '../people/index.ts'

const named = z.object({ id: z.uuid(), name: z.string() })

/**
 * What is left of a period, from today: negative once it is over. It is told in what the period is counted in; in both where
 * it was lengthened in another kind of days, since neither alone is true then.
 */
export const TimeLeft = z.object({
  counted: z.array(z.enum(['hour', 'working-day', 'calendar-day'])),
  days: z.number().int(),
  workingDays: z.number().int(),
  /** The rest days of a year between are not announced: there may be fewer or more working days. */
  provisional: z.boolean(),
})
export type TimeLeft = z.infer<typeof TimeLeft>

/** One line of the list of cases. */
export const CaseRow = z.object({
  id: z.uuid(),
  title: z.string(),
  procedure: CaseFacts.shape.procedure,
  party: z.string().optional(),
  unit: named,
  officers: z.array(named),
  /** A `Stage` of core/procedure. */
  stage: z.string(),
  lastAct: z.object({ act: Act, on: CalendarDate }).optional(),
  open: z.boolean(),
  /** The clock that ends first, and whether it has. */
  due: z
    .object({
      title: Text,
      last: Instant,
      overdue: z.boolean(),
      left: TimeLeft,
      /** Others that end at the same instant. */
      ties: z.array(z.object({ title: Text, left: TimeLeft })),
    })
    .optional(),
  /** Clocks that run and of which nobody can say when they end. */
  untold: z.array(Text),
})
export type CaseRow = z.infer<typeof CaseRow>

/** A period of a case that is over, or soon will be, and that nothing has ended. */
export const DueClock = z.object({
  case: z.object({ id: z.uuid(), title: z.string() }),
  title: Text,
  /** The first instant that is too late. */
  last: Instant,
  overdue: z.boolean(),
  left: TimeLeft,
})
export type DueClock = z.infer<typeof DueClock>

/** A period of a case that runs and of which nobody can say when it ends: why, and by which articles it runs. */
export const UntoldClock = z.object({
  case: z.object({ id: z.uuid(), title: z.string() }),
  title: Text,
  why: z.array(Text),
  citations: z.array(CitationView),
})
export type UntoldClock = z.infer<typeof UntoldClock>

/** Something that stands in the way of an act, or a mark it bears. */
export const ConditionView = z.object({
  code: z.string(),
  message: Text,
  met: z.enum(['not-met', 'unknown']),
  /** `refused`: void without it; `late`: done late; `noted`: a defect that is shown. */
  effect: z.enum(['refused', 'late', 'noted']),
  citations: z.array(CitationView),
  /** Exceptions of the text that were no help. */
  exceptions: z.array(z.object({ say: Text, citation: CitationView, why: Text.optional() })),
  /** The first day on which waiting clears it. */
  earliest: CalendarDate.optional(),
  /**
   * What one act would clear it: acts, a fact or another answer of the form, a setting of the bureau, what is said of the case,
   * or an approval to be asked for.
   */
  clears: z
    .object({
      acts: z.array(Act).readonly().optional(),
      fact: z.string().optional(),
      own: z.enum(['by', 'at', 'until', 'place', 'dueOn', 'recorded', 'of', 'materials']).optional(),
      setting: z.string().optional(),
      caseFact: CaseFact.optional(),
      approval: z.string().optional(),
    })
    .optional(),
})
export type ConditionView = z.infer<typeof ConditionView>

/** A case whose last legal review wants it put right, point by point, before it is handed in again. */
export const ReviewCorrections = z.object({
  case: z.object({ id: z.uuid(), title: z.string() }),
  on: CalendarDate,
  points: z.array(z.string()),
})
export type ReviewCorrections = z.infer<typeof ReviewCorrections>

export const MarkView = z.object({ ...Mark.shape, citations: z.array(CitationView) })
export type MarkView = z.infer<typeof MarkView>

/** What of a case can be handed in with an act. `fixed`: it is no draft any more. */
export const MaterialChoice = z.object({
  ...Material.pick({ kind: true, id: true, title: true, digest: true }).shape,
  fixed: z.boolean(),
  /** It is on the list of the transfer that is signed for. */
  listed: z.boolean(),
})
export type MaterialChoice = z.infer<typeof MaterialChoice>

/** Something that was handed in, as it was then. */
export const MaterialView = z.object({ ...Material.shape })
export type MaterialView = z.infer<typeof MaterialView>

export const CaseActView = z.object({
  id: z.string(),
  /** Its place in the list, from 1. */
  number: z.number().int(),
  act: Act,
  on: CalendarDate,
  at: ClockTime.optional(),
  until: ClockTime.optional(),
  place: z.string().optional(),
  by: z.array(named),
  /** The act it is about, by its id. */
  of: z.string().optional(),
  says: Said,
  dueOn: CalendarDate.optional(),
  reason: z.string().optional(),
  approvals: z.array(
    z.object({
      post: z.string(),
      by: z.string(),
      on: CalendarDate,
      at: ClockTime.optional(),
      opinion: Opinion,
      inStead: z.string().optional(),
    }),
  ),
  marks: z.array(MarkView),
  /** How it stands meanwhile: 待补正. */
  stands: Text.optional(),
  /** `officer`: who recorded it, as far as that is known. */
  recordings: z.array(z.object({ ...TiedRecording.shape, fileName: z.string(), officer: z.string().optional() })),
  /** What was handed in with it, each piece with the digest it had then; absent where nothing is. */
  materials: z.array(MaterialView).optional(),
  /** What has changed of it since, where it is the last that counts: a sentence of each. */
  differs: z.array(Text).optional(),
  /** Whether the rules want a recording of it; by which articles. */
  mustRecord: z.array(CitationView).optional(),
  /** Why there is no recording; it counts once somebody else has confirmed it. `mine`: the viewer may. */
  excused: z
    .object({
      reason: z.string(),
      ...Stamp.shape,
      counts: z.boolean(),
      mine: z.boolean(),
      judged: z.object({ is: z.boolean(), reason: z.string(), ...Stamp.shape }).optional(),
    })
    .optional(),
  /** It says neither from when to when it was nor has it recordings, so that nobody can tell whether its people were elsewhere. */
  untimed: z.boolean(),
  /** What was said to be a recording of it and was taken out again. */
  untied: z
    .array(z.object({ recording: z.string(), fileName: z.string(), reason: z.string().optional(), ...Stamp.shape }))
    .optional(),
  struck: z.object({ reason: z.string(), ...Stamp.shape }).optional(),
  /** Who entered it, and when: what it says is their word. */
  entered: Stamp,
})
export type CaseActView = z.infer<typeof CaseActView>

export const ClockView = z.object({
  /** `changsha-county-2023/period-case` */
  period: z.string(),
  title: Text,
  startedBy: z.string(),
  endedBy: z.string().optional(),
  /** A calendar date, or an instant of a period in hours; absent where it cannot be told, and why then. */
  last: z.string().optional(),
  /** While it runs, and once it is overdue. */
  left: TimeLeft.optional(),
  /** Days that are left out of the count, first and last included, and why: 鉴定. */
  without: z.array(z.object({ from: CalendarDate, to: CalendarDate, why: z.string().optional() })).optional(),
  blank: z.array(Text).optional(),
  /** What stops it still, since when: the day it ends moves on meanwhile. */
  stopped: z.array(Text).optional(),
  /** It was lengthened by more than the law lets it be, and ends with the law: both texts. */
  beyond: z.array(Text).optional(),
  /** That what was suspended does not stop it, with what its text names. */
  runsOn: Text.optional(),
  provisional: z.boolean(),
  state: z.enum(['running', 'overdue', 'passed', 'ended', 'ended-late', 'unknown']),
  /** What happens by itself when it has passed. */
  lapse: Text.optional(),
  /** That another law sets this length, which law, and what the instrument prints. */
  instead: Text.optional(),
  /** The act that lengthened it, where the notice of that is not served yet. */
  unserved: z.string().optional(),
  citations: z.array(CitationView),
})
export type ClockView = z.infer<typeof ClockView>

/** 加处罚款: what a fine that was served and not paid in time costs more by today. */
export const SurchargeView = z.object({
  state: z.enum(['not-due', 'growing', 'stopped', 'full', 'settled', 'unknown']),
  /** The fine, what was added to it by today and the most it can be; absent where it cannot be told. */
  sums: z.object({ fine: z.number(), added: z.number(), most: z.number() }).optional(),
  /** All there is to say of it, in the order it is read. */
  says: z.array(Text),
  /** The acts in which it is claimed. */
  claimedBy: z.array(Act),
  citations: z.array(CitationView),
})
export type SurchargeView = z.infer<typeof SurchargeView>

/** 移送: the list as it was sealed, the receipt of the other side, what is awaited, and what has changed since. */
export const TransferView = z.object({
  /** The act of the transfer, by its id. */
  act: z.string(),
  on: CalendarDate,
  to: z.string().optional(),
  /** Absent where it was not told item by item. */
  items: z.array(z.object({ ...MaterialView.shape, received: z.boolean(), returned: z.boolean() })).optional(),
  /** Their receipt: who signed, and their own paper; without that it is the word of who entered it. */
  receipt: z
    .object({ on: CalendarDate, by: z.string().optional(), papers: z.array(MaterialView), entered: Stamp })
    .optional(),
  /** What the other side did of it: opened a case, or sent it back. */
  came: z.object({ act: Act, on: CalendarDate, papers: z.array(MaterialView) }).optional(),
  awaited: z
    .object({
      what: Text,
      since: CalendarDate,
      days: z.number().int(),
      last: z.string().optional(),
      citations: z.array(CitationView),
    })
    .optional(),
  /** Where the police opened a case: what was handed to them, item by item, and what of the goods is still kept. */
  goods: z
    .object({
      /** The act by which they opened it. */
      of: z.string(),
      handed: z.array(z.object({ on: CalendarDate, items: z.array(MaterialView), papers: z.array(MaterialView) })),
      kept: z.array(z.object({ id: z.string(), title: z.string() })),
      citations: z.array(CitationView),
    })
    .optional(),
  told: z.array(Text),
})
export type TransferView = z.infer<typeof TransferView>

/** A step of the procedure as it stands today for this case. */
export const NextView = z.object({
  act: Act,
  of: z.object({ id: z.string(), act: Act, on: CalendarDate }).optional(),
  state: z.enum(['open', 'open-late', 'waiting', 'blocked']),
  conditions: z.array(ConditionView),
  earliest: CalendarDate.optional(),
  /** What the act itself has to tell before it is known to stand: asked when it is done. */
  tells: z.array(ConditionView),
  /** Who does it. */
  who: z.enum(['handlers', 'reviewers', 'custodian']),
  /** What the rules have its form ask: facts of the act that some condition reads. */
  asks: z.array(z.string()),
  /** An approval that only waits to be asked for: the chain, and where it is asked for already. */
  approval: z.object({ rule: z.string(), chain: z.array(z.string()), asked: z.uuid().optional() }).optional(),
  /** It happens on the day its last approval is given. */
  onApproval: z.boolean(),
  /** Whether the viewer is one of those who may enter it. */
  mine: z.boolean(),
})
export type NextView = z.infer<typeof NextView>

export const ApprovalView = z.object({
  id: z.uuid(),
  /** The act of a case that is to be approved; absent where it is another matter. */
  case: z.object({ id: z.uuid(), title: z.string() }).optional(),
  act: Act.optional(),
  /** What is no act of a case: whose matter it is, and what it says. */
  matter: z.object({ of: Matter.shape.of, id: z.uuid(), title: z.string(), lines: z.array(Text) }).optional(),
  what: Text,
  says: Said,
  place: z.string().optional(),
  dueOn: CalendarDate.optional(),
  /** Whom it is about, where that is what is approved. */
  people: z.array(named).optional(),
  reason: z.string().optional(),
  /** Of what all who took part sign: when it was. */
  on: CalendarDate.optional(),
  at: ClockTime.optional(),
  until: ClockTime.optional(),
  note: z.string().optional(),
  citations: z.array(CitationView),
  /** Everybody signs for themselves, in whatever order, and may hold another opinion. */
  together: z.boolean(),
  chain: z.array(
    z.object({
      post: z.string(),
      person: z.string().optional(),
      signed: z
        .object({ opinion: Opinion, words: z.string().optional(), inStead: z.string().optional(), ...Stamp.shape })
        .optional(),
    }),
  ),
  stands: z.enum(['open', 'agreed', 'returned', 'withdrawn']),
  asked: Stamp,
  withdrawn: z.object({ reason: z.string(), ...Stamp.shape }).optional(),
  /** It is the viewer's turn. */
  mine: z.boolean(),
  /** Whom the viewer signs for, who is away. */
  inStead: z.string().optional(),
  /** Why the viewer, whose post it is, may not sign. */
  why: Text.optional(),
  /** The viewer asked for it and may take it back. */
  own: z.boolean(),
  /** Told with its case: whether an act carries it. */
  done: z.boolean().optional(),
})
export type ApprovalView = z.infer<typeof ApprovalView>

/** An item of evidence of a case: what it is and proves is the word of whoever entered it. */
export const CaseEvidenceView = z.object({
  ...EvidenceItem.shape,
  by: z.array(named),
  /** Its place in the list, from 1; what was struck keeps its own. */
  number: z.number().int(),
  entered: Stamp,
  /** A decision stood when it was entered, which cannot rest on it. */
  afterDecision: z.boolean(),
  /** Whether it may still be examined or struck: not once a decision rests on it, nor in a case that has ended. */
  open: z.boolean(),
  /** The last at the end: it counts. `own`: by somebody who obtained it. */
  examined: z.array(z.object({ found: Qualities, reason: z.string().optional(), own: z.boolean(), ...Stamp.shape })),
  struck: z.object({ reason: z.string(), ...Stamp.shape }).optional(),
  /** Of a recording: its file, and who is known to have recorded it. */
  file: z.object({ name: z.string(), officer: z.string().optional() }).optional(),
})
export type CaseEvidenceView = z.infer<typeof CaseEvidenceView>

/** Another case, and what it is to this one. */
export const RelatedCase = z.object({
  id: z.uuid(),
  /** Absent where the viewer may not see it. */
  title: z.string().optional(),
  party: z.string().optional(),
  how: RelationKind,
  reason: z.string(),
  ...Stamp.shape,
})
export type RelatedCase = z.infer<typeof RelatedCase>

export const CaseView = z.object({
  row: CaseRow,
  /** Its identity number is covered. */
  party: Party.optional(),
  /** By what document somebody said who the party is. */
  identified: z.object({ document: z.string(), ...Stamp.shape }).optional(),
  opened: Stamp,
  /** Of a case whose object and officers were drawn at random. */
  drawn: DrawnFrom.omit({ officers: true })
    .extend({ officers: z.array(named) })
    .optional(),
  /** The day for which clocks and next steps are told. */
  today: CalendarDate,
  facts: z.array(
    z.object({
      fact: CaseFact,
      is: z.boolean().optional(),
      reason: z.string().optional(),
      said: Stamp.optional(),
      /** The rules find it to be so by themselves, whatever is said: why, and by which articles. */
      found: z.object({ why: Text, citations: z.array(CitationView) }).optional(),
    }),
  ),
  acts: z.array(CaseActView),
  relations: z.array(RelatedCase),
  evidence: z.array(CaseEvidenceView),
  /** Whether the viewer enters and examines items. */
  weighs: z.boolean(),
  clocks: z.array(ClockView),
  /** Absent where no fine stands that was served. */
  surcharge: SurchargeView.optional(),
  transfers: z.array(TransferView),
  next: z.array(NextView),
  approvals: z.array(ApprovalView),
  /** Whether the viewer handles it and may add to it. */
  handles: z.boolean(),
  /** Whether the viewer leads it: may name officers and strike what others entered. */
  leads: z.boolean(),
  /** Settings of the bureau that steps of this case wait for. */
  rulesChosen: z.boolean(),
})
export type CaseView = z.infer<typeof CaseView>

/** Somebody who is away for some days, and who signs meanwhile. */
export const AbsenceView = z.object({
  id: z.uuid(),
  person: named,
  deputy: named,
  from: CalendarDate,
  until: CalendarDate,
  reason: z.string(),
  /** Whether the viewer may end it. */
  mine: z.boolean(),
})
export type AbsenceView = z.infer<typeof AbsenceView>

/** A recording that may be of an act: by one of its people, at its time. */
export const ProposedRecording = z.object({
  recording: z.uuid(),
  fileName: z.string(),
  officer: z.string().optional(),
  device: z.string().optional(),
  start: Instant,
  end: Instant,
  /** Where it is from is not confirmed: it cannot be tied before it is. */
  unconfirmed: z.boolean(),
  /** The part of the act it covers. */
  at: ClockTime,
  until: ClockTime,
})
export type ProposedRecording = z.infer<typeof ProposedRecording>

/** An explanation of a missing recording that waits for somebody who took no part to confirm it. */
export const UnconfirmedExcuse = z.object({
  case: z.object({ id: z.uuid(), title: z.string() }),
  act: z.object({ id: z.string(), number: z.number().int(), act: Act, on: CalendarDate }),
  reason: z.string(),
  ...Stamp.shape,
})
export type UnconfirmedExcuse = z.infer<typeof UnconfirmedExcuse>

/** A recording's cases: from a recording one click to them. */
export const CaseOfRecording = z.object({ id: z.uuid(), title: z.string(), act: Act, on: CalendarDate })
export type CaseOfRecording = z.infer<typeof CaseOfRecording>
