import { HolidayCalendar } from '../calendar/index.ts'
import { Pack } from './pack.ts'
import { namesPrinted } from './posts.ts'
import type { Library } from './rule-set.ts'

/**
 * A small instrument of one's own, for tests: one obligation in each of its articles 1 to 9. Whoever its rules name is an
 * officer unless told.
 */
export const trialPack = (given: {
  readonly id?: string
  readonly identity?: Readonly<Record<string, unknown>>
  readonly rules?: readonly unknown[]
  readonly settings?: readonly unknown[]
  readonly slips?: readonly unknown[]
  readonly posts?: Readonly<Record<string, unknown>>
  readonly articles?: readonly unknown[]
}): Pack => {
  const pack = Pack.parse({
    identity: {
      id: given.id ?? 'trial',
      version: 1,
      kind: 'instrument',
      title: { zh: '试用制度', en: 'Trial instrument' },
      issuer: '试用局',
      documentNumber: '试〔2020〕1号',
      effectiveFrom: '2020-01-01',
      ...given.identity,
    },
    articles:
      given.articles ?? NUMBERS.map((n) => ({ id: n, label: `第${HAN[n]}条`, text: `第${HAN[n]}条 条文之${n}。` })),
    obligations: NUMBERS.map((n) => ({
      id: `${n}.1`,
      article: n,
      kind: 'storage',
      modality: 'must',
      quote: `条文之${n}`,
    })),
    rules: given.rules ?? [],
    settings: given.settings ?? [],
    ...(given.slips && { slips: given.slips }),
    ...(given.posts && { posts: given.posts }),
  })
  const named = pack.rules.flatMap(namesPrinted).map((name) => [name, 'officer' as const])
  return { ...pack, posts: pack.posts ?? Object.fromEntries(named) }
}

const NUMBERS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
const HAN: Readonly<Record<string, string>> = Object.fromEntries(
  NUMBERS.map((n) => [n, '一二三四五六七八九'.charAt(Number(n) - 1)]),
)

export const trialLibrary = (...packs: readonly Pack[]): Library => ({ packs, calendar: new HolidayCalendar([]) })
