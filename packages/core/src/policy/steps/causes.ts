import { bandsOf, bandWords, citedIn, holdsOn, lintClauses, ofTheDay } from '../../causes/index.ts'
import type { Benchmark, Cause, ClauseFinding, OfTheDay, Penalty } from '../../causes/index.ts'
import { text } from '../../kernel/index.ts'
import type { CalendarDate, Text } from '../../kernel/index.ts'
import type { Fact } from '../../procedure/index.ts'
import type { GuardOf } from '../rules.ts'
import { remembered } from '../remembered.ts'
import { groundsFit, reducing } from './grounds.ts'
import { MET, notMet, notYet, unknown, untold } from './standing.ts'
import type { Asked, Standing } from './standing.ts'
import { lastOf, wereDone } from './story.ts'
import type { Done } from './story.ts'

/** The cause a case names, the day its act was done, and which generation counts. */
interface Named {
  readonly asked: Asked
  readonly code: string
  readonly found: OfTheDay
  /** The generation that counts, and the day whose law that is. */
  readonly cause: Cause
  readonly day: CalendarDate
  readonly refused: boolean | undefined
}

/** The law of the day for an act that names a cause itself; undefined where it names none, or its day is not told. */
export function lawFor(asked: Asked): OfTheDay | undefined {
  const { cause } = asked.act.says
  if (typeof cause !== 'string') return undefined
  const act = dayOfAct(asked)
  if (act === undefined) return undefined
  return ofTheDay(asked.rules.catalogue.causes, cause, act, asked.act.on, {
    party: asked.story.told.party?.kind,
    refused: refusedIn(asked),
  })
}

/** How what the catalogue asks of a named cause stands; met where the case names none. */
export function causeStands({ asks }: GuardOf<'cause'>, asked: Asked): Standing {
  if (asks === 'grounds') return groundsFit(asked)
  const code = saidLast('cause', asked)
  if (code === undefined) return MET
  if (asks === 'as-notified') return asNotified(asked)
  const act = dayOfAct(asked)
  if (act === undefined) return asks === 'in-force' ? DAY_UNTOLD : MET
  const refused = refusedIn(asked)
  const party = asked.story.told.party?.kind
  const found = ofTheDay(asked.rules.catalogue.causes, code, act, asked.act.on, { party, refused })
  const { counts: cause } = found
  if (asks === 'in-force') {
    if (cause === undefined) return notMet(found.why)
    return found.unsure
      ? unknown(found.why, party === undefined ? {} : { clears: { fact: 'correction-refused' } })
      : MET
  }
  if (cause === undefined) return MET
  const day = found.which === 'now' ? asked.act.on : act
  return judges[asks]({ asked, code, found, cause, day, refused })
}

/** What the act says, or else the last before it that did. */
function saidLast(fact: Fact, { act, story }: Asked): string | undefined {
  const value = act.says[fact] ?? lastSaid(story.effective, fact)
  return typeof value === 'string' ? value : undefined
}

/** Each fact as it was said last, looked for once: every step of every act asks for some, and a case may have hundreds of acts. */
const saidSoFar = remembered((_effective: readonly Done[]) => new Map<Fact, boolean | string | number | undefined>())

function lastSaid(effective: readonly Done[], fact: Fact): boolean | string | number | undefined {
  const known = saidSoFar(effective)
  if (!known.has(fact)) known.set(fact, effective.findLast(({ says }) => says[fact] !== undefined)?.says[fact])
  return known.get(fact)
}

/** When the violation was done: as it was told; today while it goes on; at the latest when it was found. */
function dayOfAct({ act, story }: Asked): CalendarDate | undefined {
  const ended = lastOf(story, ['violation-ended'])
  if (ended !== undefined) return ended.on
  if (story.told.facts.continuing === true || act.act === 'penalty-on-the-spot') return act.on
  return lastOf(story, ['violation-discovered'])?.on
}

const DAY_UNTOLD = unknown(
  text(
    '没有记下违法行为发生（终了）的日期，说不出适用哪一天的规定',
    'the day of the violation is not told, so it cannot be said which law counts',
  ),
  { clears: { acts: ['violation-ended'] }, lasting: true },
)

/** Whether correction was ordered and refused; undefined where nobody has said. */
function refusedIn({ act, story }: Asked): boolean | undefined {
  if (!wereDone(story, ['correction-ordered'])) return false
  const said = act.says['correction-refused'] ?? lastSaid(story.effective, 'correction-refused')
  return typeof said === 'boolean' ? said : undefined
}

type Asks = Exclude<GuardOf<'cause'>['asks'], 'in-force' | 'grounds' | 'as-notified'>

