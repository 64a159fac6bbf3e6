import { text } from '../../kernel/index.ts'
import type { CalendarDate, Text } from '../../kernel/index.ts'
import {
  byMeasure,
  measuresOf,
  isOurs,
  acts as ACTS,
  caseFacts,
  choiceName,
  facts as FACTS,
} from '../../procedure/index.ts'
import type { Act, Fact, Said } from '../../procedure/index.ts'
import { postsOf } from '../posts.ts'
import { rulesOf } from '../rule-set.ts'
import { settingTitle } from '../settings.ts'
import type { RulesOn } from '../rule-set.ts'
import type { Guard, GuardOf } from '../rules.ts'
import { approvalNamed, chainOf } from './approvals.ts'
import { accrued } from './accrual.ts'
import { isAfter, periodNamed } from './count.ts'
import { dayAfter, endIn, hourMissing, laterOf, lengthens, periodOf, shown, stops } from './ends.ts'
import { evidenceStands } from './evidence.ts'
import { foundMajor } from './major.ts'
import { instalmentsSet, missedInstalment } from './instalments.ts'
import type { DueInstalment } from './instalments.ts'
import { asHandedIn, attached, noneKept } from './materials.ts'
import { inspectedAtMost, punishedOnce } from './once.ts'
import { causeStands } from './causes.ts'
import { ageOn, holdsOn } from './people.ts'
import { sumsIn } from './sums-in.ts'
import { matchesRecording, recorded } from './recorded.ts'
import { MET, named, notMet, notYet, unknown, untold } from './standing.ts'
import type { Asked, Standing } from './standing.ts'
import { allOf, hoursOf, lastOf, openOf, wereDone } from './story.ts'
import { addsUp, tallies } from './sums.ts'
import type { Done, Elsewhere, Story } from './story.ts'

/** How the condition stands for this act. */
export function stands(guard: Guard, asked: Asked): Standing {
  return (judges[guard.kind] as (guard: Guard, asked: Asked) => Standing)(guard, asked)
}

/** Whether an instalment was missed: until one is, everybody waits. */
function missed(instalments: readonly DueInstalment[], today: CalendarDate): Standing {
  if (missedInstalment(instalments, today) !== undefined) return MET
  const next = instalments.find((one) => one.paidBy === undefined)
  if (next === undefined) return notMet(text('各期都已经按期缴纳', 'each instalment was paid in time'))
  return notMet(
    text(`第 ${next.number} 期到 ${next.on}，还没有过`, `there is time until ${next.on} for number ${next.number}`),
    { earliest: dayAfter(next.on) },
  )
}

const NO_ACTS: readonly Act[] = []
const VIOLATION: readonly Act[] = ['violation-ended']

const isAbout = (asked: Asked, one: Done): boolean =>
  asked.act.of !== undefined && (one.key === asked.act.of || one.of === asked.act.of)

