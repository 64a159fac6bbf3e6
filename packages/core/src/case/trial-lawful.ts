import { dateOf, numberOf, workingDaysAfter } from '../calendar/index.ts'
import type { HolidayCalendar } from '../calendar/index.ts'
import type { CalendarDate, Instant } from '../kernel/index.ts'
import { ask, judge } from '../policy/index.ts'
import type { Done, Judged, RulesOn } from '../policy/index.ts'
import type { Act } from '../procedure/index.ts'
import { clocksOf, openOn } from './check.ts'
import { evolveCase, storyOf } from './state.ts'
import type { CaseState } from './state.ts'
import type { Walk } from './trial-walk.ts'

type RulesBy = (day: CalendarDate) => RulesOn

/** In how many working days a party may state, defend or ask for a hearing, as the trial's bureau has it. */
const RIGHTS = 5
/** For how many days something stays sealed or seized: 行政强制法 art. 25. */
const SEALED = 30
const MEASURES = ['measure-taken', 'emergency-measure-taken'] as const
const ENDS = ['case-closed', 'case-withdrawn', 'archived'] as const

const DECISIONS = ['penalty-decided', 'no-penalty-decided'] as const
/** What makes a decision come true, and is nothing without it. */
const OF_A_DECISION: readonly Act[] = [
  'fine-collected',
  'deferral-granted',
  'performed',
  'demand-served',
  'court-applied',
  'execution-decided',
  'demolition-announced',
  'demolished',
  'substitute-decided',
  'substitute-performed',
]
/** What there must be before an act means anything, one of these: nobody answers what was not asked. */
const FOLLOWS: Partial<Readonly<Record<Act, readonly Act[]>>> = {
  'inspection-approved': ['lead-registered'],
  'inspection-notified': ['inspection-approved'],
  'inspection-told': ['site-inspected'],
  'not-filed': ['lead-registered'],
  'case-withdrawn': ['case-filed'],
  'appraisal-told': ['appraisal-received'],
  rechecked: ['correction-ordered'],
  'investigation-suspended': ['case-filed'],
  'investigation-resumed': ['investigation-suspended'],
  'investigation-ended': ['case-filed'],
  'period-extended': ['case-filed'],
  'preservation-disposed': ['evidence-preserved'],
  'emergency-measure-approved': ['emergency-measure-taken'],
  'measure-extended': MEASURES,
  'measure-lifted': MEASURES,
  'handling-approved': ['investigation-ended'],
  'later-paper-served': [
    'measure-lifted',
    'decision-revoked',
    'decision-corrected',
    'execution-terminated',
    'substitute-decided',
    'substitute-performed',
  ],
  'remedy-attended': ['reconsideration-received', 'suit-received'],
  'extension-served': ['measure-extended'],
  'supplements-demanded': ['review-submitted'],
  'supplements-handed-in': ['supplements-demanded'],
  'adviser-advised': ['review-submitted'],
  'licence-applied-for': ['lead-registered'],
  'licence-decided': ['licence-applied-for'],
  'other-act-begun': ['lead-registered'],
  'other-act-decided': ['other-act-begun'],
  'review-submitted': ['investigation-ended', 'licence-applied-for', 'other-act-begun'],
  'review-extended': ['review-submitted'],
  reviewed: ['review-submitted'],
  'disagreement-ruled': ['reviewed'],
  deliberated: ['investigation-ended'],
  'change-approved': ['notice-served'],
  'notice-served': ['investigation-ended'],
  'statement-rechecked': ['statement-made'],
  'hearing-arranged': ['hearing-requested'],
  'hearing-notified': ['hearing-requested'],
  'hearing-held': ['hearing-requested'],
  'hearing-reported': ['hearing-held'],
  'penalty-decided': ['investigation-ended'],
  'no-penalty-decided': ['investigation-ended'],
  'on-the-spot-reported': ['penalty-on-the-spot'],
  'decision-served': DECISIONS,
  'notice-posted': ['handling-approved', ...DECISIONS],
  'decision-published': ['penalty-decided', 'penalty-on-the-spot'],
  'fine-collected': ['penalty-on-the-spot', 'decision-served'],
  'fine-handed-over': ['fine-collected'],
  'fine-banked': ['fine-handed-over'],
  'deferral-granted': ['deferral-applied-for'],
  performed: ['penalty-on-the-spot', 'decision-served'],
  'demand-served': ['decision-served', 'penalty-on-the-spot'],
  'court-applied': ['demand-served'],
  'court-accepted': ['court-applied'],
  'court-declined': ['court-applied'],
  'court-ruled': ['court-accepted'],
  'demolition-announced': ['decision-served'],
  'execution-decided': ['demand-served'],
  'execution-served': ['execution-decided'],
  demolished: ['execution-decided'],
  'substitute-decided': ['decision-served'],
  'substitute-reminded': ['substitute-decided'],
  'substitute-performed': ['substitute-decided'],
  'reconsideration-answered': ['reconsideration-received'],
  'suit-answered': ['suit-received'],
  'decision-revoked': [...DECISIONS, 'penalty-on-the-spot'],
  'decision-corrected': [...DECISIONS, 'penalty-on-the-spot'],
  'reconsideration-forwarded': ['reconsideration-through-us'],
  'fine-refunded': ['decision-revoked', 'decision-annulled'],
  'compensation-decided': ['compensation-claimed'],
  'compensation-served': ['compensation-decided'],
  'compensation-paid': ['compensation-decided'],
  'transfer-approved': ['lead-registered', 'case-filed'],
  'transfer-declined': ['crime-reported'],
  transferred: ['transfer-approved'],
  'case-closed': ['case-filed', 'penalty-on-the-spot', 'licence-decided', 'other-act-decided'],
  archived: ['case-closed', 'case-withdrawn', 'not-filed', 'transferred'],
}