const judges: Readonly<Record<Asks, (named: Named) => Standing>> = {
  clauses(named) {
    const { clauses } = named.asked.act.says
    const words = typeof clauses === 'string' ? clauses : provisionOf(named)
    if (words === undefined) return untold('clauses')
    return standingOf(lintOf(named, words).filter((one) => one.severity === 'error'))
  },
  'clauses-doubt'(named) {
    const words = saidLast('clauses', named.asked)
    return words === undefined ? MET : standingOf(lintOf(named, words).filter((one) => one.severity === 'warning'))
  },
  'within-law': withinLaw,
  'benchmark-reasons'(named) {
    const outside = outsideBenchmark(named)
    if (outside === undefined) return MET
    if (outside.wants === 'grade') return unknown(outside.why, { clears: { fact: 'grade' } })
    return named.asked.act.says.reasons === undefined ? notMet(outside.why, { clears: { fact: 'reasons' } }) : MET
  },
  benchmark(named) {
    const outside = outsideBenchmark(named)
    // Without its reasons it does not stand at all.
    return outside?.wants === 'reasons' && named.asked.act.says.reasons !== undefined ? notMet(outside.why) : MET
  },
  report({ asked, cause }) {
    if (cause.reportNeeded !== true || wereDone(asked.story, ['appraisal-received'])) return MET
    return saidLast('standard-report', asked) === undefined ? untold('standard-report') : MET
  },
  corrected({ asked, cause, refused }) {
    if (cause.orderFirst !== true || !isFined(asked)) return MET
    if (!wereDone(asked.story, ['correction-ordered'])) return notYet(ORDERED)
    if (refused === undefined) return untold('correction-refused')
    return refused
      ? MET
      : notMet(text('当事人已经改正，不再罚款', 'correction was not refused: no fine'), {
          clears: { fact: 'correction-refused' },
        })
  },
  designated({ asked, code, cause, day }) {
    if (cause.designated !== true || saidLast('designation', asked) !== undefined) return MET
    const { designations } = asked.rules.catalogue
    const ours = designations.filter((one) => one.causes.includes(code))
    if (ours.some((one) => holdsOn(one, day))) return MET
    return unknown(
      text(
        `由地方人民政府确定的部门处罚，没有写明${day}有效的确定本部门的文件`,
        `the power is with the department that the local government designated; no document in force on ${day} is told`,
      ),
      { clears: { fact: 'designation' } },
    )
  },
}

const ORDERED = ['correction-ordered'] as const

/** A fine is said, or nothing is said yet of what is imposed. */
function isFined({ act: { says } }: Asked): boolean {
  const kind = says['penalty-kind']
  if (typeof says['fine-amount'] === 'number') return says['fine-amount'] > 0
  return kind === undefined || String(kind).includes('罚款')
}

/** Where only the penalty clause is told, as text, it is read for what it cites. */
function provisionOf({ asked }: Named): string | undefined {
  const { provision } = asked.act.says
  const before = saidLast('clauses', asked)
  if (before !== undefined) return before
  if (typeof provision !== 'string') return undefined
  return citedIn(provision, asked.rules.catalogue.bases).clauses.length > 0 ? provision : undefined
}

function lintOf({ asked, cause, day }: Named, words: string): readonly ClauseFinding[] {
  const { catalogue } = asked.rules
  const { clauses, unknown: titles } = citedIn(words, catalogue.bases)
  return lintClauses(clauses, day, { catalogue, cause, decided: asked.act.on, unknown: titles })
}

const standingOf = (found: readonly ClauseFinding[]): Standing =>
  found.length === 0
    ? MET
    : notMet(
        text(
          found.map((one) => `${one.message.zh}〔${one.source}〕`).join('；'),
          found.map((one) => `${one.message.en} [${one.source}]`).join('; '),
        ),
        { findings: found, clears: { fact: 'clauses' } },
      )

