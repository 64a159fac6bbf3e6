import { numberOf } from '../calendar/index.ts'
import { text } from '../kernel/index.ts'
import type { CalendarDate, Citation, Instant, Text } from '../kernel/index.ts'
import { allOf, ask, differences, keptGoods, rulesOf, stands } from '../policy/index.ts'
import type { Done, Guard, RulesOn, RuleUsed, Story } from '../policy/index.ts'
import { acts as ACTS, materialKinds } from '../procedure/index.ts'
import type { Act, Material, MaterialKind, MaterialThere } from '../procedure/index.ts'
import type { Clock } from './check.ts'

/** An item of the list of a transfer, as it was then, and what became of it. */
export interface TransferredItem {
  readonly item: Material
  /** The receipt names it. */
  readonly received: boolean
  /** It came back. */
  readonly returned: boolean
}

/** What a transfer waits for: since when, until when where a text says so, and by which. */
export interface Awaited {
  readonly what: Text
  readonly since: CalendarDate
  /** Days gone by since. */
  readonly days: number
  readonly last?: CalendarDate | Instant
  readonly citations: readonly Citation[]
}

/** A transfer: its list as it was sealed, the receipt of the other side, what came of it, and what has changed since. */
export interface Transfer {
  readonly by: Done
  /** Absent where it was not told item by item. */
  readonly items?: readonly TransferredItem[]
  readonly received?: Done
  readonly filed?: Done
  readonly returned?: Done
  readonly awaited?: Awaited
  /** Where the police opened a case: what was handed to them since, and what of the goods is still kept, by which article. */
  readonly goods?: {
    readonly handed: readonly Done[]
    readonly kept: readonly MaterialThere[]
    readonly citations: readonly Citation[]
  }
  /** What differs now between the case and the list, and the list and the receipt. */
  readonly told: readonly Text[]
}

const RECEIVED: Act = 'transfer-received'
const FILED: Act = 'police-filed'
const RETURNED: Act = 'transfer-returned'
const SINCE = text('移送以后', 'it was transferred')
/** What of a case is a thing to be handed over: papers go on being written. */
const THINGS: readonly MaterialKind[] = ['evidence', 'goods', 'recording']

/** The transfers of a case in their order, as they stand on a day, with its clocks as they stand then. */
export function transfersOf(
  story: Story,
  on: CalendarDate,
  rulesOn: (day: CalendarDate) => RulesOn,
  clocks: readonly Clock[],
): readonly Transfer[] {
  const all = allOf(story, ['transferred']).filter((one) => one.on <= on)
  return all.map((by, at) => {
    const until = all[at + 1]?.order ?? Infinity
    const then = (act: Act): Done | undefined =>
      allOf(story, [act]).findLast(
        (one) => one.on <= on && (one.of === undefined ? one.order > by.order && one.order < until : one.of === by.key),
      )
    const [received, filed, returned] = [then(RECEIVED), then(FILED), then(RETURNED)]
    const items = itemsOf(by, received, returned)
    const goods = returned === undefined && filed !== undefined ? goodsOf(filed, story, on, rulesOn(on)) : undefined
    const awaited = awaitedBy({ by, received, ended: filed ?? returned }, story, on, rulesOn, clocks)
    return {
      by,
      ...(items && { items }),
      ...(received && { received }),
      ...(filed && { filed }),
      ...(returned && { returned }),
      ...(awaited && { awaited }),
      ...(goods && { goods }),
      told: [
        ...unsigned(items, received),
        // What has come back is the bureau’s again, and changes as its case goes on.
        ...(at === all.length - 1 && returned === undefined ? changed(by, story, on) : []),
      ],
    }
  })
}

/** What is handed to the police once they opened a case, and what is still here: their rules on goods, art. 12. */
function goodsOf(filed: Done, story: Story, on: CalendarDate, rules: RulesOn): Transfer['goods'] {
  const used = rulesOf(rules, 'step').filter((one) => keeping(one.rule.needs) !== undefined)
  const guard = used.map((one) => keeping(one.rule.needs)).find((one) => one !== undefined)
  if (guard === undefined) return undefined
  return {
    handed: allOf(story, guard.acts).filter((one) => one.on <= on && one.order > filed.order),
    kept: keptGoods(story, guard),
    citations: cited(used.map((one) => one.used)),
  }
}

type Keeping = Extract<Guard, { kind: 'none-kept' }>