const judges: { readonly [K in Guard['kind']]: (guard: GuardOf<K>, asked: Asked) => Standing } = {
  done({ acts, same }, asked) {
    const isDone = same ? allOf(asked.story, acts).some((one) => isAbout(asked, one)) : wereDone(asked.story, acts)
    if (isDone) return MET
    const first = asked.story.refused.find((one) => acts.includes(one.act))
    if (first === undefined) return notYet(acts)
    const { zh, en } = ACTS[first.act].name
    return notMet(
      text(
        `第 ${first.number} 项（${zh}）不能成立，不算已经做过`,
        `act ${first.number} (${en}) does not stand and counts for nothing`,
      ),
      { clears: { acts } },
    )
  },
  'not-done'({ acts, same }, asked) {
    const found = allOf(asked.story, acts).find((one) => !same || isAbout(asked, one))
    if (found === undefined) return MET
    const { zh, en } = ACTS[found.act].name
    return notMet(text(`已经有：${zh}（${found.on}）`, `there is already: ${en} (${found.on})`))
  },
  answered({ acts, by }, asked) {
    const last = lastOf(asked.story, acts)
    const then = lastOf(asked.story, by)
    if (last === undefined || (then !== undefined && then.order > last.order)) return MET
    return notMet(
      text(
        `${named(acts).zh}以后还没有：${named(by).zh}`,
        `nothing since ${named(acts).en} but wanted: ${named(by).en}`,
      ),
      { clears: { acts: by } },
    )
  },
  settled({ acts, by }, asked) {
    const open = openOf(asked.story, acts, by)
    if (open.length === 0) return MET
    return notMet(
      text(
        open.map((one) => `第 ${one.number} 项（${ACTS[one.act].name.zh}，${one.on}）还没有${named(by).zh}`).join('；'),
        open
          .map((one) => `act ${one.number} (${ACTS[one.act].name.en}, ${one.on}) still waits for: ${named(by).en}`)
          .join('; '),
      ),
      { clears: { acts: by } },
    )
  },
  over({ period, orSet }, asked) {
    const set = orSet === undefined ? undefined : lastOf(asked.story, orSet)?.dueOn
    const ends = laterOf(periodOf(period, asked), set, periodNamed(asked.rules, period)?.rule.title)
    if ('standing' in ends) return ends.standing
    const { last, title, used } = ends
    const after = isAfter(asked.act, last)
    if (after === undefined) return hourMissing(asked.act, asked.act)
    if (after) return MET
    return notMet(text(`「${title.zh}」到 ${shown(last)} 才届满`, `"${title.en}" is over only after ${shown(last)}`), {
      used,
      ...(!last.includes('T') && { earliest: dayAfter(last as CalendarDate) }),
    })
  },
  within({ period }, asked) {
    const ends = periodOf(period, asked)
    if ('standing' in ends) return ends.standing
    const { last, title, used } = ends
    const after = isAfter(asked.act, last)
    if (after === undefined) return hourMissing(asked.act, asked.act)
    if (!after) return MET
    return notMet(text(`「${title.zh}」已于 ${shown(last)} 届满`, `"${title.en}" was over on ${shown(last)}`), { used })
  },
  kept({ period }, asked) {
    const rule = periodNamed(asked.rules, period)?.rule
    const ended = lastOf(asked.story, rule?.endsOn ?? NO_ACTS)
    const begins = rule?.startsOn ?? NO_ACTS
    // What happens in the world and is not written down may have been on any day; what the bureau has not done is not done.
    if (begins.length > 0 && begins.every((one) => !isOurs(one)) && !wereDone(asked.story, begins))
      return unknown(text(`没有记下：${named(begins).zh}`, `not told: ${named(begins).en}`), {
        clears: { acts: begins },
      })
    if (rule?.direction === 'back' && ended === undefined) return notYet(rule.endsOn ?? NO_ACTS)
    const ends = periodOf(period, asked)
    if ('standing' in ends) return ends.standing
    const { last, title, used } = ends
    const measure = ended ?? asked.act
    const after = isAfter(measure, last)
    if (after === undefined) return hourMissing(measure, asked.act)
    if (!after) return MET
    return notMet(
      text(
        `「${title.zh}」${rule?.direction === 'back' ? '最迟' : '到'} ${shown(last)}，实际 ${measure.on}`,
        `"${title.en}" until ${shown(last)}; it was ${measure.on}`,
      ),
      { used },
    )
  },
  lengthens: ({ period }, asked) => lengthens(period, asked),
  stops: ({ period }, asked) => stops(period, asked),
  'past-due'({ acts }, asked) {
    const last = lastOf(asked.story, acts)
    if (last === undefined) return notYet(acts)
    const instalments = instalmentsSet(last, asked.story)
    if (instalments.length > 0) return missed(instalments, asked.act.on)
    if (last.dueOn === undefined)
      return unknown(text(`第 ${last.number} 项没有写明限到哪一日`, `act ${last.number} sets no last day`))
    if (asked.act.on > last.dueOn) return MET
    return notMet(text(`限到 ${last.dueOn}，还没有过`, `there is time until ${last.dueOn}`), {
      earliest: dayAfter(last.dueOn),
    })
  },
  'sets-after'({ period }, asked) {
    const { dueOn } = asked.act
    if (dueOn === undefined)
      return unknown(text('没有写明定在哪一日', 'which day it sets is not told'), { clears: { own: 'dueOn' } })
    const ends = endIn(period, { ...asked.act, on: dueOn }, asked)
    if ('standing' in ends) return ends.standing
    const { last, title, used } = ends
    if (isAfter(asked.act, last) === false) return MET
    return notMet(
      text(
        `定在 ${dueOn}，「${title.zh}」最迟 ${shown(last)}，实际 ${asked.act.on}`,
        `it sets ${dueOn}, "${title.en}" until ${shown(last)}; it was ${asked.act.on}`,
      ),
      { used },
    )
  },
  decided({ setting }, { rules }) {
    if (rules.settings[setting] !== undefined) return MET
    const { zh, en } = settingTitle(rules, setting)
    return unknown(text(`本局还没有规定：${zh}`, `the bureau has not decided: ${en}`), { clears: { setting } })
  },
  officers({ atLeast }, { act, story }) {
    if (act.by.length === 0)
      return unknown(text('没有写明由谁实施', 'who acted is not told'), { clears: { own: 'by' } })
    const who = [...new Set(act.by)]
    const without = who.filter((id) => !holdsOn(story.told.people[id]?.certificate, act.on))
    const names = without.map((id) => story.told.people[id]?.name ?? id).join('、')
    const count = who.length - without.length
    if (count >= atLeast) return MET
    return notMet(
      text(
        `有执法资格的 ${count} 人${names && `；当日没有有效执法证：${names}`}`,
        `${count} of them qualified${names && `; no certificate in force that day: ${names}`}`,
      ),
    )
  },
  apart({ acts, signers }, { act, story }) {
    const done = allOf(story, acts)
    if (done.length === 0) return MET
    const theirs = new Set(done.flatMap((one) => one.by))
    const acting = signers ? [...act.by, ...act.approvals.map((one) => one.by)] : act.by
    if (acting.length === 0) return unknown(text('没有写明是谁', 'who it was is not told'), { clears: { own: 'by' } })
    const both = [...new Set(acting)].filter((id) => theirs.has(id)).map((id) => story.told.people[id]?.name ?? id)
    if (both.length === 0) return MET
    return notMet(
      text(`${both.join('、')} 参加过本案${named(acts).zh}`, `${both.join(', ')} took part in: ${named(acts).en}`),
    )
  },
  'signers-apart'({ acts }, { act, story, rules }) {
    const above = signersAbove(act, rules)
    // What nobody has signed yet is asked of every step of every case: there is nothing to compare.
    if (above.length === 0) return MET
    const theirs = new Set(allOf(story, acts).flatMap((one) => one.by))
    const both = above.filter((id) => theirs.has(id))
    if (both.length === 0) return MET
    const who = both.map((id) => story.told.people[id]?.name ?? id)
    return notMet(
      text(`${who.join('、')} 参加过本案${named(acts).zh}`, `${who.join(', ')} took part in: ${named(acts).en}`),
    )
  },
  'signed-nothing'(_, { act, story, rules }) {
    if (act.by.length === 0) return MET
    const theirs = new Set(story.effective.flatMap((one) => signersAbove(one, rules)))
    const both = act.by.filter((id) => theirs.has(id))
    if (both.length === 0) return MET
    const who = both.map((id) => story.told.people[id]?.name ?? id)
    return notMet(text(`${who.join('、')} 审批过本案`, `${who.join(', ')} approved something of this case`))
  },
  written({ of }, { act }) {
    const unsaid = of.filter((one) => act[one] === undefined)
    if (unsaid.length === 0) return MET
    return unknown(
      text(
        `没有写明：${unsaid.map((one) => WRITTEN[one].zh).join('、')}`,
        `not written down: ${unsaid.map((one) => WRITTEN[one].en).join(', ')}`,
      ),
      { clears: { own: unsaid[0] ?? 'at' } },
    )
  },
  together({ atLeast }, { act }) {
    if (act.by.length === 0) return unknown(text('没有写明是谁', 'who it was is not told'), { clears: { own: 'by' } })
    const all = new Set(act.by).size
    return all >= atLeast ? MET : notMet(text(`${all} 人`, `${all} of them`))
  },
  qualified({ as }, { act, story }) {
    if (act.by.length === 0) return unknown(text('没有写明是谁', 'who it was is not told'), { clears: { own: 'by' } })
    const unfit = act.by
      .filter((id) => !holdsOn(story.told.people[id]?.[as], act.on))
      .map((id) => story.told.people[id]?.name ?? id)
    if (unfit.length === 0) return MET
    const what = as === 'reviewer' ? text('审核资格', 'fit to review') : text('负责人', 'heads of the authority')
    return notMet(text(`${unfit.join('、')} 当日不具备：${what.zh}`, `${unfit.join(', ')}: not ${what.en} that day`))
  },
  approved({ approval }, asked) {
    const standing = approvalNamed(asked.rules, approval)
    return standing === undefined ? MET : chainOf(standing, asked)
  },
  says({ fact, is, naming, acts, untold: assumed }, asked) {
    const from = acts === undefined ? asked.act : lastOf(asked.story, acts)
    const value = from?.says[fact]
    const { zh, en } = FACTS[fact].name
    // What another act leaves unsaid is no field of this one's form.
    const more = { clears: acts === undefined ? { fact } : { acts } }
    if (value === undefined && assumed === false) return is === false ? MET : notMet()
    if (value === undefined && from !== undefined && acts !== undefined)
      return unknown(text(`第 ${from.number} 项没有写明：${zh}`, `act ${from.number} does not say: ${en}`), more)
    // What only another act says, and that was not done, no form of this one can tell.
    if (value === undefined && acts !== undefined && !acts.includes(asked.act.act))
      return unknown(text(`没有写明：${zh}`, `not told: ${en}`), more)
    if (value === undefined) return untold(fact)
    const fits = Array.isArray(is)
      ? is.includes(String(value))
      : is === undefined || typeof is !== 'boolean'
        ? value !== false
        : value === is
    if (fits && isNaming(value, naming)) return MET
    return notMet(text(`${zh}：${saidInWords(fact, value).zh}`, `${en}: ${saidInWords(fact, value).en}`), more)
  },
  agrees({ acts, facts }, asked) {
    const then = lastOf(asked.story, acts)
    if (then === undefined) return notYet(acts)
    const untoldIn = (fact: Fact): boolean => asked.act.says[fact] === undefined || then.says[fact] === undefined
    const missing = facts.find((fact) => untoldIn(fact) && !isNowhere(fact, then.says, asked.act.says))
    const differing = facts.filter((fact) => isDifferent(fact, then.says, asked.act.says))
    if (differing.length > 0)
      return notMet(
        text(
          differing.map((fact) => difference(fact, then, asked.act).zh).join('；'),
          differing.map((fact) => difference(fact, then, asked.act).en).join('; '),
        ),
        { clears: { acts } },
      )
    return missing === undefined ? MET : untold(missing)
  },
  differs({ acts, facts }, asked) {
    const then = lastOf(asked.story, acts)
    if (then === undefined) return notYet(acts)
    const missing = facts.find((fact) => asked.act.says[fact] === undefined)
    if (facts.some((fact) => isDifferent(fact, then.says, asked.act.says))) return MET
    if (missing !== undefined) return untold(missing)
    const { zh, en } = ACTS[then.act].name
    return notMet(text(`与 ${then.on} 的“${zh}”相同`, `the same as ${en} of ${then.on}`))
  },
  'no-more'({ acts, fact, than }, asked) {
    const before = lastOf(asked.story, acts)
    const now = asked.act.says[fact]
    const then = than === undefined ? before?.says[fact] : lastAmount(asked.story, acts, than)
    if (before && isNowhere(fact, before.says, asked.act.says)) return MET
    if (typeof then !== 'number' || typeof now !== 'number') return untold(fact)
    return now <= then ? MET : notMet(text(`原为 ${then}，现为 ${now}`, `${then} then, ${now} now`))
  },
  'no-other-sum'({ fact, acts, sum }, asked) {
    const [words, told] = [asked.act.says[fact], lastOf(asked.story, acts)?.says[sum]]
    // That nothing is written is refused by a rule of its own.
    if (typeof words !== 'string') return MET
    const other = sumsIn(words).find((one) => one.yuan !== told)
    if (other === undefined) return MET
    return notMet(
      text(
        `写有“${other.said}”，原决定${told === undefined ? '没有数额' : `为 ${String(told)} 元`}`,
        `it names "${other.said}", the decision ${told === undefined ? 'no sum' : `${String(told)} yuan`}`,
      ),
    )
  },
  'at-most'({ fact, acts, citizen, organisation }, { act, story, rules }) {
    const value = acts === undefined ? act.says[fact] : lastAmount(story, acts, fact)
    const kind = story.told.party?.kind
    if (typeof value !== 'number') return untold(fact)
    if (kind === undefined)
      return unknown(text('没有写明当事人是公民还是单位', 'whether the party is a citizen is not told'))
    const [figure] = rulesOf(rules, 'figure').filter(
      ({ rule }) => rule.id === (kind === 'citizen' ? citizen : organisation),
    )
    if (figure === undefined) return unknown(text('没有这个数额的规定', 'no figure is laid down'))
    if (value <= figure.rule.value) return MET
    return notMet(text(`${value} 超过 ${figure.rule.value}`, `${value} is more than ${figure.rule.value}`), {
      used: [figure.used],
    })
  },
  reaches({ fact, citizen, organisation }, { act, story, rules }) {
    const kind = story.told.party?.kind
    const [value, set] = [act.says[fact], rules.settings[(kind === 'citizen' ? citizen : organisation).setting]]
    if (kind === undefined || typeof value !== 'number' || typeof set !== 'number') return notMet()
    return value >= set ? MET : notMet(text(`${value} 不到 ${set}`, `${value} is less than ${set}`))
  },
  'adds-up': addsUp,
  tallies,
  cause: causeStands,
  accrued,
  hours({ from, until, holidays }, { act, rules }) {
    const day = rules.calendar.dayKind(act.on)
    if (!holidays && day.statutory === true)
      return notMet(text(`${act.on} 是法定节假日`, `${act.on} is a statutory holiday`))
    if (act.at === undefined || act.until === undefined)
      return unknown(text('没有写明起止时刻', 'from when to when is not told'), { clears: { own: 'at' } })
    if (act.at >= from && act.until <= until) return MET
    return notMet(
      text(
        `${act.at}–${act.until} 不在 ${from}–${until} 之间`,
        `${act.at}–${act.until} is not between ${from} and ${until}`,
      ),
    )
  },
  recorded,
  'matches-recording': matchesRecording,
  'nowhere-else'({ alone = NO_ACTS }, { act: judged, story }) {
    const hours = hoursOf(judged)
    if (hours === undefined || judged.by.length === 0) return MET
    const act = { ...judged, ...hours }
    const meets = [
      ...story.effective.map((each) => ({
        one: { ...each, ...hoursOf(each) },
        in: text(`第 ${each.number} 项里`, `in act ${each.number}`),
      })),
      ...(story.elsewhere ?? []).map((one) => ({ one, in: text('另一案件里', 'in another case') })),
    ].filter(({ one }) => meet(one, act))
    const isApart = ({ one }: (typeof meets)[number]): boolean =>
      (one.place !== undefined && act.place !== undefined && one.place !== act.place) ||
      (alone.includes(one.act) && alone.includes(act.act))
    const apart = meets.find(isApart)
    const found = apart ?? meets.find(({ one }) => one.place === undefined || act.place === undefined)
    if (found === undefined) return MET
    const { one } = found
    const who = one.by.filter((id) => act.by.includes(id)).map((id) => story.told.people[id]?.name ?? id)
    const why = text(
      `${who.join('、')} 同一时间还在${found.in.zh}（${ACTS[one.act].name.zh}，${one.at}–${one.until}）`,
      `${who.join(', ')} is also ${found.in.en} at that time (${ACTS[one.act].name.en}, ${one.at}–${one.until})`,
    )
    return apart === undefined ? unknown(why, { clears: { own: 'place' } }) : notMet(why)
  },
  case({ fact, is }, { act, story, rules }) {
    const about = caseFacts[fact]
    const found = fact === 'major' ? foundMajor(story, rules, act) : undefined
    if (found !== undefined) return is ? MET : notMet(found.why, { used: found.used })
    const value = story.told.facts[fact] ?? ('assumed' in about ? about.assumed : undefined)
    const { zh, en } = caseFacts[fact].name
    if (value === undefined)
      return unknown(text(`没有写明是否${zh}`, `not told whether: ${en}`), { clears: { caseFact: fact } })
    return value === is ? MET : notMet(text(`${value ? '' : '不'}${zh}`, `${value ? '' : 'not: '}${en}`))
  },
  evidence: evidenceStands,
  filed({ papers, untold: whereUntold, same }, { act, story }) {
    const told = story.told.papers
    if (told === undefined && whereUntold === 'not-asked') return MET
    if (told === undefined) return unknown(text('没有列出已有的文书', 'which papers are there is not told'))
    const there = told
      .map((one) => (typeof one === 'string' ? { rule: one, of: undefined } : one))
      .filter(({ rule }) => papers.some((id) => rule.endsWith(`/${id}`)))
    const measures = allOf(story, measuresOf(act.act)).map((one) => one.key)
    if (same && measures.length > 1) {
      if (byMeasure(there, measures).some(([measure]) => measure === act.of)) return MET
      return notMet(
        text(
          '案卷里还没有这一次措施的这份文书：一份文书只对一次措施',
          'it is not among the papers of this measure: one paper is of one measure',
        ),
      )
    }
    if (there.length > 0) return MET
    return notMet(
      text(
        '案卷里还没有这份文书（制作并签名，或者存入扫描件，由另一人逐页核对）',
        'it is not among the papers: signed, or scanned in and looked at by somebody else',
      ),
    )
  },
  attached,
  'as-handed-in': asHandedIn,
  'none-kept': noneKept,
  'gaps-explained'(_, { story }) {
    const { gaps = [] } = story.told
    if (gaps.length === 0) return MET
    return notMet(text(gaps.join('、'), gaps.join(', ')))
  },
  'punished-once': punishedOnce,
  'inspected-at-most': inspectedAtMost,
  procedure: ({ is }, { story }) => (story.told.procedure === is ? MET : notMet()),
  age({ atLeast }, { act, story, rules }) {
    const { party } = story.told
    if (party === undefined || (party.kind === 'citizen' && party.born === undefined))
      return unknown(text('没有写明当事人的年龄', 'the age of the party is not told'))
    const [figure] = rulesOf(rules, 'figure').filter(({ rule }) => rule.id === atLeast)
    if (party.kind !== 'citizen' || party.born === undefined || figure === undefined) return MET
    // Of age when it was done, where that day is told: penalty-law art. 30.
    const age = ageOn(party.born, lastOf(story, VIOLATION)?.on ?? act.on)
    if (age >= figure.rule.value) return MET
    return notMet(text(`${age} 周岁`, `aged ${age}`), { used: [figure.used] })
  },
  younger({ than }, { act, story, rules }) {
    const { party } = story.told
    const [figure] = rulesOf(rules, 'figure').filter(({ rule }) => rule.id === than)
    if (party?.kind !== 'citizen' || party.born === undefined || figure === undefined) return notMet()
    return ageOn(party.born, act.on) < figure.rule.value ? MET : notMet()
  },
  any({ of }, asked) {
    const all = of.map((one) => stands(one, asked))
    return all.find((one) => one.met === 'met') ?? all.find((one) => one.met === 'unknown') ?? (all[0] as Standing)
  },
  all({ of }, asked) {
    const all = of.map((one) => stands(one, asked))
    return all.find((one) => one.met === 'not-met') ?? all.find((one) => one.met === 'unknown') ?? MET
  },
}

