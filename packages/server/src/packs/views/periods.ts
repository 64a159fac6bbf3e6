import type { Deadline, DeadlineOrder, PeriodRow } from '@liuhen/contract/packs'
import { because, CalendarDate, dayOf, Instant, Missing, Refused } from '@liuhen/core/kernel'
import { extensionText, NATIONAL } from '@liuhen/core/packs'
import {
  ask,
  countsOn,
  effectiveFrom,
  goesBy,
  limitOf,
  type RuleOf,
  type RulesOn,
  rulesOf,
  rulesOn,
} from '@liuhen/core/policy'
import type { Book } from '../book.ts'
import { openSettings } from './answers.ts'
import { shownVersion } from './instruments.ts'

/** Every period of every instrument as it counts today: those of the bureau's own rule set first. */
export function listPeriods(book: Book, today: CalendarDate): PeriodRow[] {
  const ours = book.on(today)
  const national = shownVersion(book, NATIONAL, today)
  const limits = (national?.rules ?? []).flatMap((rule) =>
    national && rule.kind === 'period' ? [{ pack: national, rule }] : [],
  )
  const rows = book.shelf.ids.flatMap((id) => {
    const pack = shownVersion(book, id, today)
    if (!pack) return []
    const isOurs = ours?.packs.includes(pack) ?? false
    return pack.rules
      .filter((rule) => rule.kind === 'period')
      .filter((rule) => countsOn(rule, today))
      .map((rule) => {
        // What the law leaves out of a limit is left out under an instrument too.
        const grounds = limitOf({ pack, rule }, limits)?.rule.suspendedBy ?? []
        const row = periodRow(book, isOurs ? ours : undefined, { id, version: pack.identity.version }, rule)
        return { ...row, suspendedBy: [...new Set([...row.suspendedBy, ...grounds])] }
      })
  })
  return rows.toSorted((a, b) => Number(b.ours) - Number(a.ours))
}

function periodRow(
  book: Book,
  ours: RulesOn | undefined,
  { id, version }: { id: string; version: number },
  rule: RuleOf<'period'>,
): PeriodRow {
  const { length } = rule
  const count =
    'count' in length ? length.count : 'setting' in length ? decidedCount(ours?.settings[length.setting]) : undefined
  const placed = book.shelf.rule(id, rule.id, version)
  return {
    pack: id,
    period: rule.id,
    title: rule.title,
    start: rule.start,
    end: rule.end,
    unit: rule.unit,
    direction: rule.direction,
    roll: rule.roll,
    suspendedBy: rule.suspendedBy ?? [],
    citations: placed ? book.shelf.ruleView(placed).citations : [],
    ours: ours !== undefined,
    ...(count !== undefined && { count }),
    ...(rule.extension && {
      extension: {
        says: extensionText(rule.extension),
        by: rule.extension.by,
        ...(rule.extension.times !== undefined && { times: rule.extension.times }),
        ...(rule.extension.length !== 'unnamed' && { most: rule.extension.length }),
        ...(rule.extension.further && {
          further: { most: rule.extension.further.length, by: rule.extension.further.by },
        }),
      },
    }),
    ...(rule.otherReading !== undefined && { otherReading: rule.otherReading }),
    ...('stated' in length && { stated: length.stated }),
    ...(rule.notBefore && { notBefore: rule.notBefore.decisions }),
    ...(rule.displacedBy !== undefined && { displaced: true }),
    ...(rule.validFrom && { validFrom: rule.validFrom }),
    ...(rule.validTo && { validTo: rule.validTo }),
    ...(rule.note && { note: rule.note }),
  }
}

function decidedCount(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'object' && value !== null && 'count' in value ? Number(value.count) : undefined
}

/**
 * Throws Missing for a period unknown on that day, Refused when it may not be suspended or extended, is displaced by the
 * law, or its instrument was not in force.
 */
