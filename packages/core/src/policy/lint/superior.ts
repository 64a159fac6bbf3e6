import { text } from '../../kernel/index.ts'
import type { Citation, Text } from '../../kernel/index.ts'
import { days } from '../ask/keeping.ts'
import { citationOf } from '../check-settings.ts'
import type { Pack } from '../pack.ts'
import type { RuleOf } from '../rules.ts'
import type { Verdict } from '../slip.ts'
import { termText } from '../../calendar/index.ts'
import { inText, printedArticles } from './finding.ts'
import type { Finding } from './finding.ts'

/** Where an instrument says something else than the national law, or cites it by a number that is no longer its own. */
export function conflicts(pack: Pack, national: Pack | undefined): readonly Finding[] {
  if (national === undefined || pack === national) return []
  return [...oldNumbers(pack, national), ...otherTerms(pack, national)]
}

const bare = (law: string): string => law.replace(/^中华人民共和国/, '').replace(/（.*$/, '')

/** 《…法》第三十八条, where the article that says it has been another since the law was revised. */
function oldNumbers(pack: Pack, national: Pack): Finding[] {
  const moved = national.articles.flatMap((one) =>
    'law' in one ? (one.formerly ?? []).map((label) => ({ law: bare(one.law), formerly: label, now: one })) : [],
  )
  return printedArticles(pack).flatMap((article) =>
    [...article.text.matchAll(/《([^》]+)》(第[一二三四五六七八九十百]+条)/g)].flatMap(([quote, law = '', label]) =>
      moved
        .filter((one) => one.law === bare(law) && one.formerly === label)
        .map(({ now }): Finding => {
          const message = text(
            `《${bare(law)}》${label}是修订以前的条号，现为${now.label}`,
            `${label} of that law is a number from before its revision; today it is ${now.label}`,
          )
          const found = inText(pack, article, 'article-number-old', 'conflict', quote, message)
          return { ...found, verdict: 'doubtful', citations: [...found.citations, lawCitation(national, now.id)] }
        }),
    ),
  )
}

const lawCitation = (national: Pack, article: string): Citation => ({ article: `${national.identity.id}/${article}` })

type Period = RuleOf<'period'>

const periods = ({ rules }: Pack): readonly Period[] => rules.filter((one) => one.kind === 'period')

/** A period both have, of another length: rules of the same id speak of the same period. */
function otherTerms(pack: Pack, national: Pack): Finding[] {
  return periods(pack).flatMap((ours): Finding[] => {
    const theirs = periods(national).find((one) => one.id === ours.id)
    if (theirs === undefined || !('count' in ours.length) || !('count' in theirs.length)) return []
    const [a, b] = [ours.length, theirs.length]
    if (a.unit === b.unit && a.count === b.count) return []
    const [standing, why] = judged(ours, theirs)
    const [source = ''] = ours.source
    const citation = citationOf(pack, source)
    const [x, y] = [termText(a), termText(b)]
    return [
      {
        id: `${pack.identity.id}/superior-term/${ours.id}`,
        severity: standing === 'permitted-stricter' ? 'info' : 'warning',
        kind: 'conflict',
        pack: pack.identity.id,
        place: `rules/${ours.id}`,
        ...articleOf(pack, citation),
        ...(citation.quote !== undefined && { quote: citation.quote }),
        verdict: standing,
        message: text(
          `“${ours.title.zh}”为${x.zh}，国家规定为${y.zh}：${why.zh}`,
          `"${ours.title.en}" is ${x.en} here and ${y.en} in national law: ${why.en}`,
        ),
        citations: [citation, ...theirs.source.map((one) => lawCitation(national, one))],
      },
    ]
  })
}

const articleOf = (pack: Pack, { article }: Citation) => ({ article: article.slice(pack.identity.id.length + 1) })

/** Whether a length of its own stands: a limit on power may be tighter, a right of the party may not be. */
function judged(ours: Period, theirs: Period): readonly [Verdict, Text] {
  const [a, b] = [ours.length, theirs.length]
  if (!('count' in a) || !('count' in b)) throw new RangeError('a length left to the bureau cannot be compared')
  const isShorter = days(a) < days(b)
  const isRight = theirs.roll === 'forward'
  if (isRight !== isShorter)
    return ['permitted-stricter', text('只是更严，可以', 'it is merely stricter, which it may be')]
  if (isRight)
    return ['void', text('缩短了当事人的权利期限，不生效力', 'it shortens a right of the party and has no effect')]
  return [
    'doubtful',
    text('放宽了对权力的限制，是否有效存疑', 'it loosens a limit on power; whether it stands is doubtful'),
  ]
}
