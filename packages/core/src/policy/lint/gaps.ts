import { text } from '../../kernel/index.ts'
import type { Text } from '../../kernel/index.ts'
import { citationOf } from '../check-settings.ts'
import type { Pack } from '../pack.ts'
import type { Rule, RuleOf } from '../rules.ts'
import { inText, printedArticles } from './finding.ts'
import type { Finding } from './finding.ts'

/** What an instrument leaves out, told from its rules: a name, an hour, a length, a class. */
export function gaps(pack: Pack): readonly Finding[] {
  return [
    ...pack.rules.flatMap((rule) => gapsOf(rule).map((gap) => ofRule(pack, rule, gap))),
    ...retentionGaps(pack),
    ...disposal(pack),
  ]
}

interface Gap {
  readonly detector: string
  readonly message: Text
}

function gapsOf(rule: Rule): readonly Gap[] {
  switch (rule.kind) {
    case 'access':
    case 'approval':
      return rule.approvers === 'unnamed'
        ? [
            {
              detector: 'approver-unnamed',
              message: text('要经批准，没有写由谁批准', 'an approval is wanted, by whom is not said'),
            },
          ]
        : []
    case 'handover':
      return 'unit' in rule.within && rule.within.unit === 'duty-day'
        ? [
            {
              detector: 'hour-unsaid',
              message: text('“每天工作结束后”没有写几点以前', 'after the day’s work: no hour is given'),
            },
          ]
        : []
    case 'retention':
      return retentionRule(rule)
    case 'period':
      return period(rule)
    case 'cadence':
      return typeof rule.every === 'string'
        ? []
        : [{ detector: 'interval-unsaid', message: text('多久一次没有写', 'how often is not said') }]
    default:
      return []
  }
}

function retentionRule({ keep }: RuleOf<'retention'>): readonly Gap[] {
  if ('setting' in keep)
    return [
      { detector: 'retention-elsewhere', message: text('保存多久不在本制度里', 'how long is not in this instrument') },
    ]
  return 'atLeast' in keep
    ? [
        {
          detector: 'retention-start',
          message: text('保存期从哪天起算没有写', 'from which day it is kept is not said'),
        },
      ]
    : []
}

function period({ length, extension, source }: RuleOf<'period'>): readonly Gap[] {
  const found: Gap[] = []
  if ('setting' in length)
    found.push({ detector: 'length-unsaid', message: text('期限多长没有写', 'how long the period is is not said') })
  if (extension?.length === 'unnamed')
    found.push({
      detector: 'extension-unsaid',
      message: text('可以延长，没有写多久', 'it may be extended, by how much is not said'),
    })
  if (extension !== undefined && source.length > 0 && extension.times === undefined)
    found.push({
      detector: 'extension-times',
      message: text('可以延长几次没有写', 'how often it may be extended is not said'),
    })
  return found
}

function ofRule(pack: Pack, rule: Rule, { detector, message }: Gap): Finding {
  const { id } = pack.identity
  const citations = rule.source.map((one) => citationOf(pack, one))
  const first = citations[0]
  return {
    id: `${id}/${detector}/${rule.id}`,
    severity: 'info',
    kind: 'gap',
    pack: id,
    place: `rules/${rule.id}`,
    ...(first !== undefined && { article: first.article.slice(id.length + 1) }),
    ...(first?.quote !== undefined && { quote: first.quote }),
    message,
    citations,
  }
}

const CLASSES = {
  case: text('办案中没有用作证据的', 'of cases, not used as evidence'),
  'simple-procedure': text('简易程序的', 'of the simple procedure'),
  'minor-correction': text('轻微违法劝阻、纠正的', 'of minor corrections'),
  patrol: text('日常巡查的', 'of patrols'),
  'everything-else': text('其他的', 'of anything else'),
} as const

/** An instrument that says how long some recordings are kept, and nothing of the others. */
function retentionGaps(pack: Pack): Finding[] {
  const rules = pack.rules.filter((one) => one.kind === 'retention')
  const said = new Set<string>(rules.map((one) => one.of))
  const isSilent = (of: string): boolean => !said.has(of) && !(of === 'simple-procedure' && said.has('case'))
  const silent = Object.entries(CLASSES).filter(([of]) => isSilent(of))
  if (rules.length === 0 || silent.length === 0 || said.has('everything-else')) return []
  const { id } = pack.identity
  const names = silent.map(([, words]) => words)
  return [
    {
      id: `${id}/retention-gap`,
      severity: 'info',
      kind: 'gap',
      pack: id,
      place: 'rules',
      message: text(
        `${names.map((one) => one.zh).join('、')}音像保存多久没有写`,
        `how long recordings are kept is not said ${names.map((one) => one.en).join(', ')}`,
      ),
      citations: rules.flatMap((one) => one.source.map((source) => citationOf(pack, source))),
    },
  ]
}

/** An instrument that says how long recordings are kept, and not what happens then. */
function disposal(pack: Pack): Finding[] {
  const rule = pack.rules.find((one) => one.kind === 'retention')
  const isSaid = printedArticles(pack).some(
    ({ text: words }) => /期满|到期|届满/.test(words) && /销毁|处置/.test(words),
  )
  if (rule === undefined || isSaid) return []
  const gap = {
    detector: 'disposal',
    message: text('保存期满以后怎样处置没有写', 'what happens when the time is up is not said'),
  }
  return [{ ...ofRule(pack, rule, gap), id: `${pack.identity.id}/disposal-unsaid` }]
}

/** Words of the text that promise a time and name none. */
const VAGUE = /适当延长|经常性|(?<!每周|每月|每半月|每年|法)定期(?!限)|及时|(?<!不能)按期|长期保存/g

/** Reference to rules that it does not name. */
const UNNAMED = /(?:按照?|依照)(?:有关|相关)规定|案卷保存规定|相关规定的保存期限/g

/** So many days, without saying which: 行政处罚法 art. 85 had to. */
const DAYS = /(?<![\d月年])(\d+|[一二三四五六七八九十]+)(?:个)?日(?!起|常|期|志)/g

/** What is left open by the words of the text. */
export function openWords(pack: Pack): readonly Finding[] {
  return printedArticles(pack).flatMap((article) => {
    const words = article.text
    const each = (pattern: RegExp, detector: string, message: (found: string) => Text): Finding[] =>
      [...words.matchAll(pattern)]
        .filter((one, at, all) => all.findIndex((other) => other[0] === one[0]) === at)
        // 及时、可追溯: one of a row of principles, not a time.
        .filter((one) => words[one.index - 1] !== '、' && words[one.index + one[0].length] !== '、')
        .map((one) => inText(pack, article, detector, 'gap', quoteAt(words, one.index, one[0]), message(one[0])))
    return [
      ...each(VAGUE, 'time-vague', (one) => text(`“${one}”没有长度`, `"${one}" has no length`)),
      ...each(UNNAMED, 'reference-unnamed', (one) =>
        text(`“${one}”没有写是哪个规定`, `"${one}" does not say which rules`),
      ),
      ...each(DAYS, 'day-unit-unsaid', (one) =>
        text(`“${one}”没有写是工作日还是自然日`, `"${one}": working or calendar days is not said`),
      ),
    ]
  })
}

/** The words and a few after them. */
function quoteAt(words: string, at: number, found: string): string {
  const after = words.slice(at + found.length).split(/[，。；,;\n]/)[0] ?? ''
  return words.slice(at, at + found.length + Math.min(after.length, 12))
}
