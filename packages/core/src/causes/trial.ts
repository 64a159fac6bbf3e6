import { CalendarDate } from '../kernel/index.ts'
import { Basis, Cause, NO_ROWS } from './rows.ts'
import type { Catalogue } from './rows.ts'

export const day = (given: string): CalendarDate => CalendarDate.parse(given)

const shared = { source: '示例', checkedOn: '2026-11-28', invented: true }

/** An instrument of a trial, in force from one day to another. */
export const basis = (id: string, zh: string, more: object): Basis =>
  Basis.parse({ id, title: { zh, en: id }, rank: 'law', from: '2000-01-01', ...shared, ...more })

/** A generation of a cause with a fine from the least to the most. */
export const generation = (
  from: string,
  until: string | undefined,
  [least, most]: readonly [least: number, most: number],
  more: object = {},
): Cause =>
  Cause.parse({
    code: 'dust',
    title: { zh: '扬尘', en: 'Dust' },
    group: '示例',
    prohibition: ['old-law/5'],
    penalty: ['old-law/50.1'],
    penalties: [{ kind: 'fine', least, most }],
    from,
    ...(until && { until }),
    ...shared,
    ...more,
  })

/** An old law and a new one on either side of 2026-08-15, a ministry's rule that the new one displaces in part. */
export const trialBases: readonly Basis[] = [
  basis('old-law', '旧法', {
    until: '2026-08-14',
    replacedBy: 'new-law',
    articles: 60,
    known: [{ article: 50, paragraphs: 2, items: 3 }],
  }),
  basis('new-law', '新法典', { from: '2026-08-15', articles: 900 }),
  basis('rules', '部门规定', {
    rank: 'department-rule',
    displaced: [{ article: 23, by: 'new-law/500', from: '2026-08-15' }],
  }),
  basis('procedure', '程序法', { procedural: true, from: '2026-08-20' }),
]

export const trialCatalogue = (causes: readonly Cause[] = []): Catalogue => ({
  ...NO_ROWS,
  bases: [...trialBases],
  causes: [...causes],
})