function withinLaw({ asked, cause, refused, found }: Named): Standing {
  const amount = asked.act.says['fine-amount']
  if (!isFined(asked) || amount === 0) return MET
  if (typeof amount !== 'number') return untold('fine-amount')
  const party = asked.story.told.party?.kind
  const fines = bandsOf(cause, party, refused ?? false)
  const generation = found.differences.length > 0 ? `${found.why.zh}；` : ''
  if (fines.length === 0) {
    // Before refusal there is none; that is asked by the order to correct.
    if (bandsOf(cause, party, true).length > 0) return MET
    return notMet(
      text(
        `${generation}案由“${cause.title.zh}”对${whom(party).zh}没有规定罚款`,
        `${cause.title.en} has no fine for ${whom(party).en}`,
      ),
    )
  }
  const ranges = fines.map((one) => rangeOf(one, asked.act.says['fine-base']))
  if (ranges.includes('local')) return MET
  if (ranges.includes('untold')) return untold('fine-base')
  const bands = ranges.filter((one) => typeof one === 'object')
  if (bands.some(({ least, most }) => amount >= least && amount <= most)) return MET
  if (party === undefined && fines.some((one) => one.party !== undefined))
    return unknown(text('没有写明当事人是公民还是单位', 'whether the party is a citizen is not told'))
  const lowest = Math.min(...bands.map((one) => one.least))
  if (amount < lowest && reducing(asked).length > 0) return MET
  const law = bandWords(fines)
  const below = amount < lowest
  return notMet(
    text(
      `${generation}${amount} 元${below ? '低于' : '不在'}法律规定的 ${law.zh}${below ? '：减轻处罚要写明情节' : ''}〔${cause.source}〕`,
      `${amount} yuan is ${below ? 'below' : 'outside'} what the law prints, ${law.en}${below ? ': name the ground for reducing it' : ''} [${cause.source}]`,
    ),
    below ? { clears: { fact: 'grounds' } } : {},
  )
}

const whom = (party: 'citizen' | 'organisation' | undefined): Text =>
  party === 'citizen'
    ? text('公民', 'citizens')
    : party === 'organisation'
      ? text('单位', 'units')
      : text('当事人', 'the party')

type Range = { readonly least: number; readonly most: number } | 'local' | 'untold'

function rangeOf({ least = 0, most, unit }: Penalty, base: unknown): Range {
  if (most === undefined) return 'local'
  if (unit === 'yuan') return { least, most }
  if (typeof base !== 'number') return 'untold'
  const share = unit === 'percent' ? base / 100 : base
  return { least: Math.round(least * share * 100) / 100, most: Math.round(most * share * 100) / 100 }
}

/** That the fine is not in the band of its grade, or that its grade is not told, and what would answer that. */
function outsideBenchmark({
  asked,
  code,
  day,
}: Named): { readonly why: Text; readonly wants: 'grade' | 'reasons' } | undefined {
  const amount = asked.act.says['fine-amount']
  if (typeof amount !== 'number') return undefined
  const party = asked.story.told.party?.kind
  const bands = asked.rules.catalogue.benchmarks.filter(
    (one) =>
      one.cause === code &&
      holdsOn(one, day) &&
      (one.party === undefined || party === undefined || one.party === party),
  )
  if (bands.length === 0) return undefined
  const grade = saidLast('grade', asked)
  const [first] = bands
  if (grade === undefined)
    return {
      why: text(
        `没有写明裁量阶次（${first?.document ?? ''}：${bands.map(benchmarkWords).join('；')}）`,
        `the grade of the benchmark is not told (${bands.map((one) => `${one.grade} ${one.least}–${one.most}`).join('; ')})`,
      ),
      wants: 'grade',
    }
  const graded = bands.filter((one) => one.grade === grade)
  if (graded.some(({ least, most }) => amount >= least && amount <= most)) return undefined
  const document = `《${first?.document ?? ''}》${first?.invented ? '（示例）' : ''}`
  if (graded.length === 0)
    return {
      why: text(`${document}没有“${grade}”这一阶次`, `the benchmark has no grade ${grade}`),
      wants: 'reasons',
    }
  return {
    why: text(
      `${amount} 元不在${document}${graded.map(benchmarkWords).join('；')}的幅度内`,
      `${amount} yuan is not in the band of grade ${grade}: ${graded.map((one) => `${one.least}–${one.most}`).join(', ')} (${first?.document ?? ''})`,
    ),
    wants: 'reasons',
  }
}

const benchmarkWords = ({ grade, criteria, least, most }: Benchmark): string =>
  `${grade}（${criteria}）${least}–${most} 元`

/** Whether cause and provisions are those the party was notified of, as far as both are told. */
function asNotified({ act, story }: Asked): Standing {
  const notified = lastOf(story, ['notice-served'])
  if (notified === undefined) return MET
  const differs = (['cause', 'clauses'] as const).find((fact) => {
    const [then, now] = [notified.says[fact], act.says[fact]]
    return then !== undefined && now !== undefined && then !== now
  })
  if (differs === undefined) return MET
  return notMet(
    text(
      `告知的是“${String(notified.says[differs])}”，决定的是“${String(act.says[differs])}”`,
      `"${String(notified.says[differs])}" was notified and "${String(act.says[differs])}" is decided`,
    ),
  )
}
