import { partsOf } from '../activities.ts'
import type { Activity } from '../activities.ts'
import { rulesOf } from '../rule-set.ts'
import type { RulesOn, Standing } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import { nameFor } from '../settings.ts'
import { anyOf, each, fieldsOf, oneOrAll, said, together } from './reply.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

const LEVELS = ['must', 'implied', 'as-needed', 'none'] as const

/** Earlier in the list is stronger. */
const strongest = <T>(order: readonly T[], given: readonly T[]): T | undefined =>
  order.find((one) => given.includes(one))

/** A kind the bureau itself has recorded is among the other acts that an instrument has recorded. */
const kindsOf = ({ mandatory }: RulesOn, activity: Activity): readonly Activity[] =>
  mandatory.includes(activity) ? [activity, 'other'] : [activity]

/**
 * Whether an activity is filmed: the strongest of all instruments. Where nothing is said of it, `parts` are the kinds of it
 * of which something is, such as the posting of a public notice.
 */
export function recording(rules: RulesOn, activity: Activity): Reply<Values['recording']> {
  const kinds = kindsOf(rules, activity)
  const found = rulesOf(rules, 'recording').filter(({ rule }) => kinds.some((one) => rule.activities.includes(one)))
  const crews = found.flatMap(({ rule }) => (rule.crew === undefined ? [] : [rule.crew]))
  const devices = together(crews.map((one) => one.devices))
  const crew =
    crews.length === 0
      ? undefined
      : {
          operator: crews.some((one) => one.operator),
          angles: crews.some((one) => one.angles),
          ...(crews.some((one) => one.whole) && { whole: true }),
          ...(devices && { devices }),
          level: crews.some((one) => one.level === 'must') ? ('must' as const) : ('as-needed' as const),
        }
  const level =
    strongest(
      LEVELS,
      found.map(({ rule }) => rule.level),
    ) ?? 'none'
  const holds = [...new Set(found.flatMap(({ rule }) => rule.holds ?? []))]
  const parts = level === 'none' ? partsFilmed(rules, activity) : []
  return {
    value: { level, crew, ...(holds.length > 0 && { holds }), ...(parts.length > 0 && { parts }) },
    rules: found,
  }
}

const partsFilmed = (rules: RulesOn, activity: Activity) =>
  (partsOf[activity] ?? [])
    .map((part) => ({ activity: part, level: recording(rules, part).value.level }))
    .filter((one) => one.level !== 'none')

/** What must be in the picture, in the order of the packs. */
export function content(rules: RulesOn, activity: Activity): Reply<Values['content']> {
  const found = rulesOf(rules, 'content').filter(({ rule }) => rule.activities?.includes(activity) ?? true)
  const points = found.flatMap(({ rule }) => rule.points)
  return { value: { points: points.map(({ point }) => point.zh), details: points }, rules: found }
}

/** What the party is told, and whether beforehand. */
export function notice(rules: RulesOn, activity: Activity): Reply<Values['notice']> {
  const found = rulesOf(rules, 'notice').filter(({ rule }) => rule.activities.includes(activity))
  const say = oneOrAll(found.map(({ rule }) => rule.say.zh))
  const beforehand = anyOf(found.map(({ rule }) => rule.beforehand))
  return { value: said({ told: found.length > 0, say, beforehand }), rules: found }
}

const PAUSES = ['never', 'with-reason'] as const
const STARTS = ['arrival', 'start-of-act'] as const

/** From when to when, and whether it may pause: of each pack the narrowest rule, of those the strictest. */
export function continuity(rules: RulesOn, activity: Activity): Reply<Values['continuity']> {
  const found = rules.packs.flatMap((pack) => {
    const ours = rulesOf(rules, 'continuity').filter((one) => one.pack === pack)
    const named = ours.filter(({ rule }) => rule.activities?.includes(activity))
    return named.length > 0 ? named : ours.filter(({ rule }) => rule.activities === undefined)
  })
  const value: Values['continuity'] = {
    start: strongest(
      STARTS,
      found.flatMap(({ rule }) => rule.start ?? []),
    ),
    end: found.find(({ rule }) => rule.end !== undefined)?.rule.end,
    pause:
      strongest(
        PAUSES,
        found.map(({ rule }) => rule.pause),
      ) ?? 'unsaid',
  }
  return { value, rules: found }
}

