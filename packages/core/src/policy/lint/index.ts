import type { HolidayCalendar } from '../../calendar/index.ts'
import type { Pack } from '../pack.ts'
import type { Example } from '../question.ts'
import { contradictions } from './contradictions.ts'
import { faultsOfDates } from './dates.ts'
import { fieldsRepeated } from './fields.ts'
import { numbered } from './finding.ts'
import type { Finding } from './finding.ts'
import { gaps, openWords } from './gaps.ts'
import { mandatesOutsideTheList } from './lists.ts'
import { faultsOfPosts, postsUnfilled } from './posts.ts'
import { slipsOfPrint } from './print.ts'
import { faultsOfSteps } from './procedure.ts'
import { readers } from './slips.ts'
import { faultsOfStructure, withoutExample } from './structure.ts'
import { conflicts } from './superior.ts'
import { faultsOfWordings } from './wordings.ts'
import { names, outside } from './words.ts'

export type { Finding } from './finding.ts'

/** Rows of `examples.yaml`, by pack and version. */
export interface ExamplesOf {
  readonly pack: string
  readonly version: number
  readonly rows: readonly Example[]
}

/**
 * Everything that is wrong with packs, or odd about the instruments they hold, pack by pack. It never changes a text.
 * Rules without an example are told only where the examples are given.
 */
export function lint(
  packs: readonly Pack[],
  tried?: { readonly calendar: HolidayCalendar; readonly examples: readonly ExamplesOf[] },
): readonly Finding[] {
  const national = packs.findLast((one) => one.identity.kind === 'national')
  return packs.flatMap((pack) => {
    const faults = [
      ...faultsOfStructure(pack, packs),
      ...faultsOfPosts(pack),
      ...fieldsRepeated(pack),
      ...(tried === undefined ? [] : withoutExample(pack, tried.calendar, rowsOf(pack, tried.examples))),
      ...contradictions(pack),
      ...faultsOfDates(pack, packs),
      ...faultsOfSteps(pack, packs),
      ...faultsOfWordings(pack, packs),
    ]
    return readers(pack, numbered([...faults, ...detected(pack, packs, national)]))
  })
}

const rowsOf = ({ identity: { id, version } }: Pack, examples: readonly ExamplesOf[]): readonly Example[] =>
  examples.find((one) => one.pack === id && one.version === version)?.rows ?? []

/** What programs see in the text. The national law is told in our own words: there is no print of it to read. */
function detected(pack: Pack, packs: readonly Pack[], national: Pack | undefined): readonly Finding[] {
  if (pack.identity.kind === 'national') return []
  return [
    ...slipsOfPrint(pack),
    ...conflicts(pack, national),
    ...gaps(pack),
    ...postsUnfilled(pack),
    ...openWords(pack),
    ...names(pack),
    ...outside(pack, packs),
    ...mandatesOutsideTheList(pack),
  ]
}
