import { paperStands, type PaperState, unsigned } from '../paper/index.ts'
import { beijing, type CalendarDate, type Citation, dayOf, type Instant, type Obstacle, text } from '../kernel/index.ts'
import { lastDayOfMonths } from '../calendar/index.ts'
import {
  readTerm,
  type RuleOf,
  rulesOf,
  type RulesOn,
  type Standing,
  termSetting,
  termString,
} from '../policy/index.ts'
import { type Act, acts as ACTS, MEASURES } from '../procedure/index.ts'
import type { Retention } from './events.ts'

/** What is missing before a volume is bound, with what it is about: one click to the place. */
export interface Lack extends Obstacle {
  readonly at?: {
    readonly paper?: string
    /** The rule of a paper that is still to be made. */
    readonly rule?: string
    /** A file that was brought in. */
    readonly material?: string
    readonly act?: string
    readonly recording?: string
    readonly activity?: string
    readonly approval?: true
    readonly setting?: string
    readonly people?: true
    /** 案由, which nobody has named. */
    readonly cause?: true
  }
}

/** What a case has of papers, as far as the volume asks. */
export interface PaperHeld {
  readonly id: string
  readonly rule: string
  readonly state: PaperState
}

/** A file that came in from elsewhere, by the paper that it is, or that somebody says it is. */
export interface MaterialHeld {
  readonly rule?: string | undefined
  readonly claimed?: boolean | undefined
  /** The act of the measure that it is of. */
  readonly about?: string | undefined
}

type PaperStanding = Standing<RuleOf<'paper'>>
const nameOf = ({ used }: Pick<PaperStanding, 'used'>): string => `${used.pack}/${used.rule}`

/** Each paper that acts of the case call for, with how often, and how many there are. */
export interface Wanted {
  readonly rule: string
  readonly standing: PaperStanding
  readonly acts: readonly Act[]
  readonly wanted: number
  readonly held: number
  /** Files that somebody says are it, and nobody else has looked at. */
  readonly claimed: number
}

/** An act of a case, with the measure it is about. */
export interface ActHeld {
  readonly id?: string | undefined
  readonly act: Act
  readonly on: CalendarDate
  readonly of?: string | undefined
}

/**
 * How many of the wanted papers these are: a second one of a measure that wants one is not that of another measure. `wants`
 * and `there`: of which measure each is, where it is of one.
 */
function countedOf(wants: readonly (string | undefined)[], there: readonly (string | undefined)[]): number {
  const of = (all: readonly (string | undefined)[], measure: string): number =>
    all.filter((one) => one === measure).length
  const measures = [...new Set(wants.flatMap((one) => one ?? []))]
  const silent = there.filter((one) => one === undefined || !measures.includes(one)).length
  return measures.reduce((sum, one) => sum + Math.min(of(wants, one), of(there, one)), silent)
}

/**
 * Papers that what was done calls for by the rules of its own day: one for each act they are of. One that the instrument has
 * only where it was made is not called for, and one that stands instead of another counts for that.
 */
export function wantedOf(
  done: readonly ActHeld[],
  rulesOn: (day: CalendarDate) => RulesOn,
  papers: readonly PaperHeld[],
  materials: readonly MaterialHeld[],
): readonly Wanted[] {
  const days = [...new Set(done.map((one) => one.on))]
  const byDay = new Map(days.map((day) => [day, rulesOf(rulesOn(day), 'paper')] as const))
  // In the order of the instruments, whatever was done first.
  const standings = new Map([...byDay.values()].flatMap((all) => all.map((one) => [nameOf(one), one] as const)))
  return [...standings].flatMap(([name, standing]): readonly Wanted[] => {
    if (standing.rule.whereMade === true) return []
    const own = done.filter(({ act, on }) => {
      const that = byDay.get(on)?.find((one) => nameOf(one) === name)
      return that?.rule.acts?.includes(act) === true
    })
    if (own.length === 0) return []
    const { id } = standing.rule
    const instead = own.flatMap(({ on }) =>
      (byDay.get(on) ?? []).filter((one) => one.rule.insteadOf === id && one.used.pack === standing.used.pack),
    )
    const names = [name, ...instead.map(nameOf)]
    const brought = materials.filter(({ rule }) => rule !== undefined && names.includes(rule))
    const claimed = brought.filter((one) => one.claimed === true).length
    const made = papers.filter(({ rule, state }) => names.includes(rule) && !state.voided && !state.corrected)
    const held = countedOf(
      own.map(({ id, act, of }) => (MEASURES.includes(act) ? id : of)),
      [...made.map(({ state }) => state.about), ...brought.flatMap((one) => (one.claimed === true ? [] : [one.about]))],
    )
    return [{ rule: name, standing, acts: [...new Set(own.map((one) => one.act))], wanted: own.length, held, claimed }]
  })
}

