import { type CaseState, type Clock, clocksOf, storyOf } from '@liuhen/core/case'
import { CalendarDate, dayOf, Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import { type RuleSet, rulesOn } from '@liuhen/core/policy'
import { z } from 'zod'
import { connected } from '../audit/index.ts'
import { readPackFolder } from '../packs/index.ts'
import type { Acknowledged } from './clerk.ts'

const Done = z.object({ act: z.object({ id: z.string(), act: z.string() }), approval: z.uuid().optional() })
const Asked = z.object({ draft: z.object({ case: z.uuid() }), chain: z.array(z.unknown()), signsFirst: z.boolean() })

interface Written {
  readonly stream: string
  readonly kind: string
  readonly actor: string
  readonly body: unknown
}

interface Due {
  readonly case_id: string
  readonly period: string
  readonly started_by: string
  readonly last_at: string | null
}

const DAY = 86_400_000

/**
 * What is not so of the cases as they stand in the database: whatever was acknowledged is there, once; nobody signed twice;
 * an act is there exactly where the last has signed for it; and what runs in each case is kept as it follows from its acts.
 * That the other read models follow from the events is for the audit to say.
 */
export async function casesAmiss(url: string, seen: Acknowledged, ruleSet: RuleSet): Promise<string[]> {
  const client = await connected(url)
  try {
    const written = await client.query<Written>(
      `select stream, kind, actor, body from journal where stream like 'case:%' or stream like 'approval:%'`,
    )
    const { rows: cases } = await client.query<{ id: string; state: CaseState }>('select id, state from cases')
    const { rows: due } = await client.query<Due>(
      `select case_id, period, started_by, to_char(last_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last_at from due`,
    )
    return [...seen.missed, ...inJournal(written.rows, seen), ...(await dueAmiss(cases, due, ruleSet))]
  } finally {
    await client.end()
  }
}

/** How often each of these is there. */
function counted(all: readonly string[]): (one: string) => number {
  const times = new Map<string, number>()
  for (const one of all) times.set(one, (times.get(one) ?? 0) + 1)
  return (one) => times.get(one) ?? 0
}

function inJournal(written: readonly Written[], seen: Acknowledged): string[] {
  const of = (kind: string) => written.filter((one) => one.kind === kind)
  const idOf = (stream: string): string => stream.slice(stream.indexOf(':') + 1)
  const opened = of('CaseOpened/1').map(({ stream }) => idOf(stream))
  const acts = of('CaseActDone/1').map(({ stream, body }) => ({ case: idOf(stream), ...Done.parse(body) }))
  const asked = of('ApprovalAsked/1').map(({ stream, body }) => ({ id: idOf(stream), ...Asked.parse(body) }))
  const signed = of('ApprovalSigned/1').map(({ stream, actor }) => `${idOf(stream)} by ${actor}`)
  const entered = acts.map((one) => `${one.case} act ${one.act.id}`)
  const carried = counted(acts.flatMap(({ approval }) => approval ?? []))
  const signatures = counted(of('ApprovalSigned/1').map(({ stream }) => idOf(stream)))

  /** Each that was acknowledged once, and none that was not: whatever got no answer was sent again until it had one. */
  const just = (what: string, there: readonly string[], said: readonly string[]): string[] => {
    const [times, wanted] = [counted(there), counted(said)]
    return [...new Set([...there, ...said])]
      .filter((one) => times(one) !== wanted(one))
      .map((one) => `${what} ${one} is there ${times(one)} times and was acknowledged ${wanted(one)} times`)
  }
  const byForm = [
    // With the lead comes when it was found out.
    ...seen.cases.flatMap((one) => [`${one} act 0`, `${one} act 1`]),
    ...seen.acts.map((one) => `${one.case} act ${one.act}`),
    ...asked.flatMap(({ id, draft }) => (carried(id) > 0 ? `${draft.case} act approval:${id}` : [])),
  ]
  return [
    ...just('case', opened, seen.cases),
    ...just('of case', entered, byForm),
    ...just(
      'approval',
      asked.map(({ id }) => id),
      seen.approvals,
    ),
    ...just(
      'signature of',
      signed,
      seen.signatures.map(({ approval, by }) => `${approval} by person:${by}`),
    ),
    ...asked.flatMap(({ id, chain, signsFirst }) => {
      const isWhole = signatures(id) + Number(signsFirst) >= chain.length
      return carried(id) === Number(isWhole)
        ? []
        : [`approval ${id} is ${isWhole ? 'signed by all' : 'not signed by all'} and has ${carried(id)} acts`]
    }),
  ]
}

/** The first instant that is too late: a day ends with it. */
const tooLate = (last: CalendarDate | Instant): string =>
  last.includes('T') ? Instant.parse(last) : instantOf(millisecondsOf(startOf(CalendarDate.parse(last))) + DAY)

/** Something stops it still: no day is kept of it. */
const isMoving = ({ state, stopped }: Clock): boolean => state === 'running' && stopped !== undefined

async function dueAmiss(
  cases: readonly { readonly id: string; readonly state: CaseState }[],
  due: readonly Due[],
  ruleSet: RuleSet,
): Promise<string[]> {
  const library = await readPackFolder()
  const made = new Map<string, ReturnType<typeof rulesOn>>()
  const rules = (day: CalendarDate) => {
    const known = made.get(day) ?? rulesOn(library, ruleSet, day)
    made.set(day, known)
    return known
  }
  const today = dayOf(instantOf(Date.now()))
  const written = (period: string, by: string, last: string | null): string =>
    `${period} of ${by} ends ${last === null ? '' : new Date(last).toISOString()}`
  return cases.flatMap(({ id, state }) => {
    const follows = clocksOf(storyOf(state), today, rules)
      .filter((one) => !one.right && one.endedBy === undefined)
      .map((one) =>
        written(one.period, one.startedBy.key, isMoving(one) || one.last === undefined ? null : tooLate(one.last)),
      )
    const kept = due.filter((one) => one.case_id === id).map((one) => written(one.period, one.started_by, one.last_at))
    const missing = follows.filter((one) => !kept.includes(one)).map((one) => `case ${id}: ${one} is not kept`)
    return [...missing, ...kept.filter((one) => !follows.includes(one)).map((one) => `case ${id}: ${one} is kept`)]
  })
}
