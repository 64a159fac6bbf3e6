import type { BlankSheet, SheetItemView } from '@liuhen/contract/score'
import { agrees, type Verdict } from '@liuhen/core/score'

/** What stands in the form of one item. */
export interface Typed {
  readonly fails?: boolean
  readonly points: string
  readonly reason: string
  /** `act:…`, `paper:…`, `recording:…`, or nothing. */
  readonly place: string
  readonly moment: string
  readonly rectify: boolean
  readonly officer: string
  readonly due: string
}

/** An item nobody has looked at. */
export const untouched = (due: string): Typed => ({
  points: '',
  reason: '',
  place: '',
  moment: '',
  rectify: false,
  officer: '',
  due,
})

/** What the system reckons, where it can. */
export function asReckoned({ computed: { stands, points } }: SheetItemView, before: Typed): Typed {
  if (stands === 'kept') return { ...before, fails: false }
  return stands === 'lost' ? { ...before, fails: true, points: points === undefined ? '' : String(points) } : before
}

/** `3:12` in milliseconds; undefined where it is no moment. */
export function millisecondsOf(moment: string): number | undefined {
  const [, minutes, seconds] = /^(\d{1,3})[:：](\d{1,2})$/.exec(moment.trim()) ?? []
  return minutes === undefined ? undefined : (Number(minutes) * 60 + Number(seconds)) * 1000
}

/** The verdict as it is sent; undefined while there is none. */
export function verdictOf({ item, most }: SheetItemView, typed: Typed | undefined): Verdict | undefined {
  if (typed?.fails === undefined) return undefined
  const { fails, points, reason, place, moment } = typed
  const [kind, id = ''] = place.split(/:(.*)/su)
  const position = kind === 'recording' ? millisecondsOf(moment) : undefined
  const taken = Number(points.replace('，', '.'))
  return {
    item,
    fails,
    ...(fails && most !== undefined && points.trim() !== '' && Number.isFinite(taken) && { points: taken }),
    ...(reason.trim().length > 1 && { reason: reason.trim() }),
    ...(place !== '' && {
      place: {
        ...(kind === 'act' && { act: id }),
        ...(kind === 'paper' && { paper: id }),
        ...(kind === 'recording' && { recording: id }),
        ...(position !== undefined && { position }),
      },
    }),
  }
}

/** Whether the verdict needs a reason: it differs from what is known, or points are taken by hand. */
export const needsReason = (of: SheetItemView, verdict: Verdict): boolean => !agrees(of, verdict)

/** What the verdicts so far come to; items without one cost nothing yet. */
export function totalOf({ blocks, items }: BlankSheet, verdicts: ReadonlyMap<string, Verdict>): number {
  return blocks.reduce((sum, { block, points }) => {
    const lost = items
      .filter((one) => one.block === block)
      .reduce((all, one) => all + (verdicts.get(one.item)?.points ?? 0), 0)
    return Math.round((sum + points - Math.min(points, lost)) * 100) / 100
  }, 0)
}
