import { surchargeSays } from '@liuhen/core/case'
import type { CaseChecked, Clock, Next, Transfer } from '@liuhen/core/case'
import { beijing, text } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import { verdictNames } from '@liuhen/core/packs'
import type { ActVerdict, Condition, Judged } from '@liuhen/core/policy'
import { acts } from '@liuhen/core/procedure'
import type { Language } from '../terminal/index.ts'

const MARKS: Readonly<Record<ActVerdict, string>> = { allowed: '✓', late: '!', noted: '!', unknown: '?', refused: '✗' }

const WORDS = {
  clocks: text('期限', 'Periods'),
  surcharge: text('加处罚款', 'Additional fine'),
  transfers: text('移送', 'Transfer'),
  since: text('自', 'since'),
  next: text('接下来', 'Next'),
  until: text('到', 'until'),
  provisional: text('（暂定）', ' (provisional)'),
  notTold: text('算不出', 'cannot be told'),
  earliest: text('最早', 'from'),
  unless: text('例外不适用', 'no help is'),
} as const

const STATES: Readonly<Record<Clock['state'], { readonly zh: string; readonly en: string }>> = {
  running: text('未到期', 'running'),
  overdue: text('已逾期', 'overdue'),
  passed: text('已经过去', 'has passed'),
  ended: text('按期', 'in time'),
  'ended-late': text('逾期办理', 'late'),
  unknown: text('不能确定', 'unknown'),
}

const OPEN: Readonly<Record<Next['state'], { readonly zh: string; readonly en: string }>> = {
  open: text('可以办理', 'may be done'),
  'open-late': text('可以办理，已逾期', 'may be done, late'),
  waiting: text('等期限届满', 'waits for time to pass'),
  blocked: text('还不能办理', 'may not be done yet'),
}

/** The answer for a person at a terminal: every act with what it lacks, the clocks, and what comes next. */
export const caseLines = (
  { acts: judged, clocks, surcharge, transfers, next, on }: CaseChecked,
  language: Language,
): readonly string[] => [
  ...judged.flatMap((one) => actLines(one, language)),
  '',
  `${WORDS.clocks[language]} (${on})`,
  ...clocks.filter((one) => one.state !== 'ended').map((one) => clockLine(one, language)),
  ...(surcharge
    ? [
        '',
        `${WORDS.surcharge[language]} (${on})  [${surcharge.citations.map((one) => one.article).join(', ')}]`,
        ...surchargeSays(surcharge).map((one) => `  ${one[language]}`),
      ]
    : []),
  ...(transfers.length > 0
    ? ['', WORDS.transfers[language], ...transfers.flatMap((one) => transferLines(one, language))]
    : []),
  '',
  WORDS.next[language],
  ...next.filter((one) => one.state !== 'blocked').map((one) => nextLine(one, language)),
]

function actLines({ act, verdict, conditions }: Judged, language: Language): readonly string[] {
  const late = act.reason === undefined ? '' : ` (${act.reason})`
  return [
    `${MARKS[verdict]} ${act.number}  ${act.on}  ${acts[act.act].name[language]}  ${verdictNames[verdict][language]}${late}`,
    ...conditions.flatMap((one) => conditionLines(one, language)),
  ]
}

function conditionLines({ message, citations, exceptions, met }: Condition, language: Language): readonly string[] {
  const quotes = citations.flatMap(({ article, quote }) =>
    quote === undefined ? [] : [`        ${article}: “${quote}”`],
  )
  return [
    `    ${met === 'unknown' ? '?' : '✗'} ${message[language]}  [${[...new Set(citations.map((one) => one.article))].join(', ')}]`,
    ...new Set(quotes),
    ...exceptions.map(
      ({ say, citation }) => `        ${WORDS.unless[language]}: ${say[language]}  [${citation.article}]`,
    ),
  ]
}

function clockLine({ title, last, provisional, state, startedBy, blank = [] }: Clock, language: Language): string {
  const from = `${startedBy.on} ${acts[startedBy.act].name[language]}`
  const told =
    last === undefined
      ? `${WORDS.notTold[language]}: ${blank.map((one) => one.message[language]).join('; ')}`
      : `${WORDS.until[language]} ${last.includes('T') ? beijing(last as Instant).slice(0, 16) : last}${provisional ? WORDS.provisional[language] : ''}`
  return `  ${state === 'overdue' || state === 'ended-late' ? '✗' : '·'} ${title[language]}  ${told}  ${STATES[state][language]}  (${from})`
}

/** What a transfer waits for, and what of it is not as it was listed. */
const transferLines = ({ by, awaited, told }: Transfer, language: Language): readonly string[] => [
  `  ${by.number}  ${by.on}  ${acts[by.act].name[language]}`,
  ...(awaited
    ? [
        `    ${awaited.what[language]}  ${WORDS.since[language]} ${awaited.since}${awaited.last === undefined ? '' : ` ${WORDS.until[language]} ${awaited.last}`}  [${[...new Set(awaited.citations.map((one) => one.article))].join(', ')}]`,
      ]
    : []),
  ...told.map((one) => `    ${one[language]}`),
]

const nextLine = ({ act, of, state, earliest }: Next, language: Language): string =>
  `  ${acts[act].name[language]}${of === undefined ? '' : ` (${of.number})`}  ${OPEN[state][language]}${earliest === undefined ? '' : ` ${WORDS.earliest[language]} ${earliest}`}`
