import type { PeriodRow } from '@liuhen/contract/packs'

/** Periods under the law or instrument that rules on them. */
export interface PeriodGroup {
  readonly name: string
  readonly periods: readonly PeriodRow[]
}

export const keyOf = (one: Pick<PeriodRow, 'pack' | 'period'>): string => `${one.pack}/${one.period}`

/** National periods go by their law, `行政处罚法第六十条` without its article; others by their instrument. */
function groupOf({ pack, citations }: PeriodRow): string {
  const [first] = citations
  if (first === undefined) return pack
  return first.pack === 'national'
    ? first.label.replace(/第[一二三四五六七八九十百千零〇之\d、至-]+条.*$/, '')
    : first.title.zh
}

/** Those that answer to the words typed, in their groups; the bureau's own first. */
export function periodGroups(all: readonly PeriodRow[], find: string, oursOnly: boolean): readonly PeriodGroup[] {
  const wanted = find.trim().toLowerCase()
  const groups = new Map<string, PeriodRow[]>()
  for (const one of all) {
    if (oursOnly && !one.ours) continue
    const searched = [one.title.zh, one.title.en, one.period, one.start.zh, ...one.citations.map((each) => each.label)]
    if (!searched.some((part) => part.toLowerCase().includes(wanted))) continue
    const name = groupOf(one)
    const inside = groups.get(name)
    if (inside) inside.push(one)
    else groups.set(name, [one])
  }
  const own = (periods: readonly PeriodRow[]): number => (periods.some((one) => one.ours) ? 0 : 1)
  return [...groups].map(([name, periods]) => ({ name, periods })).sort((a, b) => own(a.periods) - own(b.periods))
}
