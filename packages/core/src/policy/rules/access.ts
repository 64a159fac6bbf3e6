import { z } from 'zod'
import { Text } from '../../kernel/index.ts'
import { Act } from '../../procedure/index.ts'
import { BureauNames } from '../terms.ts'
import { rule } from './rule.ts'

/** Who says yes to an access, in order; what is entered, and what is kept of it. */
export const AccessRule = rule('access', {
  purpose: z.enum([
    'look',
    'look-by-authority',
    'look-by-party',
    'look-by-supervisor',
    'look-by-bureau',
    'look-on-duty',
    'copy',
    'provide-to-reconsideration-or-court',
    'provide',
    'publish-footage',
    'publish-information',
  ]),
  /** Names as the instrument prints them; `unnamed` where it wants an approval and does not say whose. */
  approvers: z.union([z.array(z.string()), z.literal('unnamed')]),
  bureauNames: BureauNames.optional(),
  /** Districts may decide for themselves. */
  districtsDecide: z.boolean().optional(),
  reasons: z.array(z.string()).optional(),
  register: z.array(z.string()).optional(),
  handedOutBy: z.array(z.string()).optional(),
  keepCopy: z.boolean().optional(),
  covers: z.array(z.string()).optional(),
  withholds: z.array(z.string()).optional(),
  /** Of `look-on-duty`: whose own work it is to look, by the names as they are printed, so that nobody is asked first. */
  by: z.array(z.string()).optional(),
  /** How far that goes: what they recorded or sent, the recordings of a case before them, of their unit, or all. */
  reach: z.enum(['own', 'case', 'unit', 'bureau']).optional(),
  /** Evidence goes out without it. */
  evidenceExempt: z.boolean().optional(),
  realTime: z.boolean().optional(),
})

/** An approval that is not tied to one paper: what, and by whom in order. */
export const ApprovalRule = rule('approval', {
  what: Text,
  approvers: z.union([z.array(z.string()), z.literal('unnamed')]),
  /** What is approved, where that is not what such an act is about: an approval from before the last of these is of nothing. */
  of: z.array(Act).min(1).optional(),
})