/** Papers that are not there; of one that is claimed to be, that is what is told. */
export function missingPapers(wanted: readonly Wanted[]): readonly Lack[] {
  return wanted
    .filter((one) => one.held + one.claimed < one.wanted)
    .map(({ rule, standing, acts, wanted: count, held }) => {
      const names = {
        zh: acts.map((one) => ACTS[one].name.zh).join('、'),
        en: acts.map((one) => ACTS[one].name.en).join(', '),
      }
      const { title, stage } = standing.rule
      const [citation] = standing.used.citations
      return {
        code: 'paper-missing',
        message:
          held === 0
            ? text(`缺《${title.zh}》（${stage}环节：${names.zh}）`, `“${title.en}” is missing (${names.en})`)
            : text(
                `《${title.zh}》只有 ${held} 份，案件里有 ${count} 项（${names.zh}）`,
                `There are ${held} of “${title.en}” for ${count} acts (${names.en})`,
              ),
        at: { rule },
        ...(citation && { citation }),
      }
    })
}

/** Papers that are begun and not ended: neither signed nor voided. */
export function unfinishedPapers(rules: RulesOn, papers: readonly PaperHeld[], fallback?: Citation): readonly Lack[] {
  const all = rulesOf(rules, 'paper')
  return papers.flatMap(({ id, rule, state }): readonly Lack[] => {
    const stands = paperStands(state)
    if (stands === 'finished' || stands === 'void' || state.corrected) return []
    const standing = all.find((one) => nameOf(one) === rule)
    const { citations = [] } = standing?.used ?? {}
    const head = (code: string, zh: string, en: string, citation?: Citation): Lack => ({
      code,
      message: text(zh, en),
      at: { paper: id },
      ...((citation ?? citations[0] ?? fallback) && { citation: citation ?? citations[0] ?? (fallback as Citation) }),
    })
    const title = `《${state.title}》`
    if (stands === 'draft')
      return [
        head('paper-draft', `${title}还没有定稿：写完定稿，不要的作废`, `${title} is a draft: fix it, or void it`),
      ]
    const signed = citations.find(({ quote }) => quote?.includes('签名'))
    const empty = unsigned(state)
    if (empty.length === 0)
      return [head('paper-unfinished', `${title}已经签完，还没有办结`, `${title} is signed and not ended`)]
    return empty.map(({ slot, page }) => {
      const wanted = state.frozen?.slots.find((one) => one.slot === slot)
      const who = [wanted?.label, wanted?.name].filter((one) => one !== undefined).join(' ')
      return head(
        'paper-unsigned',
        `${title}第 ${page} 页：${who}还没有签名`,
        `${title}, page ${page}: ${who} has not signed`,
        signed,
      )
    })
  })
}

/** One thing that two papers say differently: 晋中方案, 确保执法文书和案卷完整准确. */
const ALIKE = ['fine-amount', 'penalty-content', 'decision-number', 'party'] as const

const wordsOf = (value: unknown): string | undefined =>
  value === undefined || typeof value === 'string' ? value : JSON.stringify(value)

/** The fine a paper names: in a field of its own, or within the penalty as it is printed. */
function fineIn(values: Readonly<Record<string, unknown>>): number | undefined {
  const { 'fine-amount': amount, 'penalty-content': content } = values
  if (typeof amount === 'number') return amount
  const printed = typeof content === 'string' ? /罚款人民币([\d,]+(?:\.\d+)?)元/u.exec(content)?.[1] : undefined
  return printed === undefined ? undefined : Number(printed.replaceAll(',', ''))
}

/** What finished papers say differently of the fine, the decision's number and the party. */
export function disagreements(rules: RulesOn, papers: readonly PaperHeld[], citation?: Citation): readonly Lack[] {
  const decided = rulesOf(rules, 'paper').filter(({ rule }) => rule.acts?.some((one) => DECIDED.includes(one)))
  const standing = papers.filter(({ state }) => state.frozen && !state.voided && !state.corrected)
  const said = (key: string, { state }: PaperHeld): string | undefined => {
    const values: Readonly<Record<string, unknown>> = state.frozen?.values ?? {}
    const value = values[key]
    if (key === 'fine-amount') return wordsOf(fineIn(values))
    if (key === 'party') {
      const name = values['party-name'] ?? (value as { readonly name?: string } | undefined)?.name
      return wordsOf(name)
    }
    return wordsOf(value)
  }
  return ALIKE.flatMap((key): readonly Lack[] => {
    // What is proposed or told beforehand may be another amount; what is decided, carried out and closed may not.
    const telling = standing.filter(
      (one) => !AMOUNTS.includes(key) || decided.some((each) => nameOf(each) === one.rule),
    )
    const each = telling.flatMap((one) => {
      const value = said(key, one)
      return value === undefined ? [] : [{ one, value }]
    })
    const [first] = each
    const other = each.find(({ value }) => value !== first?.value)
    if (first === undefined || other === undefined) return []
    const [zh, en] = NAMES[key]
    return [
      {
        code: 'papers-disagree',
        message: text(
          `${zh}前后不一：《${first.one.state.title}》写“${first.value}”，《${other.one.state.title}》写“${other.value}”`,
          `${en} differs: “${first.value}” in ${first.one.state.title}, “${other.value}” in ${other.one.state.title}`,
        ),
        at: { paper: other.one.id },
        ...(citation && { citation }),
      },
    ]
  })
}
const DECIDED: readonly Act[] = ['penalty-decided', 'penalty-on-the-spot', 'performed', 'case-closed']
const AMOUNTS: readonly string[] = ['fine-amount', 'penalty-content']
const NAMES = {
  'penalty-content': ['处罚内容', 'The penalty'],
  'fine-amount': ['罚款数额', 'The fine'],
  'decision-number': ['决定书文号', 'The number of the decision'],
  party: ['当事人', 'The party'],
} as const

