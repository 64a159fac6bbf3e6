import { text } from '../kernel/index.ts'
import type { CalendarDate, Text } from '../kernel/index.ts'
import type { Cause, Penalty } from './rows.ts'
import { holdsOn } from './validity.ts'

export type PartyKind = 'citizen' | 'organisation'

/** What is known of the matter where two generations are compared. */
export interface Matter {
  readonly party?: PartyKind | undefined
  /** Whether correction was ordered and refused; absent: not told. */
  readonly refused?: boolean | undefined
}

/** Which law counts for an act, and beside it the one that does not. */
export interface OfTheDay {
  /** The generation by which the act is judged; absent where none is, and why. */
  readonly counts?: Cause
  /** In force when the act was done. */
  readonly atAct?: Cause
  /** In force when it is decided. */
  readonly atDecision?: Cause
  /** Which of the two counts. */
  readonly which?: 'then' | 'now'
  /** In what they differ; empty where there is only one. */
  readonly differences: readonly Text[]
  readonly why: Text
  /** It hangs on something that is not told. */
  readonly unsure?: true
}

/**
 * The generation of a cause by which an act is judged (行政处罚法 art. 37, 从旧兼从轻): the one in force when it was done, or
 * the one in force when it is decided where that is lighter.
 */
export function ofTheDay(
  causes: readonly Cause[],
  code: string,
  act: CalendarDate,
  decided: CalendarDate,
  matter: Matter = {},
): OfTheDay {
  const generations = causes.filter((one) => one.code === code)
  const then = generations.find((one) => holdsOn(one, act))
  const now = generations.find((one) => holdsOn(one, decided))
  const both = { ...(then && { atAct: then }), ...(now && { atDecision: now }) }
  if (then === undefined)
    return {
      ...both,
      differences: [],
      why:
        generations.length === 0
          ? text(`案由目录中没有 ${code}`, `the catalogue has no cause ${code}`)
          : text(
              `${act} 行为发生时，这个案由没有有效的规定（${spansOf(generations)}）`,
              `on ${act}, the day of the act, nothing was in force for this cause (${spansOf(generations)})`,
            ),
    }
  if (now === undefined)
    return {
      ...both,
      differences: [],
      why: text(
        `${decided} 作出决定时，法律不再规定这一处罚，从轻不予处罚`,
        `on ${decided} the law no longer lays this penalty down: the lighter law counts, and imposes none`,
      ),
    }
  if (then === now)
    return {
      ...both,
      counts: then,
      which: 'then',
      differences: [],
      why: text('行为时有效的规定', 'in force on the day'),
    }
  const differences = differencesOf(then, now)
  const found = compare(then, now, matter)
  const counts = found === 'lighter' ? now : then
  return {
    ...both,
    counts,
    which: found === 'lighter' ? 'now' : 'then',
    differences,
    why: WHY[found],
    ...(found === 'unsure' && { unsure: true }),
  }
}

const spansOf = (all: readonly Cause[]): string => all.map(({ from, until }) => `${from}–${until ?? ''}`).join('，')

const WHY: Readonly<Record<Weighed, Text>> = {
  lighter: text(
    '新的规定处罚较轻：适用新的规定（行政处罚法第三十七条，从旧兼从轻）',
    'the newer law is lighter and counts (penalty law, art. 37)',
  ),
  heavier: text(
    '新的规定处罚较重：适用行为发生时的规定（行政处罚法第三十七条，从旧兼从轻）',
    'the newer law is heavier: the one of the day of the act counts (penalty law, art. 37)',
  ),
  same: text(
    '新旧规定的处罚相同：适用行为发生时的规定（行政处罚法第三十七条）',
    'neither is lighter: the one of the day of the act counts (penalty law, art. 37)',
  ),
  unsure: text(
    '新旧规定孰轻孰重，要看当事人是公民还是单位、是否拒不改正，还没有写明；写明以前按行为发生时的规定',
    'which of the two is lighter hangs on who the party is and whether correction was refused, which is not told; until then that of the day of the act',
  ),
}

type Weighed = 'lighter' | 'heavier' | 'same' | 'unsure'

/** How the newer law weighs against the older, as far as the matter is known. */
function compare(older: Cause, newer: Cause, { party, refused }: Matter): Weighed {
  const matters = (party === undefined ? (['citizen', 'organisation'] as const) : [party]).flatMap((kind) =>
    (refused === undefined ? [true, false] : [refused]).map((is) => ({ party: kind, refused: is })),
  )
  const found = new Set(
    matters
      .filter((one) => isPunished(older, one) || isPunished(newer, one))
      .map((one) => weigh(older, newer, one.party, one.refused)),
  )
  if (!found.has('lighter')) return found.has('heavier') ? 'heavier' : 'same'
  return found.size === 1 ? 'lighter' : 'unsure'
}