/** An act as it was entered, among those before it. */
interface Entered {
  readonly act: Done
  readonly verdict: Judged['verdict']
  readonly last: (...kinds: readonly Act[]) => Done | undefined
  readonly all: (...kinds: readonly Act[]) => readonly Done[]
  readonly told: Walk['told']
  readonly calendar: HolidayCalendar
}

/** Whether the second is there and came after the first, where that is there at all. */
const answered = (first: Done | undefined, then: Done | undefined): boolean =>
  first === undefined || (then !== undefined && then.order > first.order)

const says = (act: Done | undefined, fact: keyof Done['says']): boolean => act?.says[fact] === true

const isSameCharge = (one: Done | undefined, other: Done): boolean =>
  (['found-facts', 'provision', 'penalty-kind'] as const).every((fact) => one?.says[fact] === other.says[fact])

const byTwo = ({ by }: Done): boolean => by.filter((id) => ['a', 'b', 'c'].includes(id)).length >= 2
const byHead = ({ approvals }: Done): boolean =>
  approvals.some(({ by, opinion }) => by === 'head' && opinion === 'agreed') &&
  approvals.every(({ opinion }) => opinion === 'agreed')

/** What must be so of an act of these kinds, told from the acts of the case and not from the rules. */
const laws: Readonly<Record<string, readonly [kinds: readonly Act[], holds: (entered: Entered) => boolean]>> = {
  'no penalty without a case, an end of the investigation and the head’s word on it': [
    ['penalty-decided'],
    ({ last }) => [last('case-filed'), last('investigation-ended'), last('handling-approved')].every(Boolean),
  ],
  'no penalty without notice': [['penalty-decided'], ({ last }) => last('notice-served') !== undefined],
  'no penalty before the time for an answer is over, or waived in writing, or a hearing was held': [
    ['penalty-decided'],
    ({ act, last, told, calendar }) => {
      const notice = last('notice-served')
      if (notice === undefined) return true
      const waiver = last('rights-waived')
      if (says(waiver, 'party-signed') && answered(notice, waiver)) return true
      if (told.facts['hearing-due'] === true && last('hearing-held') !== undefined) return true
      const set = told.facts['hearing-due'] === true ? undefined : notice.dueOn
      const eve = dateOf(numberOf(act.on) - 1)
      return workingDaysAfter(notice.on, eve, calendar) >= RIGHTS && act.on > (set ?? '')
    },
  ],
  'no penalty before what the party said is looked into': [
    ['penalty-decided'],
    ({ last }) => answered(last('statement-made'), last('statement-rechecked')),
  ],
  'no penalty before a hearing that was asked for, unless that was waived': [
    ['penalty-decided'],
    ({ last, calendar }) => {
      const [notice, asked] = [last('notice-served'), last('hearing-requested')]
      // 行政处罚法 art. 64: within five days of the notice; what is asked later makes none due.
      if (notice !== undefined && asked !== undefined) {
        const eve = dateOf(numberOf(asked.on) - 1)
        if (workingDaysAfter(notice.on, eve, calendar) >= RIGHTS) return true
      }
      return answered(asked, last('hearing-held', 'rights-waived'))
    },
  ],
  'no penalty without a passed review where one is due, after the hearing and of what was handed in last': [
    ['penalty-decided'],
    ({ last, told }) => {
      const review = last('reviewed')
      if (!answered(last('review-submitted'), review)) return false
      const hearing = last('hearing-held')
      if (told.facts.major !== true && hearing === undefined) return true
      return review?.says.outcome === 'agreed' && answered(hearing, review)
    },
  ],
  'nothing grave or complex is punished before the heads deliberated': [
    ['penalty-decided'],
    ({ last, told }) => told.facts.complex !== true || last('deliberated') !== undefined,
  ],
  'no penalty for what was not notified, nor a heavier one': [
    ['penalty-decided'],
    ({ act, last }) => {
      const notice = last('notice-served')
      return isSameCharge(notice, act) && Number(act.says['fine-amount']) <= Number(notice?.says['fine-amount'])
    },
  ],
  'what is notified and decided is what the head approved': [
    ['notice-served', 'penalty-decided'],
    ({ act, last }) => {
      const approved = last('handling-approved', 'change-approved')
      return isSameCharge(approved, act) && approved?.says['fine-amount'] === act.says['fine-amount']
    },
  ],
  'no penalty before the party knows of an appraisal': [
    ['penalty-decided'],
    ({ last }) => answered(last('appraisal-received'), last('appraisal-told')),
  ],
  'nobody is punished twice, nor a child, nor where the law imposes no penalty': [
    ['penalty-decided', 'penalty-on-the-spot'],
    ({ act, last, told }) =>
      answered(last('penalty-decided', 'penalty-on-the-spot'), last('decision-revoked', 'decision-annulled')) &&
      (told.party?.born === undefined || Number(act.on.slice(0, 4)) - Number(told.party.born.slice(0, 4)) > 13) &&
      told.facts['no-penalty-due'] !== true,
  ],
  'no case is filed, and none punished on the spot, of what was found out too late': [
    ['case-filed', 'penalty-on-the-spot'],
    ({ last, told }) => {
      const [ended, found] = [last('violation-ended')?.on, last('violation-discovered')?.on]
      if (ended === undefined || found === undefined) return told.facts.continuing === true
      const years = told.facts['life-or-finance'] === true && told.facts['harm-done'] === true ? 5 : 2
      return numberOf(found) - numberOf(ended) <= 366 * years
    },
  ],
  'two qualified officers act on scene': [
    ['site-inspected', 'questioned', 'sampled', 'evidence-preserved', 'penalty-on-the-spot', ...MEASURES],
    ({ act }) => byTwo(act),
  ],
  'whoever investigated neither reviews nor presides': [
    ['reviewed', 'hearing-held'],
    ({ act, all }) => {
      const investigators = all(
        'site-inspected',
        'questioned',
        'sampled',
        'evidence-preserved',
        'investigation-ended',
        ...MEASURES,
      )
      return !investigators.some(({ by }) => by.some((id) => act.by.includes(id)))
    },
  ],
  'reviewers review and heads deliberate': [
    ['reviewed', 'deliberated'],
    ({ act }) =>
      act.by.length > 0 && act.by.every((id) => (act.act === 'reviewed' ? ['law'] : ['head', 'deputy']).includes(id)),
  ],
  'the head approves filing, measures, preservation, handling, transfer and closing': [
    [
      'case-filed',
      'measure-taken',
      'evidence-preserved',
      'handling-approved',
      'change-approved',
      'case-closed',
      'case-withdrawn',
      'transfer-approved',
      'transfer-declined',
    ],
    ({ act }) => byHead(act),
  ],
  'a measure has its record, its decision and its signatures, and takes nothing one lives by': [
    [...MEASURES],
    ({ act }) =>
      (
        ['certificate-shown', 'rights-told', 'record-made', 'decision-handed-over', 'inventory-handed-over'] as const
      ).every((fact) => says(act, fact)) &&
      (says(act, 'party-signed') || says(act, 'witness-signed')) &&
      act.says['daily-necessities'] === false,
  ],
  'an emergency is approved within a day, or bears the mark that it was not': [
    ['emergency-measure-approved'],
    ({ act, all, verdict }) => {
      if (verdict === 'late') return true
      const begun = all('emergency-measure-taken').findLast(({ key }) => act.of === undefined || key === act.of)
      return begun !== undefined && `${dateOf(numberOf(begun.on) + 1)}T${begun.at}` >= `${act.on}T${act.at}`
    },
  ],
  'a measure is lengthened once, and while it runs': [
    ['measure-extended'],
    ({ act, all }) =>
      all(...MEASURES).some(({ key }) => key === act.of) && !all('measure-extended').some(({ of }) => of === act.of),
  ],
  'a measure that outlived its term bears the mark': [
    ['measure-lifted'],
    ({ act, all, verdict }) => {
      const taken = all(...MEASURES).find(({ key }) => key === act.of)
      const isStretched = all('measure-extended', 'appraisal-commissioned').length > 0
      return (
        taken !== undefined && (isStretched || numberOf(act.on) - numberOf(taken.on) <= SEALED || verdict === 'late')
      )
    },
  ],
  'no case ends with something under a measure or preserved': [
    ENDS,
    ({ all }) => {
      const over = new Set(all('measure-lifted', 'measure-passed-on', 'preservation-disposed').map(({ of }) => of))
      return all(...MEASURES, 'evidence-preserved').every(({ key }) => over.has(key))
    },
  ],
  'no case is closed that has not ended, nor one with an order that nobody checked': [
    ['case-closed'],
    ({ last }) =>
      last(
        'performed',
        'no-penalty-decided',
        'licence-decided',
        'other-act-decided',
        'case-withdrawn',
        'transferred',
        'decision-revoked',
        'decision-annulled',
        // 行政强制法 art. 40: nothing is left to execute upon, nor anybody.
        'execution-terminated',
      ) !== undefined && answered(last('correction-ordered'), last('rechecked')),
  ],
  'no fine is kept of a decision that is gone, and no claim left undecided, where a case ends': [
    ['case-closed', 'archived'],
    ({ last, all }) => {
      const gone = last('decision-revoked', 'decision-annulled')
      const isPaid = last('fine-paid', 'fine-collected') !== undefined
      return (
        (!isPaid || answered(gone, last('fine-refunded', 'penalty-decided', 'penalty-on-the-spot'))) &&
        all('compensation-claimed').length <= all('compensation-decided').length
      )
    },
  ],
  'nothing is served, collected or enforced of a decision that is gone, nor of a new one that was not served': [
    [...OF_A_DECISION, 'decision-served'],
    ({ act, last }) => {
      const gone = last('decision-revoked', 'decision-annulled')
      const isChanged = gone?.says.revocation === 'changed' || gone?.says['remedy-outcome'] === 'changed'
      const stands = isChanged || answered(gone, last('penalty-decided', 'penalty-on-the-spot', 'no-penalty-decided'))
      const served = last('decision-served', 'penalty-on-the-spot')
      return stands && (act.act === 'decision-served' || answered(last('penalty-decided'), served))
    },
  ],
  'nothing is enforced of what reconsideration or a court took away, whatever sum is told': [
    OF_A_DECISION,
    ({ last }) => {
      const ended = last('reconsideration-decided', 'suit-decided')
      const isGone = ['annulled', 'ordered-anew', 'confirmed-unlawful', 'confirmed-void'].some(
        (one) => ended?.says['remedy-outcome'] === one,
      )
      return !isGone || answered(ended, last('penalty-decided', 'penalty-on-the-spot'))
    },
  ],
  'no decision is taken back, put right or given up but by the head, with its reasons': [
    ['decision-revoked', 'decision-corrected', 'execution-terminated'],
    ({ act }) => byHead(act) && act.says.reasons !== undefined,
  ],
  'nothing is punished instead of a reported crime on which the head has not decided, nor closed before that': [
    ['penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot', 'case-closed', 'archived'],
    ({ last }) => answered(last('crime-reported'), last('transfer-approved', 'transfer-declined', 'transferred')),
  ],
  'the head decides against a transfer once on each report, with the reasons': [
    ['transfer-declined'],
    ({ act, last }) =>
      act.says.reasons !== undefined &&
      answered(last('transfer-approved', 'transfer-declined', 'transferred'), last('crime-reported')),
  ],
  'nothing is transferred on an approval from before the crime was reported, or the head decided against it': [
    ['transferred'],
    ({ last }) => answered(last('crime-reported', 'transfer-declined'), last('transfer-approved')),
  ],
  'no more is collected on the spot than was fined': [
    ['fine-collected'],
    ({ act, all }) => {
      const fined = all('penalty-decided', 'penalty-on-the-spot', 'decision-revoked', 'decision-annulled')
      const sum = fined.map(({ says: said }) => said['fine-amount']).findLast((one) => one !== undefined)
      return sum === undefined || Number(act.says['paid-amount'] ?? 0) <= Number(sum)
    },
  ],
  'nothing is decided to be done in the party’s stead before the demand, nor done before its decision is served, unless at once':
    [
      ['substitute-decided', 'substitute-performed'],
      ({ act, last, all }) =>
        act.act === 'substitute-decided'
          ? answered(last('penalty-decided', 'penalty-on-the-spot'), last('demand-served'))
          : says(act, 'immediate-clearing') ||
            all('substitute-decided').every(({ key }) => all('later-paper-served').some(({ of }) => of === key)),
    ],
  'nothing is handed over in person but with place, hour, server and who signed': [
    ['decision-served', 'notice-served', 'demand-served', 'later-paper-served'],
    ({ act }) =>
      act.says.method !== 'direct' ||
      (act.at !== undefined &&
        act.place !== undefined &&
        act.by.length > 0 &&
        (act.says['other-signed'] === false || act.says['signatory-is'] !== undefined)),
  ],
  'nothing is answered that was not asked': [
    Object.keys(FOLLOWS) as Act[],
    ({ act, all }) => all(...(FOLLOWS[act.act] ?? [])).length > 0,
  ],
  'nothing is lifted, disposed of or approved twice': [
    ['measure-lifted', 'preservation-disposed', 'emergency-measure-approved'],
    ({ act, all }) => !all(act.act).some(({ of }) => of !== undefined && of === act.of),
  ],
  'no case is closed beside another end, nor punished on the spot once it is filed': [
    ['case-closed', 'penalty-on-the-spot'],
    ({ act, last }) =>
      act.act === 'case-closed'
        ? last('case-withdrawn') === undefined &&
          answered(last('not-filed'), last('case-filed')) &&
          answered(last('transferred'), last('transfer-returned'))
        : last('case-filed') === undefined,
  ],
  'no case of which the police opened one is archived while its goods and papers are kept': [
    ['archived'],
    ({ last }) =>
      answered(last('police-filed'), last('crime-goods-handed-over')) ||
      (last('transfer-returned') !== undefined && answered(last('transferred'), last('transfer-returned'))),
  ],
  'what is done once is done once': [
    ['lead-registered', 'not-filed', 'case-filed', 'case-withdrawn', 'investigation-ended', 'case-closed', 'archived'],
    ({ act, last }) => last(act.act) === undefined,
  ],
  'nothing is served but a decision that is there, by a way that is told': [
    ['decision-served', 'notice-served'],
    ({ act, last }) =>
      act.says.method !== undefined &&
      (act.act === 'notice-served' ||
        last('penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot') !== undefined),
  ],
}

