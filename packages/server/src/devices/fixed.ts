import type { Device } from '@liuhen/contract/devices'
import { type DeviceState, type FixedCameraLaw, fixedCameraLacks } from '@liuhen/core/devices'
import type { CalendarDate, Citation } from '@liuhen/core/kernel'
import { fixedCameraPeriod } from '@liuhen/core/policy'
import type { Book } from '../packs/index.ts'

/** What the rules of a day say of this fixed public camera. */
function fixedCameraLaw(book: Book, day: CalendarDate, since: CalendarDate | undefined): FixedCameraLaw {
  const rules = book.on(day)
  if (!rules) return {}
  const filing = fixedCameraPeriod(rules, 'fixed-camera-filing')
  const due =
    filing &&
    since &&
    book.ask(day, { ask: 'period', period: filing.period, from: since, suspended: [], extended: false })?.value.last
  return {
    ...(filing && { filing: { citation: filing.citations[0], due: due as CalendarDate | undefined } }),
    purpose: fixedCameraPeriod(rules, 'fixed-camera-keeping')?.citations[0],
  }
}

/** What is on record of a fixed public camera, by whom, and what is not; undefined of what somebody carries. */
export const fixedOf =
  (book: Book, today: CalendarDate, names: (actor: string) => string) =>
  (state: DeviceState): Device['fixed'] => {
    if (state.kind !== 'surveillance') return undefined
    const lacks = fixedCameraLacks(state, fixedCameraLaw(book, today, state.inServiceSince), today)
    const { fixed } = state
    return {
      ...(fixed && { said: { ...fixed, by: names(fixed.by) } }),
      lacks: lacks.map(({ code, message, citation }) => ({
        code,
        message,
        citations: citation ? [book.shelf.citationView(citation)] : [],
      })),
    }
  }

/** The article on cameras that stay where they are on file. */
export const citingFixed = (book: Book, day: CalendarDate): Citation | undefined => {
  const rules = book.on(day)
  return rules && fixedCameraPeriod(rules, 'fixed-camera-filing')?.citations[0]
}
