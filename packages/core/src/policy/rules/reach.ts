import { z } from 'zod'
import { DeedSettlement, DeviceDeed } from '../../devices/index.ts'
import { Text } from '../../kernel/index.ts'
import { rule } from './rule.ts'

/** What is forbidden, and what follows. */
export const ProhibitionRule = rule('prohibition', {
  act: Text,
  consequences: z.array(z.string()).optional(),
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