/** What of a walk is not lawful, each as `property: act`; empty where all is well. */
export function unlawful(walked: Walk, rulesOn: RulesBy): readonly string[] {
  const { told, entered } = walked
  const { calendar } = rulesOn(walked.day)
  return [
    ...entered.flatMap(({ act, verdict }, i) => {
      const before = entered.slice(0, i).map((one) => one.act)
      const all: Entered['all'] = (...kinds) => before.filter((one) => kinds.includes(one.act))
      const last: Entered['last'] = (...kinds) => before.findLast((one) => kinds.includes(one.act))
      const asked: Entered = { act, verdict, told, calendar, all, last }
      return Object.entries(laws).flatMap(([law, [kinds, holds]]) =>
        kinds.includes(act.act) && !holds(asked) ? [`${law}: ${act.act} on ${act.on}`] : [],
      )
    }),
    ...(walked.ended ? [] : ['every case can move on or end']),
    ...unsaid(walked, rulesOn),
    ...walked.hidden.map((one) => `nothing that refuses an act is hidden while it is shown: ${one}`),
  ]
}

/** No measure outlives its term unsaid: a day after it, the clock of what nobody lifted says so. */
function unsaid({ middle: { story } }: Walk, rulesOn: RulesBy): readonly string[] {
  const isOver = ({ act }: Done): boolean => act === 'measure-lifted' || act === 'measure-passed-on'
  const lifted = new Set(story.effective.filter(isOver).map(({ of }) => of))
  const isStretched = story.effective.some(({ act }) => act === 'measure-extended' || act === 'appraisal-commissioned')
  const open = story.effective.filter(({ act, key }) => MEASURES.some((one) => one === act) && !lifted.has(key))
  const [first] = open
  if (first === undefined || isStretched) return []
  const day = dateOf(numberOf(open.at(-1)?.on ?? first.on) + SEALED + 1)
  const told = clocksOf(story, day, rulesOn).filter((one) => one.state === 'overdue')
  return open.flatMap(({ key, act }) =>
    told.some((one) => one.startedBy.key === key && one.period.endsWith('period-sealing'))
      ? []
      : [`no measure outlives its term unsaid: ${act}`],
  )
}