/** Who approved an act otherwise than as the officer handling it; a name that no instrument knows may be theirs. */
const signersAbove = ({ approvals }: Done, rules: RulesOn): readonly string[] =>
  approvals
    .filter(({ post }) => {
      const { posts } = postsOf(rules, post)
      return posts.length > 0 && !posts.includes('handler')
    })
    .map((one) => one.by)

/** Whether one of the words stands in what is said, whatever stands around it; spaces are left out. */
const isNaming = (value: Said[Fact], words: readonly string[] | undefined): boolean =>
  words === undefined || words.some((word) => String(value).replaceAll(/\s/g, '').includes(word))

const WRITTEN = {
  at: text('开始时间', 'when it began'),
  until: text('结束时间', 'when it ended'),
  place: text('地点', 'where it was'),
} as const

/** Whether somebody is in both, at one time of one day. */
const meet = (one: Elsewhere, other: Elsewhere): boolean =>
  one.on === other.on &&
  one.at !== undefined &&
  one.until !== undefined &&
  other.at !== undefined &&
  other.until !== undefined &&
  one.at < other.until &&
  other.at < one.until &&
  one.by.some((id) => other.by.includes(id))

/** What was told last of an amount: what left it alone changed nothing of it. */
const lastAmount = (story: Story, acts: readonly Act[], fact: Fact): number | undefined =>
  allOf(story, acts)
    .map(({ says }) => says[fact])
    .findLast((one) => typeof one === 'number')