/** Why it may be interrupted, and what closes the gap; `ways` are the rules one by one, in the order they are named. */
export function interruption(rules: RulesOn): Reply<Values['interruption']> {
  const found = rulesOf(rules, 'interruption')
  const all = found.map(({ rule }) => rule)
  const written = all.map((one) => one.written)
  return {
    value: said({
      reasons: together(all.map((one) => one.reasons)),
      spoken: all.some((one) => one.spoken),
      written: strongest(['when-not-spoken', 'when-not-resumed'], written),
      writtenIntoFile: anyOf(all.map((one) => one.writtenIntoFile)),
      reportTo: oneOrAll(all.map((one) => one.reportTo)),
      besides: together(all.map((one) => one.besides)),
      excuses: together(all.map((one) => one.excuses)),
      ways: all.map(({ id: _id, kind: _kind, source: _source, note: _note, ...way }) => way),
    }),
    rules: found,
  }
}

/** Whether something may be done to the record. */
export function integrity(rules: RulesOn, deed: RuleOf<'integrity'>['forbids'][number]): Reply<Values['integrity']> {
  const found = rulesOf(rules, 'integrity').filter(({ rule }) => rule.forbids.includes(deed))
  return { value: { forbidden: found.length > 0 }, rules: found }
}

/** What an evidence disc says of itself. */
export function statement(rules: RulesOn): Reply<Values['statement']> {
  const found = rulesOf(rules, 'statement')
  return { value: { fields: fieldsOf(found.map(({ rule }) => rule.fields)) }, rules: found }
}

const CHECKS = ['each-duty-day', 'before-duty', 'when-recording'] as const

function checkOf(found: readonly Standing<RuleOf<'device'>>[]): Values['device']['check'] {
  const checks = found.flatMap(({ rule }) => rule.check ?? [])
  if (checks.length === 0) return undefined
  const when = strongest(
    CHECKS,
    checks.map((one) => one.when),
  )
  return when && { when, items: each(checks.flatMap((one) => one.items)) }
}

/** Devices that count, their check before a shift, and what a failure asks for. */
export function device(rules: RulesOn): Reply<Values['device']> {
  const found = rulesOf(rules, 'device')
  const all = found.map(({ rule }) => rule)
  const faultTo = found.flatMap((one) =>
    one.rule.faultTo === undefined ? [] : [nameFor(rules, one, one.rule.faultTo)],
  )
  const responsible = together(all.map((one) => (one.responsible === undefined ? undefined : [one.responsible])))
  return {
    value: said({
      types: together(all.map((one) => one.types)),
      check: checkOf(found),
      faultTo: oneOrAll(faultTo.flatMap(({ names }) => names)),
      lendingForbidden: anyOf(all.map((one) => one.lendingForbidden)),
      worn: together(all.map((one) => one.worn)),
      responsible,
    }),
    rules: found,
    open: faultTo.flatMap(({ open }) => open),
  }
}

/** Who may record, and who may only help. */
export function recorder(rules: RulesOn, who: 'officer' | 'auxiliary'): Reply<Values['recorder']> {
  const found = rulesOf(rules, 'recorder').filter(({ rule }) => rule.who === who)
  const all = found.map(({ rule }) => rule)
  return {
    value: {
      needs: together(all.map((one) => one.needs)) ?? [],
      mayOnlyAssist: anyOf(all.map((one) => one.mayOnlyAssist)),
      countyRecruited: anyOf(all.map((one) => one.countyRecruited)),
    },
    rules: found,
  }
}