/** What is folded from the events of a case is the story it came about by, and is told and judged alike. */
export function forgotten({ told, entered, story, middle, day }: Walk, rulesOn: RulesBy): readonly string[] {
  const folded = storyOf(foldedFrom(told, entered))
  // Which papers are there is looked up and no event of the case.
  const again = { ...folded, told: { ...folded.told, ...(told.papers && { papers: told.papers }) } }
  // What recordings show is not of the events: it is what it was when the act came up.
  const replayed = again.effective.map((one, i) => ({ ...one, recorded: story.effective[i]?.recorded }) as Done)
  const marks = (one: Judged): string => JSON.stringify([one.act.act, one.verdict, one.conditions])
  const changed = entered.filter((live, i) => {
    const seen = i < middle.entered ? middle.story.effective : story.effective
    const act = { ...replayed[i], recorded: seen[i]?.recorded } as Done
    const effective = replayed.slice(0, i).map((one, j) => ({ ...one, recorded: seen[j]?.recorded }) as Done)
    return marks(judge({ act, story: { ...again, effective }, rules: rulesOn(act.on), rulesOn, ask })) !== marks(live)
  })
  const open = (effective: readonly Done[]): string =>
    JSON.stringify(openOn({ ...again, effective }, day, rulesOn).map((one) => ({ ...one, of: one.of?.key })))
  return [
    ...changed.map(({ act }) => `replay = live: ${act.act}`),
    ...(open(replayed) === open(story.effective) ? [] : ['replay = live: what is open']),
  ]
}