/** An amount that neither says: a warning has none. */
const isNowhere = (fact: Fact, then: Said, now: Said): boolean =>
  FACTS[fact].type === 'amount' && then[fact] === undefined && now[fact] === undefined && says(now, 'penalty-kind')
const says = (said: Said, fact: Fact): boolean => said[fact] !== undefined && !String(said[fact]).includes('罚款')

const isDifferent = (fact: Fact, then: Said, now: Said): boolean =>
  then[fact] !== undefined && now[fact] !== undefined && then[fact] !== now[fact]

function difference(fact: Fact, then: Done, now: Done): Text {
  const [before, after] = [saidInWords(fact, then.says[fact]), saidInWords(fact, now.says[fact])]
  const { zh, en } = FACTS[fact].name
  return text(
    `${zh}：${ACTS[then.act].name.zh}时为“${before.zh}”，现为“${after.zh}”`,
    `${en}: "${before.en}" in ${ACTS[then.act].name.en}, "${after.en}" now`,
  )
}

function saidInWords(fact: Fact, value: boolean | string | number | undefined): Text {
  const name = choiceName(fact, value)
  if (name !== undefined) return name
  if (value === true) return text('是', 'yes')
  if (value === false) return text('否', 'no')
  return text(String(value ?? ''), String(value ?? ''))
}
