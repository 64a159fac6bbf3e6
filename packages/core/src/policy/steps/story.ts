import { because, Malformed } from '../../kernel/index.ts'
import { acts as ACTS } from '../../procedure/index.ts'
import type { Act, CaseTold, DatedAct, Person } from '../../procedure/index.ts'
import { remembered } from '../remembered.ts'

/** An act in its place. */
export interface Done extends DatedAct {
  /** Its place in the list, from 1. */
  readonly number: number
  /** Its place in time, from 0. */
  readonly order: number
  /** By what later acts name it. */
  readonly key: string
}

/** Where people of this case are written down in another, at which hours of which day. */
export type Elsewhere = Pick<Done, 'act' | 'on' | 'at' | 'until' | 'place' | 'by'>

/** From when to when an act was, as it says or, where it does not, as its recordings show. */
export function hoursOf({
  at,
  until,
  recorded,
}: Pick<DatedAct, 'at' | 'until'> & { readonly recorded?: DatedAct['recorded'] | readonly Hours[] }):
  | Hours
  | undefined {
  if (at !== undefined && until !== undefined) return { at, until }
  if (!Array.isArray(recorded) || recorded.length === 0) return undefined
  const parts: readonly Hours[] = recorded
  return {
    at: parts.map((one) => one.at).toSorted()[0] ?? '',
    until:
      parts
        .map((one) => one.until)
        .toSorted()
        .at(-1) ?? '',
  }
}

interface Hours {
  readonly at: string
  readonly until: string
}

/** What had been done when an act is judged: what was refused is there to be told and counts for nothing. */
export interface Story {
  readonly told: Omit<CaseTold, 'acts'>
  readonly effective: readonly Done[]
  readonly refused: readonly Done[]
  /** Known only where all cases of the bureau are. */
  readonly elsewhere?: readonly Elsewhere[]
}

/** The acts by their day; those of one day in the order of the list. Throws Malformed on names that lead nowhere. */
export function inOrder({ acts, people }: CaseTold): readonly Done[] {
  const placed = acts.map((one, at) => ({ ...one, number: at + 1, key: one.id ?? String(at + 1) }))
  refuseFaults(placed, people)
  return placed.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).map((one, order) => ({ ...one, order }))
}

function refuseFaults(placed: readonly Omit<Done, 'order'>[], people: Readonly<Record<string, Person>>): void {
  const byKey = new Map<string, Omit<Done, 'order'>>()
  for (const one of placed) {
    const field = `acts.${one.number - 1}`
    const fail = (code: string, zh: string, en: string): Error =>
      because(Malformed, code, `第 ${one.number} 项（${ACTS[one.act].name.zh}）：${zh}`, `Act ${one.number}: ${en}`, {
        field,
      })
    if (byKey.has(one.key)) throw fail('act-twice', `编号 ${one.key} 用了两次`, `the id ${one.key} is given twice`)
    byKey.set(one.key, one)
    if (one.at !== undefined && one.until !== undefined && one.until < one.at)
      throw fail('act-backwards', `结束 ${one.until} 早于开始 ${one.at}`, `it ends at ${one.until}, before ${one.at}`)
    const unknown = [...one.by, ...one.approvals.map(({ by }) => by)].find((id) => !Object.hasOwn(people, id))
    if (unknown !== undefined)
      throw fail('person-unknown', `people 里没有 ${unknown}`, `there is nobody called ${unknown} in people`)
  }
  for (const one of placed) {
    const about = one.of === undefined ? undefined : byKey.get(one.of)
    if (one.of !== undefined && (about === undefined || about.on > one.on))
      throw because(
        Malformed,
        'act-about-nothing',
        `第 ${one.number} 项（${ACTS[one.act].name.zh}）：在它以前没有编号 ${one.of} 的行为`,
        `Act ${one.number}: no act before it is called ${one.of}`,
        { field: `acts.${one.number - 1}.of` },
      )
  }
}

/** The acts of a story by what they are: every condition of every step asks for some, and a case may have hundreds. */
const grouped = remembered((effective: readonly Done[]): ReadonlyMap<Act, readonly Done[]> =>
  Map.groupBy(effective, ({ act }) => act),
)
const byAct = ({ effective }: Story): ReadonlyMap<Act, readonly Done[]> => grouped(effective)

const NONE: readonly Done[] = []

/** Those of these acts, in their order. */
export function allOf(story: Story, acts: readonly Act[]): readonly Done[] {
  const made = byAct(story)
  const found = acts.map((act) => made.get(act) ?? NONE).filter((one) => one.length > 0)
  if (found.length < 2) return found[0] ?? NONE
  return found.flat().toSorted((a, b) => a.order - b.order)
}

/** The last of these acts. */
export function lastOf(story: Story, acts: readonly Act[]): Done | undefined {
  const made = byAct(story)
  let last: Done | undefined
  for (const act of acts) {
    const one = made.get(act)?.at(-1)
    if (one !== undefined && (last === undefined || one.order > last.order)) last = one
  }
  return last
}

/** Whether one of these was done. */
export function wereDone(story: Story, acts: readonly Act[]): boolean {
  const made = byAct(story)
  return acts.some((act) => made.has(act))
}

/** Whether one of this kind was done at all. */
export const wasDone = (story: Story, act: Act): boolean => byAct(story).has(act)

/**
 * Those of `acts` that nothing of `by` has dealt with, each by itself. One that does not say which it is about deals with
 * the oldest that is left: of two statements and one re-verification, one statement is open.
 */
export function openOf(story: Story, acts: readonly Act[], by: readonly Act[]): readonly Done[] {
  const left = new Set<Done>()
  for (const one of allOf(story, [...acts, ...by])) {
    if (acts.includes(one.act)) left.add(one)
    if (!by.includes(one.act)) continue
    const dealt = [...left].find((open) => open !== one && (one.of === undefined || open.key === one.of))
    if (dealt !== undefined) left.delete(dealt)
  }
  return [...left]
}
