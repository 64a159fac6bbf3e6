import { type Text, text } from '../kernel/index.ts'
import { facts } from '../procedure/index.ts'
import type { Guard } from '../policy/index.ts'

/** What a review answers, in the order of 晋中市重大行政执法决定法制审核制度 art. 7; the last is the reviewer's own to add. */
export const reviewPoints = {
  'subject-lawful': facts['subject-lawful'].name,
  'facts-clear': facts['facts-clear'].name,
  'procedure-lawful': facts['procedure-lawful'].name,
  'law-applied': facts['law-applied'].name,
  'powers-exceeded': facts['powers-exceeded'].name,
  'papers-in-order': facts['papers-in-order'].name,
  'crime-suspected': facts['crime-suspected'].name,
  other: text('其他应当审核的内容', 'Whatever else has to be reviewed'),
} as const satisfies Readonly<Record<string, Text>>
export type ReviewPoint = keyof typeof reviewPoints

/**
 * To which point a step that is missing belongs, by what it asks: art. 7 names the points and leaves it to the reviewer what falls
 * under each, so nothing is settled by it but where on the page it stands.
 */
export function pointOf(needs: Guard): ReviewPoint {
  switch (needs.kind) {
    case 'officers':
    case 'qualified':
      return 'subject-lawful'
    case 'evidence':
    case 'recorded':
    case 'matches-recording':
    case 'nowhere-else':
      return 'facts-clear'
    case 'cause':
    case 'agrees':
    case 'differs':
    case 'no-more':
    case 'no-other-sum':
    case 'at-most':
    case 'adds-up':
    case 'accrued':
    case 'punished-once':
    case 'age':
    case 'younger':
      return 'law-applied'
    case 'says':
      return needs.fact === 'jurisdiction' || needs.fact === 'designation' ? 'powers-exceeded' : 'procedure-lawful'
    case 'any':
    case 'all':
      return needs.of[0] === undefined ? 'procedure-lawful' : pointOf(needs.of[0])
    default:
      return 'procedure-lawful'
  }
}