function foldedFrom(
  { procedure, party, facts, people, evidence = [] }: Walk['told'],
  entered: Walk['entered'],
): CaseState {
  const event = { id: '', stream: 'case:x', version: 1, at: '2026-03-02T02:00:00.000Z' as Instant, actor: 'person:a' }
  const unit = '00000000-0000-4000-8000-000000000001'
  const body = { title: '一案', procedure, unit, officers: [unit], ...(party && { party: { ...party, name: '陈某' } }) }
  let state = evolveCase(undefined, { ...event, kind: 'CaseOpened/1', body })
  for (const [fact, is] of Object.entries(facts))
    state = evolveCase(state, { ...event, kind: 'CaseFactSaid/1', body: { fact: fact as 'major', is, reason: '认定' } })
  for (const { examined, proves = '', ...item } of evidence) {
    const { authentic = true, lawful = true, relevant = true } = examined ?? {}
    const more = { id: unit, proves, obtainedOn: '2026-03-02' as CalendarDate, obtainedHow: '现场提取', by: [unit] }
    const body = { evidence: { ...more, ...item, form: 'original' as const } }
    state = evolveCase(state, { ...event, kind: 'CaseEvidenceEntered/1', body })
    const found = { evidence: unit, found: { authentic, lawful, relevant } }
    if (examined) state = evolveCase(state, { ...event, kind: 'CaseEvidenceExamined/1', body: found })
  }
  for (const { act } of entered) {
    const { recorded: _recorded, number: _number, order: _order, key, ...dated } = act
    state = evolveCase(state, {
      ...event,
      kind: 'CaseActDone/1',
      body: { act: { ...dated, id: key }, people, recordings: [], marks: [] },
    })
  }
  if (state === undefined) throw new Error('nothing is left of the case')
  return state
}
