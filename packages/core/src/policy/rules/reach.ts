import { z } from 'zod'
import { DeedSettlement, DeviceDeed, DeviceKind } from '../../devices/index.ts'
import { Text } from '../../kernel/index.ts'
import { Setting } from '../terms.ts'
import { rule } from './rule.ts'

/**
 * What may have happened that somebody answers for. `suit-lost`, `decision-changed` and `window-missed` are told by a case; what is lost, broken,
 * not stored or complained of, by the registers and the disks.
 */
export const LiabilityOutcome = z.enum([
  'suit-lost',
  'decision-changed',
  'original-broken',
  'recording-lost',
  'not-stored',
  'carrier-lost',
  'paper-altered',
  'window-missed',
  'device-lost',
  'device-damaged',
  'not-recorded',
  'leaked',
  'private-copy',
  'altered',
  'destroyed',
  'unrelated-filming',
  'complaint',
  'bad-press',
  'misuse',
  'dismantled',
  'own-repair',
  'lent',
  'other',
])
export type LiabilityOutcome = z.infer<typeof LiabilityOutcome>

/** What is forbidden, and what follows. */
export const ProhibitionRule = rule('prohibition', {
  act: Text,
  consequences: z.array(z.string()).optional(),
  /** Somebody answers for it where one of these happened. */
  answeredFor: z.array(LiabilityOutcome).min(1).optional(),
  /** Of a lost suit or a changed decision: only where there was an interruption nobody explained, or no recording. */
  ifUnrecorded: z.literal(true).optional(),
  /** Of what was not stored: so long after its term, which the bureau decides; until it has, no item opens by itself. */
  after: Setting.optional(),
  /** Of a window that closed without what it was open for: these periods, by the ids of their rules. */
  windows: z.array(z.string()).min(1).optional(),
  /** Each of these that closes is an item of its own, and not one for its case. */
  each: z.literal(true).optional(),
  /** Who is named: the officers concerned alone, or the head of the team with the handlers. */
  names: z.enum(['officers', 'head-and-handlers']).optional(),
  /** What must be stated: the report in the press, the thing destroyed. A description is asked for always. */
  states: z.enum(['report', 'object']).optional(),
  /** What follows where it is minor and where it is serious, word for word of `consequences`. */
  minor: z.array(z.string()).min(1).optional(),
  serious: z.array(z.string()).min(1).optional(),
  /** Where it is serious: what of the leaders is to be said; whether it is handed to 监察机关, or why not. */
  leaders: z.literal(true).optional(),
  handsOver: z.literal(true).optional(),
  /** One of its consequences is 停止执行职务: from then on no work is given. */
  suspends: z.string().optional(),
  /** It is keeping the party or others at the scene from filming, which only their hindering the act allows. */
  ofOthersFilming: z.literal(true).optional(),
  /** It is letting out recordings of such devices for these uses without what is not to be seen covered. */
  unmasked: z.strictObject({ of: DeviceKind, uses: z.array(z.enum(['provide', 'publish'])).min(1) }).optional(),
  /** Where it is something done to a device. */
  ofDevice: z.strictObject({ deed: DeviceDeed, settled: z.array(DeedSettlement).optional() }).optional(),
})

/** A number the law prints that is no period: a threshold, a share, a rate. */
export const FigureRule = rule('figure', { title: Text, value: z.number(), unit: z.string() })

/** What acts an instrument is about, in its words. */
export const ScopeRule = rule('scope', {
  acts: z.array(z.string()).min(1),
  /** The text ends its list with “and others”, or rules on more than it lists: what is not listed is not shut out. */
  openEnded: z.boolean().optional(),
})

/** Matters on which an instrument gives way to those of a superior. Only such as have one answer: lists add up. */
export const PrecedenceRule = rule('precedence', {
  over: z
    .array(
      z.enum([
        'continuity',
        'interruption',
        'handover',
        'consolidation',
        'path',
        'retention',
        'access',
        'approval',
        'cadence',
        'period',
      ]),
    )
    .min(1),
  /** With `period`: the rule of this pack that it speaks of. */
  period: z.string().optional(),
})
