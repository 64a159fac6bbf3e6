import { computePeriod, settingMissing, termText } from '../calendar/index.ts'
import type { PeriodFacts, PeriodResult } from '../calendar/index.ts'
import { because, Refused, text } from '../kernel/index.ts'
import type { Citation, Obstacle, Text } from '../kernel/index.ts'
import { days } from './ask/keeping.ts'
import type { Pack } from './pack.ts'
import type { Decision, RuleOf } from './rules.ts'
import type { Term } from './terms.ts'

type Period = RuleOf<'period'>

/** A period with the pack it stands in. */
export interface PlacedPeriod {
  readonly pack: Pack
  readonly rule: Period
}

export interface EndFacts extends PeriodFacts {
  /** What the period is about, where some decisions go another way first. */
  readonly decision?: Decision | undefined
}

/** The limit of the law that a period of an instrument is held to: the national rule of its id, where that is one. */
export const limitOf = <P extends PlacedPeriod>({ pack, rule }: PlacedPeriod, all: readonly P[]): P | undefined =>
  pack.identity.kind === 'national'
    ? undefined
    : all.find(
        (one) => one.pack.identity.kind === 'national' && one.rule.id === rule.id && one.rule.limit !== undefined,
      )

/** The rule of the law that goes before this one, where it is at hand. */
export const displacing = <P extends PlacedPeriod>({ rule }: PlacedPeriod, all: readonly P[]): P | undefined =>
  all.find((one) => `${one.pack.identity.id}/${one.rule.id}` === rule.displacedBy)

/** `行政强制法第二十五条：查封、扣押不超过三十日……`: the articles a rule stands on, with their words or what they say. */
export function textsOf({ pack, rule }: PlacedPeriod): Text {
  const told = rule.source.map((source): readonly [label: string, said: Text] => {
    const obligation = pack.obligations.find((one) => one.id === source)
    const article = pack.articles.find((one) => one.id === (obligation?.article ?? source))
    const label = article?.label ?? source
    if (obligation !== undefined) return [label, text(`“${obligation.quote}”`, `“${obligation.quote}”`)]
    return [label, article !== undefined && 'gist' in article ? article.gist : text('', '')]
  })
  const title = pack.identity.kind === 'national' ? text('', '') : pack.identity.title
  const join = (language: 'zh' | 'en', colon: string): string =>
    told
      .map(([label, said]) => `${label}${colon}${said[language].replace(/[。.]$/, '')}`)
      .join(language === 'zh' ? '；' : '; ')
  return text(
    title.zh === '' ? join('zh', '：') : `《${title.zh}》${join('zh', '：')}`,
    title.en === '' ? join('en', ': ') : `${title.en}, ${join('en', ': ')}`,
  )
}

const citationOf = ({ pack, rule }: PlacedPeriod): Citation => {
  const [source = ''] = rule.source
  const found = pack.obligations.find((one) => one.id === source)
  return found === undefined
    ? { article: `${pack.identity.id}/${source}` }
    : { article: `${pack.identity.id}/${found.article}`, quote: found.quote }
}

/**
 * When a period ends as the law stands over it. Throws as {@link computePeriod}; Refused besides where an instrument, a
 * setting or an extension goes beyond the limit of the law, with the words of both, and for a decision against which
 * another period comes first. What the law itself leaves out of the count is left out under the instrument too.
 */
export function endOfPeriod(one: PlacedPeriod, limit: PlacedPeriod | undefined, facts: EndFacts): PeriodResult {
  refuseOtherFirst(one, facts.decision)
  const rule = limit === undefined ? one.rule : within(one, limit, facts)
  try {
    return computePeriod(rule, facts)
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown
    throw new Refused(thrown.obstacles.map((obstacle) => cited(obstacle, one, limit)))
  }
}

/** What the rule does not allow is refused with the words that do not allow it. */
function cited(obstacle: Obstacle, one: PlacedPeriod, limit: PlacedPeriod | undefined): Obstacle {
  if (obstacle.code === 'setting-open') return obstacle
  const texts = [...(limit === undefined ? [] : [textsOf(limit)]), textsOf(one)]
  const { message } = obstacle
  return {
    ...obstacle,
    message: {
      zh: `${message.zh}（${texts.map((said) => said.zh).join('；')}）`,
      en: `${message.en} (${texts.map((said) => said.en).join('; ')})`,
    },
    citation: citationOf(limit ?? one),
  }
}

function refuseOtherFirst({ pack, rule }: PlacedPeriod, decision: Decision | undefined): void {
  const first = rule.notBefore
  if (first === undefined || decision === undefined || !first.decisions.includes(decision)) return
  const article = pack.articles.find((one) => one.id === first.source)
  const label = article?.label ?? first.source
  const gist = article !== undefined && 'gist' in article ? article.gist : text('', '')
  throw because(
    Refused,
    'reconsideration-first',
    `复议前置：先申请行政复议，对复议决定不服的才能起诉，「${rule.title.zh}」不能直接计算（${label}：${gist.zh}）；请计算 ${first.period}`,
    `Reconsideration comes first and a suit only against its decision, so "${rule.title.en}" does not run (${label}: ${gist.en}); ask for ${first.period}`,
    { field: 'decision', citation: { article: `${pack.identity.id}/${first.source}` } },
  )
}

function lengthIn({ length, unit }: Period, { settings = {} }: PeriodFacts): Term | undefined {
  if ('count' in length) return length
  if ('stated' in length || settingMissing({ length }, settings) !== undefined) return undefined
  const value = settings[length.setting]
  if (typeof value === 'number') return { count: value, unit }
  return value instanceof Object && 'count' in value ? { count: Number(value.count), unit } : undefined
}

/** The rule of the instrument inside the limit of the law. */
function within(one: PlacedPeriod, limit: PlacedPeriod, facts: EndFacts): Period {
  const most = 'count' in limit.rule.length ? limit.rule.length : undefined
  const ours = lengthIn(one.rule, facts)
  if (most !== undefined && ours !== undefined && days(ours) > days(most)) throw beyond(one, limit, ours, most)
  const allowed = limit.rule.extension
  const granted = [facts.extended, one.rule.extension?.length].find((term) => typeof term === 'object')
  if (typeof granted === 'object' && facts.extended !== undefined && facts.extended !== false) {
    if (allowed === undefined) throw beyond(one, limit, granted, undefined)
    if (allowed.length !== 'unnamed' && days(granted) > days(allowed.length))
      throw beyond(one, limit, granted, allowed.length)
  }
  const grounds = [...new Set([...(one.rule.suspendedBy ?? []), ...(limit.rule.suspendedBy ?? [])])]
  return { ...one.rule, limit: true, ...(grounds.length > 0 && { suspendedBy: grounds }) }
}

function beyond(one: PlacedPeriod, limit: PlacedPeriod, given: Term, most: Term | undefined): Error {
  const [theirs, ours] = [textsOf(limit), textsOf(one)]
  const [zh, en] =
    most === undefined
      ? ['不能延长', 'not be extended']
      : [`最多${termText(most).zh}`, `be ${termText(most).en} at most`]
  return because(
    Refused,
    'beyond-the-law',
    `「${one.rule.title.zh}」依法${zh}，给出的是${termText(given).zh}。法律：${theirs.zh}。本局制度：${ours.zh}`,
    `"${one.rule.title.en}" may by law ${en}; ${termText(given).en} was given. The law: ${theirs.en}. The instrument: ${ours.en}`,
    { field: 'length', citation: citationOf(limit) },
  )
}