export function deadline(book: Book, order: DeadlineOrder, today: CalendarDate): Deadline {
  const day = Instant.safeParse(order.from).success ? dayOf(Instant.parse(order.from)) : CalendarDate.parse(order.from)
  const rules = rulesFor(book, order.pack, day, today)
  const rule = rulesOf(rules, 'period').find(
    ({ used, rule: one }) => used.pack === order.pack && goesBy(one, order.period),
  )?.rule
  if (!rule) throw unknownOn(book, order, day)
  if (rule.displacedBy !== undefined)
    throw because(
      Refused,
      'displaced-by-law',
      `「${rule.title.zh}」要等救济期限届满才能办（行政强制法第五十三条），本局条文的日子只作对照：请用“申请法院强制执行的窗口”`,
      `"${rule.title.en}" waits for the end of the time for remedies (coercion law, art. 53); the instrument's day is only shown beside it: use the window for the court`,
      { field: 'period' },
    )
  const answer = ask(rules, {
    ask: 'period',
    period: `${order.pack}/${order.period}`,
    from: order.from,
    suspended: order.suspended ?? [],
    extended: order.extended ?? false,
    again: order.again,
    stated: order.stated,
    decision: order.decision,
  })
  const { last, raw, provisional, skipped = [] } = answer.value
  return {
    pack: order.pack,
    period: order.period,
    title: rule.title,
    unit: rule.unit,
    from: order.from,
    provisional,
    skipped: skipped.map((one) => ({
      ...one,
      kind: kindOf(book, one.date, rule.direction === 'back' ? undefined : raw),
    })),
    notes: [...answer.notes],
    open: openSettings(book, answer.open),
    rules: answer.rules.flatMap((one) => book.shelf.usedView(one)),
    ...(last !== undefined && { last }),
    ...(raw !== undefined && { raw }),
    ...otherReading(book, order, rules, rule),
  }
}

/** From when a period counts that is not there on that day. */
function unknownOn(book: Book, { pack, period }: DeadlineOrder, day: CalendarDate): Error {
  const then = book.shelf.rule(pack, period)?.rule
  if (then === undefined || (then.validFrom ?? then.validTo) === undefined)
    return because(Missing, 'period-unknown', '没有这个期限', 'There is no such period', { field: 'period' })
  const [from, to] = [then.validFrom ?? '', then.validTo ?? '']
  return because(
    Missing,
    'period-not-then',
    `这个期限${from && `自 ${from} 起`}${to && `到 ${to} 止`}有效，${day} 不适用`,
    `The period counts${from && ` from ${from}`}${to && ` to ${to}`}, and not on ${day}`,
    { field: 'from' },
  )
}

/** The bureau's own rules of that day when the pack is among them, else the pack alone. */
export function rulesFor(book: Book, id: string, day: CalendarDate, today: CalendarDate): RulesOn {
  const ours = book.on(day)
  if (ours?.packs.some(({ identity }) => identity.id === id)) return ours
  const pack = shownVersion(book, id, today)
  if (!pack)
    throw because(Missing, 'instrument-unknown', '没有载入这部制度', 'That instrument is not loaded', { field: 'pack' })
  // Beside the bureau's own rules nothing is known of when an undated instrument came into force.
  const from = effectiveFrom(pack, { settings: {} })
  const alone = rulesOn(
    book.library,
    {
      packs: id === NATIONAL ? [id] : [NATIONAL, id].filter((one) => book.shelf.pack(one)),
      settings: {},
      ...(from === undefined && { effective: { [id]: day } }),
    },
    day,
  )
  if (alone.packs.some(({ identity }) => identity.id === id)) return alone
  throw because(
    Refused,
    'not-in-force-then',
    `《${pack.identity.title.zh}》${from ?? ''} 起施行，${day} 不适用`,
    `${pack.identity.title.en} is in force from ${from ?? ''} and does not reach ${day}`,
    { field: 'from' },
  )
}

function kindOf(book: Book, date: CalendarDate, raw: string | undefined): Deadline['skipped'][number]['kind'] {
  const { works, why } = book.calendar.dayKind(date)
  if (works) return 'suspended'
  if (raw !== undefined && date >= raw) return 'rolled'
  return why === 'holiday' ? 'holiday' : 'weekend'
}

/** Where the law can be read in two ways, what the other reading gives. */
function otherReading(
  book: Book,
  order: DeadlineOrder,
  rules: RulesOn,
  rule: RuleOf<'period'>,
): Pick<Deadline, 'other'> {
  const other = rulesOf(rules, 'period').find(({ used }) => used.pack === order.pack && used.rule === rule.otherReading)
  if (!other || rule.otherReading === undefined) return {}
  const { title, start } = other.rule
  const named = { period: rule.otherReading, title, start }
  // It runs from another event, of which this order says nothing.
  if (start.zh !== rule.start.zh) return { other: named }
  const { value } = ask(rules, {
    ask: 'period',
    period: `${order.pack}/${rule.otherReading}`,
    from: order.from,
    suspended: [],
    extended: false,
  })
  return { other: { ...named, ...(value.last !== undefined && { last: value.last }) } }
}