/** A recording that is evidence of the case, the day of the act it is of, and the disc it is on. */
export interface EvidenceHeld {
  readonly recording: string
  readonly fileName: string
  readonly on: CalendarDate
  readonly disc?: string | undefined
}

/** Evidence that is on no disc, where the instruments of its day want it in the file on one; with each of their articles. */
export const withoutDisc = (
  evidence: readonly EvidenceHeld[],
  rulesOn: (day: CalendarDate) => RulesOn,
): readonly Lack[] =>
  evidence.flatMap(({ recording, fileName, on, disc }): readonly Lack[] => {
    const rules = rulesOn(on)
    const [citation, ...also] = [
      ...rulesOf(rules, 'statement').filter(({ rule }) => rule.onDisc === true),
      ...rulesOf(rules, 'handover').filter(({ rule }) => rule.what === 'evidence-disc'),
    ]
      .flatMap(({ used }) => used.citations)
      .filter((one, at, all) => all.findIndex((other) => other.article === one.article) === at)
    if (disc !== undefined || citation === undefined) return []
    return [
      {
        code: 'disc-missing',
        message: text(
          `证据音像 ${fileName} 没有光盘编号：制作光盘，登记刻录和存放处`,
          `${fileName} is evidence and on no disc: make one, and say that it was burnt and where it is kept`,
        ),
        citation,
        ...(also.length > 0 && { also }),
        at: { recording },
      },
    ]
  })

/** When a recording of the case was made, by its corrected times. */
export interface Filmed {
  readonly start: Instant
  readonly end: Instant
}

/**
 * Signatures by hand of which no recording of the case has the moment, where the instrument of that day wants it in the
 * picture. Of one that was scanned in nobody knows the moment.
 */
export const unfilmedSignatures = (
  papers: readonly PaperHeld[],
  filmed: readonly Filmed[],
  rulesOn: (day: CalendarDate) => RulesOn,
): readonly Lack[] =>
  papers.flatMap(({ id, state }) => {
    if (state.voided || state.corrected) return []
    return state.marks.flatMap((mark): readonly Lack[] => {
      if (mark.is !== 'signed' || mark.how !== 'strokes') return []
      const at = mark.at as Instant
      const [citation, ...also] = rulesOf(rulesOn(dayOf(at)), 'content')
        .filter(({ rule }) => rule.ofSigning === true)
        .flatMap(({ used }) => used.citations)
      if (citation === undefined || filmed.some((one) => one.start <= at && at <= one.end)) return []
      const clock = beijing(at).slice(11, 16)
      return [
        {
          code: 'signature-unfilmed',
          message: text(
            `《${state.title}》第 ${mark.page} 页 ${clock} 由${mark.name}签名，本案音像没有录到这一刻`,
            `“${state.title}”, page ${mark.page}: ${mark.name} signed at ${clock}, and no recording of the case has that moment`,
          ),
          at: { paper: id },
          citation,
          ...(also.length > 0 && { also }),
        },
      ]
    })
  })

/** How long the file is kept by the instruments of the day, from its last day. */
export function retentionOf(rules: RulesOn, closedOn: CalendarDate, important?: string): Retention {
  if (important !== undefined) return { keep: 'permanent', reason: important }
  const terms = rulesOf(rules, 'retention')
    .filter(({ rule }) => rule.of === 'case-file')
    .flatMap(({ rule: { keep } }) => {
      if ('atLeast' in keep) return [keep.atLeast]
      return 'setting' in keep ? (termSetting(rules, keep.setting) ?? []) : []
    })
    .map((one) => readTerm('retention.case-file', one))
    .toSorted((a, b) => b.count * (b.unit === 'year' ? 12 : 1) - a.count * (a.unit === 'year' ? 12 : 1))
  const [term] = terms
  if (term === undefined) return { keep: 'undecided' }
  const { count, unit } = term
  if (unit !== 'year' && unit !== 'month') return { keep: 'term', term: termString(term) }
  return { keep: 'term', term: termString(term), until: lastDayOfMonths(closedOn, { count, unit }) }
}