/** What a condition says of goods that are kept. */
const keeping = (needs: Guard): Keeping | undefined => {
  if (needs.kind === 'none-kept') return needs
  return needs.kind === 'any' || needs.kind === 'all'
    ? needs.of.map(keeping).find((one) => one !== undefined)
    : undefined
}

const keyOf = ({ kind, id }: Pick<Material, 'kind' | 'id'>): string => `${kind} ${id}`

function itemsOf(by: Done, received: Done | undefined, returned: Done | undefined): Transfer['items'] {
  const names = (one: Done | undefined, as: Material['as']): ReadonlySet<string> =>
    new Set((one?.materials ?? []).filter((item) => item.as === as).map(keyOf))
  const [signed, back] = [names(received, 'received'), names(returned, 'returned')]
  return by.materials
    ?.filter((one) => one.as === 'transferred')
    .map((item) => ({ item, received: signed.has(keyOf(item)), returned: back.has(keyOf(item)) }))
}

/** Items that the receipt leaves out: where it names any. */
function unsigned(items: Transfer['items'], received: Done | undefined): readonly Text[] {
  if (received?.materials === undefined) return []
  return (items ?? [])
    .filter((one) => !one.received)
    .map(({ item: { kind, title } }) =>
      text(
        `清单上的${materialKinds[kind].zh}《${title}》没有签收`,
        `${materialKinds[kind].en} "${title}" is on the list and was not signed for`,
      ),
    )
}

/** What was taken out, changed or added since, and what of the case was never on the list. */
function changed(by: Done, story: Story, on: CalendarDate): readonly Text[] {
  const there = story.told.materials
  if (there === undefined || by.materials === undefined) return []
  const listed = by.materials.filter((one) => one.as === 'transferred')
  const known = new Set(listed.map(keyOf))
  // Of evidence alone it would say that it is new, whether it is or was left out: said of all things by what is certain.
  const found = differences(
    listed,
    there.filter((one) => known.has(keyOf(one))),
    on,
    SINCE,
  )
  const besides = there
    .filter(
      (one) => THINGS.includes(one.kind) && !known.has(keyOf(one)) && (one.since === undefined || one.since <= on),
    )
    .map(({ kind, title }) =>
      text(
        `${materialKinds[kind].zh}《${title}》不在移送清单里`,
        `${materialKinds[kind].en} "${title}" is not on the list of the transfer`,
      ),
    )
  return [...found, ...besides]
}

interface Standing {
  readonly by: Done
  readonly received: Done | undefined
  readonly ended: Done | undefined
}

/** The receipt until it is there, and then the answer, where a text gives a time for one. */
function awaitedBy(
  { by, received, ended }: Standing,
  story: Story,
  on: CalendarDate,
  rulesOn: (day: CalendarDate) => RulesOn,
  clocks: readonly Clock[],
): Awaited | undefined {
  if (ended !== undefined) return undefined
  const days = (since: CalendarDate): number => numberOf(on) - numberOf(since)
  if (received === undefined) {
    const used = receiptRules(story, on, rulesOn(on))
    if (used.length === 0) return undefined
    const { zh, en } = ACTS[RECEIVED].name
    return { what: text(`等待：${zh}`, `Awaited: ${en}`), since: by.on, days: days(by.on), citations: cited(used) }
  }
  const clock = clocks.find((one) => one.startedBy.key === received.key && one.last !== undefined)
  if (clock?.last === undefined) return undefined
  return {
    what: text(`等待：${clock.title.zh}`, `Awaited: ${clock.title.en}`),
    since: received.on,
    days: days(received.on),
    last: clock.last,
    citations: cited(clock.used),
  }
}

/** The rules that want a transfer answered, where they apply to this case. */
const receiptRules = (story: Story, on: CalendarDate, rules: RulesOn): readonly RuleUsed[] => {
  const act: Done = { act: 'archived', on, number: 0, order: Infinity, key: '', by: [], approvals: [], says: {} }
  const asked = { act, story, rules, rulesOn: () => rules, ask }
  return rulesOf(rules, 'step')
    .filter(
      ({ rule: { needs, when } }) =>
        needs.kind === 'answered' &&
        needs.acts.includes('transferred') &&
        needs.by.includes(RECEIVED) &&
        (when === undefined || stands(when, asked).met === 'met'),
    )
    .map((one) => one.used)
}

const cited = (used: readonly RuleUsed[]): readonly Citation[] => [
  ...new Map(
    used.flatMap((one) => one.citations).map((one) => [`${one.article} ${one.quote ?? ''}`, one] as const),
  ).values(),
]