const isPunished = (cause: Cause, { party, refused }: { readonly party: PartyKind; readonly refused: boolean }) =>
  bandsOf(cause, party, refused).length > 0

/** The fines that the law prints for such a party where correction was, or was not, refused. */
export function bandsOf(cause: Cause, party: PartyKind | undefined, refused: boolean): readonly Penalty[] {
  const fines = cause.penalties.filter(
    (one) => one.kind === 'fine' && (one.party === undefined || party === undefined || one.party === party),
  )
  const after = fines.filter((one) => one.afterRefusal === true)
  // Where refusal has a band of its own, it stands in the place of the other.
  if (refused && after.length > 0) return after
  return fines.filter((one) => one.afterRefusal !== true)
}

/** By the highest fine first, then by the lowest, then by what else may be imposed. */
function weigh(older: Cause, newer: Cause, party: PartyKind, refused: boolean): Weighed {
  const [then, now] = [bandsOf(older, party, refused), bandsOf(newer, party, refused)]
  if (then.length > 0 !== now.length > 0) return now.length > 0 ? 'heavier' : 'lighter'
  if (then.some((one) => one.unit !== 'yuan') || now.some((one) => one.unit !== 'yuan')) return 'same'
  const most = (bands: readonly Penalty[]) => Math.max(0, ...bands.map((one) => one.most ?? 0))
  const least = (bands: readonly Penalty[]) => Math.min(...bands.map((one) => one.least ?? 0))
  const found = most(now) - most(then) || (then.length > 0 ? least(now) - least(then) : 0)
  if (found !== 0) return found < 0 ? 'lighter' : 'heavier'
  return 'same'
}

/** What a person has to see where the two are side by side. */
function differencesOf(then: Cause, now: Cause): readonly Text[] {
  const parties = ['citizen', 'organisation'] as const
  const money = parties.flatMap((party) =>
    [false, true].flatMap((refused) => {
      const [before, after] = [bandWords(bandsOf(then, party, refused)), bandWords(bandsOf(now, party, refused))]
      if (before.zh === after.zh) return []
      // Where refusal has no band of its own it differs as everything does.
      const once = [bandWords(bandsOf(then, party, false)), bandWords(bandsOf(now, party, false))]
      if (refused && once[0]?.zh === before.zh && once[1]?.zh === after.zh) return []
      const whom = party === 'citizen' ? text('公民', 'citizen') : text('单位', 'organisation')
      const when = refused ? text('（拒不改正）', ' (correction refused)') : text('', '')
      return [
        text(
          `${whom.zh}${when.zh}：原 ${before.zh}，现 ${after.zh}`,
          `${whom.en}${when.en}: ${before.en} then, ${after.en} now`,
        ),
      ]
    }),
  )
  const flags = FLAGS.filter(({ is }) => is(then) !== is(now)).map(({ name, is }) =>
    is(now) ? text(`现有：${name.zh}`, `now: ${name.en}`) : text(`原有：${name.zh}`, `then: ${name.en}`),
  )
  return [...new Map([...money, ...flags].map((one) => [one.zh, one])).values()]
}

const FLAGS: readonly { readonly name: Text; readonly is: (cause: Cause) => boolean }[] = [
  { name: text('先责令改正', 'an order to correct first'), is: (one) => one.orderFirst === true },
  { name: text('超标的检测报告', 'a report that the standard was exceeded'), is: (one) => one.reportNeeded === true },
  {
    name: text('造成生态环境损害的，五年追究时效', 'a limitation of five years where the environment was harmed'),
    is: (one) => one.limitationYears === 5,
  },
  { name: text('按日连续处罚', 'a fine by the day'), is: (one) => one.dailyFine === true },
]

/** 5000–50000 元 */
export function bandWords(bands: readonly Penalty[]): Text {
  if (bands.length === 0) return text('没有罚款', 'no fine')
  const each = bands.map(({ least, most, unit, of }) => {
    if (most === undefined) return text('数额由地方规定', 'an amount that local rules set')
    const units: Readonly<Record<Penalty['unit'], readonly [zh: string, en: string]>> = {
      yuan: [' 元', ' yuan'],
      percent: [`%（${of?.zh ?? ''}）`, `% (${of?.en ?? ''})`],
      times: [` 倍（${of?.zh ?? ''}）`, ` times (${of?.en ?? ''})`],
    }
    const [zh, en] = units[unit]
    return least === undefined || least === 0
      ? text(`${most}${zh}以下`, `up to ${most}${en}`)
      : text(`${least}–${most}${zh}`, `${least}–${most}${en}`)
  })
  return text(each.map((one) => one.zh).join('，或者 '), each.map((one) => one.en).join(', or '))
}
