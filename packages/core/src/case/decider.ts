import { beijing, dayOf, text } from '../kernel/index.ts'
import type { CalendarDate, Citation, Instant, Obstacle } from '../kernel/index.ts'
import { ask, judge, recordingDueOf, rulesOf } from '../policy/index.ts'
import type { Condition, Done, Elsewhere, Judged, RulesOn } from '../policy/index.ts'
import { acts as ACTS, comesUp } from '../procedure/index.ts'
import type {
  CaseFact,
  DatedAct,
  Material,
  MaterialThere,
  PaperThere,
  Person,
  Punished,
  Stage,
} from '../procedure/index.ts'
import { begun, gathered } from '../stream/index.ts'
import type { Decider, HappeningOf, Moment } from '../stream/index.ts'
import { caseEvents } from './events.ts'
import { evidenceHappening, evidenceObstacles } from './evidence.ts'
import type { EvidenceCommand } from './evidence.ts'
import { gone, related, relateObstacles } from './relations.ts'
import type { RelateCommand } from './relations.ts'
import { undrawnObstacles } from './drawn.ts'
import { identifyObstacles, partyFaults, writtenPlain } from './party.ts'
import type { IdentifyCommand } from './party.ts'
import type { CaseFacts, Mark, TiedRecording } from './events.ts'
import { evolveCase, recordedOf, storyOf } from './state.ts'
import type { CaseState, KeptAct } from './state.ts'

/** An act as somebody tells it: what recordings say, and what is handed in with it, is looked up and not theirs to tell. */
export type ActTold = Omit<DatedAct, 'recorded' | 'materials' | 'id' | 'approvals'> & { readonly id: string }

export type CaseCommand =
  | { readonly do: 'open'; readonly facts: CaseFacts }
  | { readonly do: 'act'; readonly act: ActTold }
  | { readonly do: 'tie'; readonly act: string; readonly reason?: string | undefined }
  | { readonly do: 'excuse' | 'strike'; readonly act: string; readonly reason: string }
  | { readonly do: 'judge-excuse'; readonly act: string; readonly is: boolean; readonly reason: string }
  | { readonly do: 'say'; readonly fact: CaseFact; readonly is: boolean; readonly reason: string }
  | { readonly do: 'name-officers'; readonly officers: readonly string[]; readonly reason: string }
  | IdentifyCommand
  | EvidenceCommand
  | RelateCommand

/** What was approved: the act as it was signed for, by whom, and by which article. */
export interface Approved extends Pick<DatedAct, 'says' | 'place' | 'dueOn' | 'approvals'> {
  readonly approval: string
  /** Whom it was signed about. */
  readonly people?: readonly string[]
  readonly citation?: Citation
}

export interface CaseContext extends Moment {
  readonly rulesOn?: (day: CalendarDate) => RulesOn
  /** What the register says of everybody who acts or approved. */
  readonly people?: Readonly<Record<string, Person>>
  /** The recordings that are tied to the act, and why some cannot be. */
  readonly recordings?: { readonly tied: readonly TiedRecording[]; readonly against: readonly Obstacle[] }
  readonly approved?: Approved | undefined
  /** What is handed in with the act, as it is now, and why some of what was named is not. */
  readonly handed?: { readonly in: readonly Material[]; readonly against: readonly Obstacle[] } | undefined
  /** What of the case there is now. */
  readonly materials?: readonly MaterialThere[] | undefined
  /** Where those who act are written down in other cases on that day. */
  readonly elsewhere?: readonly Elsewhere[]
  /** What other cases punished the same party for. */
  readonly punished?: readonly Punished[]
  /** The papers of the case that are there. */
  readonly papers?: readonly PaperThere[]
  /** Its recordings beside which lies a gap that nobody has explained, by their files. */
  readonly gaps?: readonly string[]
  /** On which days other cases inspected the same party. */
  readonly inspected?: readonly CalendarDate[]
}

type Events = readonly HappeningOf<typeof caseEvents>[]

export const caseDecider: Decider<CaseState, CaseCommand, typeof caseEvents, CaseContext> = {
  evolve: evolveCase,
  obstacles(state, command, context) {
    switch (command.do) {
      case 'open':
        return [
          ...(state === undefined ? [] : [KEY_TAKEN]),
          ...(command.facts.party ? partyFaults(writtenPlain(command.facts.party)) : []),
        ]
      case 'act':
        return [...gone(begun(state)), ...actObstacles(begun(state), command.act, context)]
      case 'tie':
        return [
          ...archived(begun(state)),
          ...unknownAct(begun(state), command.act),
          ...gathered(context.recordings, 'recordings').against,
          ...untiedObstacles(begun(state), command, gathered(context.recordings, 'recordings').tied),
        ]
      case 'excuse':
        return [...archived(begun(state)), ...unknownAct(begun(state), command.act)]
      case 'judge-excuse':
        return [...archived(begun(state)), ...judgingObstacles(begun(state), command.act, context)]
      case 'strike':
        return [...archived(begun(state)), ...strikeObstacles(begun(state), command.act, context)]
      case 'say':
        return [...archived(begun(state)), ...sayingObstacles(begun(state), command)]
      case 'identify-party':
        return [
          ...archived(begun(state)),
          ...identifyObstacles(begun(state), { ...command, party: writtenPlain(command.party) }),
        ]
      case 'name-officers':
        begun(state)
        return []
      case 'enter-evidence':
      case 'examine-evidence':
      case 'strike-evidence':
        return [...archived(begun(state)), ...gone(begun(state)), ...evidenceObstacles(begun(state), command, context)]
      case 'relate':
        return [...archived(begun(state)), ...relateObstacles(begun(state), command)]
    }
  },
  decide(state, command, context): Events {
    switch (command.do) {
      case 'open':
        return [{ kind: 'CaseOpened/1', body: opened(command.facts) }]
      case 'act':
        return [actDone(begun(state), command.act, context)]
      case 'tie': {
        const recordings = [...gathered(context.recordings, 'recordings').tied]
        const { act, reason } = command
        return [{ kind: 'CaseRecordingsTied/1', body: { act, recordings, ...(reason !== undefined && { reason }) } }]
      }
      case 'excuse':
        return [{ kind: 'CaseRecordingExcused/2', body: { act: command.act, reason: command.reason } }]
      case 'judge-excuse':
        return [{ kind: 'CaseExcuseJudged/1', body: { act: command.act, is: command.is, reason: command.reason } }]
      case 'strike':
        return [{ kind: 'CaseActStruck/1', body: { act: command.act, reason: command.reason } }]
      case 'say':
        return [{ kind: 'CaseFactSaid/1', body: { fact: command.fact, is: command.is, reason: command.reason } }]
      case 'identify-party': {
        const { party, document, reason } = command
        const body = { party: writtenPlain(party), document, ...(reason !== undefined && { reason }) }
        return [{ kind: 'CasePartyIdentified/1', body }]
      }
      case 'name-officers':
        return [{ kind: 'CaseOfficersNamed/1', body: { officers: [...command.officers], reason: command.reason } }]
      case 'enter-evidence':
      case 'examine-evidence':
      case 'strike-evidence':
        return [evidenceHappening(begun(state), command)]
      case 'relate':
        return [related(command)]
    }
  },
}

const opened = ({ party, ...facts }: CaseFacts): CaseFacts => ({
  ...facts,
  ...(party && { party: writtenPlain(party) }),
})

const one = (code: string, zh: string, en: string, more: Partial<Obstacle> = {}): Obstacle => ({
  code,
  message: text(zh, en),
  ...more,
})

/** Nobody confirms their own word, nor that of those they did the act with. */
function judgingObstacles(state: CaseState, id: string, { actor }: Moment): readonly Obstacle[] {
  const unknown = unknownAct(state, id)
  const kept = state.acts.find((each) => each.act.id === id)
  if (unknown.length > 0 || kept === undefined) return unknown
  if (kept.excused === undefined)
    return [one('excuse-missing', '这一项还没有说明，没有可以确认的', 'There is no explanation of this act to confirm')]
  if (kept.excused.by !== actor && !kept.act.by.some((person) => `person:${person}` === actor)) return []
  return [
    one(
      'own-excuse',
      '没有音像的说明由参加这一项的人以外的人确认，不能自己确认自己的说明',
      'An explanation is confirmed by somebody who did not take part in the act, and by nobody of their own',
    ),
  ]
}

/** An act of that key is there already, perhaps the same that was sent twice. */
export const KEY_TAKEN = one('key-taken', '这个编号已经用过，请重新填写', 'This key is taken: fill the form in anew')

const handedIn = ({ handed }: CaseContext): Pick<DatedAct, 'materials'> =>
  handed === undefined ? {} : { materials: [...handed.in] }

function actDone(state: CaseState, act: ActTold, context: CaseContext): Events[number] {
  const { approvals = [], approval } = context.approved ?? {}
  const { conditions, steps } = judgedAct(state, act, context)
  return {
    kind: 'CaseActDone/1',
    body: {
      act: { ...act, approvals, ...handedIn(context) },
      people: { ...gathered(context.people, 'people') },
      recordings: [...gathered(context.recordings, 'recordings').tied],
      ...(approval !== undefined && { approval }),
      marks: conditions.filter((_, at) => !isOfRecording(steps[at])).map(markOf),
    },
  }
}

/** What recordings show may still come in after an act is entered, so it is judged anew whenever it is looked at. */
const isOfRecording = (step: Judged['steps'][number] | undefined): boolean =>
  step !== undefined && asksOfRecording(step.rule.needs)

const asksOfRecording = (needs: Judged['steps'][number]['rule']['needs']): boolean =>
  needs.kind === 'any' || needs.kind === 'all'
    ? needs.of.some(asksOfRecording)
    : needs.kind === 'recorded' || needs.kind === 'matches-recording'

/** The articles by which an act had to be recorded; none where no instrument in force that day wants it. */
export const recordingDue = (act: Pick<DatedAct, 'act' | 'says'>, rules: RulesOn): readonly Citation[] =>
  recordingDueOf(act, rules, ask)

/** The marks that an act bears now for its recordings, or for want of them. */
export function recordingMarks(state: CaseState, kept: KeptAct, rulesOn: (day: CalendarDate) => RulesOn): Mark[] {
  const story = storyOf(state, kept.act.on)
  const at = story.effective.findIndex((done) => done.key === kept.act.id)
  const act = story.effective[at]
  if (act === undefined) return []
  const before = { ...story, effective: story.effective.slice(0, at) }
  const { conditions, steps } = judge({ act, story: before, rules: rulesOn(act.on), rulesOn, ask })
  return conditions.filter((found, i) => found.effect !== 'refused' && isOfRecording(steps[i])).map(markOf)
}

function markOf({ rule, effect, met, message, citations }: Condition): Mark {
  if (effect === 'refused') throw new Error(`an act is done although ${rule} is in the way`)
  return { rule, effect, met, message, citations: [...citations] }
}

/** An act by the rules of its day, in the case as it was told up to then. */
export function judgedAct(
  state: CaseState,
  act: ActTold,
  context: CaseContext,
  story?: 'with all that is entered',
): Judged {
  const { rulesOn, people, recordings, approved, elsewhere, punished = [], inspected = [], papers, gaps } = context
  const { materials } = context
  const [byDay, known] = [gathered(rulesOn, 'rulesOn'), gathered(people, 'people')]
  const { tied } = gathered(recordings, 'recordings')
  const alone = storyOf({ ...state, people: { ...state.people, ...known } }, story === undefined ? act.on : undefined)
  const told = {
    ...alone,
    told: {
      ...alone.told,
      punished: [...punished],
      inspected: [...inspected],
      ...(papers && { papers: [...papers] }),
      ...(gaps && { gaps: [...gaps] }),
      ...(materials && { materials: [...materials] }),
    },
    elsewhere: gathered(elsewhere, 'elsewhere'),
  }
  const done: Done = {
    ...act,
    ...handedIn(context),
    approvals: approved?.approvals ?? [],
    ...(tied.length > 0 && { recorded: recordedOf({ recordings: [...tied] }) }),
    number: state.acts.length + 1,
    order: told.effective.length,
    key: act.id,
  }
  return judge({ act: done, story: told, rules: byDay(act.on), rulesOn: byDay, ask })
}

/** Everything in the way of an act being entered as done: what the law makes void, what is not told, what cannot be. */
export function actObstacles(state: CaseState, act: ActTold, context: CaseContext): readonly Obstacle[] {
  const impossible = impossibleOf(state, act, context.at)
  const against = [...gathered(context.recordings, 'recordings').against, ...(context.handed?.against ?? [])]
  const undrawn = undrawnObstacles(state, act, gathered(context.rulesOn, 'rulesOn'))
  if (undrawn.length > 0) return undrawn
  if (impossible.some((found) => found.code !== NOT_OPEN)) return [...impossible, ...against]
  const { conditions } = judgedAct(state, act, context)
  const hour = hourWanted(act, gathered(context.rulesOn, 'rulesOn')(act.on))
  // Of a step that is not open it is told what the law wants first, and not what its form would have to say.
  if (impossible.length > 0) return [...impossible, ...conditions.filter(isInTheWay).map(obstacleOf), ...against]
  const late = conditions.find((found) => found.effect === 'late' && found.met === 'not-met')
  const found = conditions.filter((each) => each.effect === 'refused')
  return [
    ...against,
    ...hour,
    ...(hour.length > 0 ? [] : hourThatTells(state, act, context, conditions)),
    ...found.map(obstacleOf),
    ...sinceThen(state, act, context).filter((each) => !found.some(({ code }) => code === each.code)),
    ...changedSince(act, context),
    ...(late && act.reason === undefined
      ? [
          one(
            'late-without-reason',
            `${late.message.zh}：可以补记，请写明逾期的原因，逾期的标记会一直保留`,
            `${late.message.en}: it can be entered; say why it is late. The mark stays for good`,
            { ...(late.citation && { citation: late.citation }), field: 'reason' },
          ),
        ]
      : []),
  ]
}

/** Whether an act is void without it, whatever its form says. */
export const isInTheWay = ({ effect, met, clears }: Condition): boolean =>
  effect === 'refused' && met === 'not-met' && clears?.fact === undefined

/** An act that starts a period in hours says at which. */
function hourWanted(act: ActTold, rules: RulesOn): readonly Obstacle[] {
  if (act.at !== undefined) return []
  const period = rulesOf(rules, 'period').find(
    ({ rule }) =>
      rule.startsOn?.includes(act.act) === true && ('count' in rule.length ? rule.length.unit : rule.unit) === 'hour',
  )
  if (period === undefined) return []
  const { title } = period.rule
  const [citation] = period.used.citations
  return [
    one('hour-untold', `「${title.zh}」按小时计算，请写明时刻`, `"${title.en}" runs in hours: say at what time`, {
      field: 'at',
      ...(citation && { citation }),
    }),
  ]
}

/** Whether it came late hangs on its hour on the last day: what is left out then is asked for. */
function hourThatTells(
  state: CaseState,
  act: ActTold,
  context: CaseContext,
  found: readonly Condition[],
): readonly Obstacle[] {
  const unsure = found.filter((one) => one.effect === 'late' && one.met === 'unknown')
  if (act.at !== undefined || unsure.length === 0) return []
  const atNight = judgedAct(state, { ...act, at: '23:59' }, context).conditions
  return unsure
    .filter(({ rule }) => !atNight.some((one) => one.rule === rule && one.met === 'unknown'))
    .map(({ message, citation }) => ({
      code: 'hour-untold',
      message: text(`${message.zh}：请写明时刻`, `${message.en}: say at what time`),
      field: 'at',
      ...(citation && { citation }),
    }))
}

/** Where the case goes on by paper, the day that is written on it hides nothing that has come in since. */
const ON_PAPER: readonly Stage[] = ['review', 'notice', 'decision', 'service', 'closing']

function sinceThen(state: CaseState, act: ActTold, context: CaseContext): readonly Obstacle[] {
  const isBackdated = state.acts.some((kept) => kept.struck === undefined && kept.act.on > act.on)
  if (!isBackdated || !ON_PAPER.includes(ACTS[act.act].stage)) return []
  const { conditions } = judgedAct(state, act, context, 'with all that is entered')
  return conditions.filter((found) => found.effect === 'refused' && found.met === 'not-met').map(obstacleOf)
}

/** What stands in the way, with the member of the form that would clear it. */
export function obstacleOf({ code, message, citation, clears }: Condition): Obstacle {
  return {
    code,
    message,
    ...(citation && { citation }),
    ...(clears?.fact && { field: `says.${clears.fact}` }),
  }
}

const NOT_OPEN = 'act-not-open'

/** What no approval and no word could make possible: days and hours that cannot be, and a step that does not come up. */
export function impossibleOf(state: CaseState, act: ActTold, now: Instant): readonly Obstacle[] {
  const [today, minute] = [dayOf(now), beijing(now).slice(11, 16)]
  const isAhead = act.on === today && [act.at, act.until].some((one) => one !== undefined && one > minute)
  const done = (kind: DatedAct['act']): boolean =>
    state.acts.some((kept) => kept.struck === undefined && kept.act.act === kind)
  const { name } = ACTS[act.act]
  const about = act.of === undefined ? undefined : state.acts.find((kept) => kept.act.id === act.of && !kept.struck)
  return [
    ...(act.on > today || isAhead
      ? [
          one(
            'act-in-future',
            `${act.on} ${act.at ?? ''} 还没有到：做了以后再记`,
            `${act.on} ${act.at ?? ''} is yet to come`,
            { field: 'on' },
          ),
        ]
      : []),
    ...(act.at !== undefined && act.until !== undefined && act.until < act.at
      ? [
          one('act-backwards', `结束 ${act.until} 早于开始 ${act.at}`, `It ends at ${act.until}, before ${act.at}`, {
            field: 'until',
          }),
        ]
      : []),
    ...(act.of !== undefined && (about === undefined || about.act.on > act.on)
      ? [one('act-about-nothing', '在它以前没有所指的行为', 'There is no such act before it', { field: 'of' })]
      : []),
    ...(state.acts.some((kept) => kept.act.id === act.id) ? [KEY_TAKEN] : []),
    ...(comesUp(act.act, done)
      ? []
      : [
          one(
            NOT_OPEN,
            `案件现在没有“${name.zh}”这一步：${done(act.act) ? '已经做过' : '前面的步骤还没有，或者已经过去'}`,
            `${name.en} does not come up now: ${done(act.act) ? 'it was done' : 'what it follows is not there, or it is over'}`,
            { field: 'act' },
          ),
        ]),
  ]
}

/** Whoever signed, signed what was written then: the facts, the place, and the last day it sets. */
function changedSince(act: ActTold, { approved, people }: CaseContext): readonly Obstacle[] {
  if (approved === undefined) return []
  const named = (ids: readonly string[]): string =>
    ids
      .map((id) => people?.[id]?.name ?? '另一人')
      .toSorted()
      .join('、')
  const facts = Object.keys(approved.says) as (keyof typeof approved.says)[]
  const written = [
    ...facts.map((fact) => ({ field: `says.${fact}`, before: approved.says[fact], now: act.says[fact] })),
    ...(approved.place === undefined ? [] : [{ field: 'place', before: approved.place, now: act.place }]),
    // A day that nobody signed for is one that was changed.
    { field: 'dueOn', before: approved.dueOn ?? '', now: act.dueOn },
    ...(approved.people === undefined ? [] : [{ field: 'by', before: named(approved.people), now: named(act.by) }]),
  ]
  return written
    .filter(({ before, now }) => now !== undefined && now !== before)
    .map(({ field, before, now }) =>
      one(
        'changed-since-approval',
        `批准的是“${String(before)}”，现在写的是“${String(now)}”：改了要重新送审批`,
        `“${String(before)}” was approved and “${String(now)}” is written now: ask anew`,
        { ...(approved.citation && { citation: approved.citation }), field },
      ),
    )
}

/** What is in the volume is as it is. */
const archived = ({ acts }: CaseState): readonly Obstacle[] =>
  acts.some((kept) => kept.struck === undefined && kept.act.act === 'archived')
    ? [one('case-archived', '案件已经归档，不能再改', 'The case is archived and is not changed any more')]
    : []

/** What was said to be of an act, and may be what speaks for the party, does not go without a word. */
function untiedObstacles(
  state: CaseState,
  { act, reason }: { readonly act: string; readonly reason?: string | undefined },
  tied: readonly TiedRecording[],
): readonly Obstacle[] {
  const gone = (keptOf(state, act)?.recordings ?? []).filter(
    (before) => !tied.some((one) => one.recording === before.recording),
  )
  if (gone.length === 0 || reason !== undefined) return []
  const message = text(
    `${gone.length} 份已经对上的音像要移出这一项，请写明原因；移出的经过会一直显示`,
    `${gone.length} recordings that were tied are taken out: say why; that it was done stays shown`,
  )
  return [{ code: 'untied-without-reason', message, field: 'reason' }]
}

/** From when on what was said of a case is not talked away again: others have relied on it. */
const RELIED_ON: readonly DatedAct['act'][] = [
  'review-submitted',
  'reviewed',
  'penalty-decided',
  'no-penalty-decided',
  'penalty-on-the-spot',
]

/** More care may be said to be due at any time, less only while nobody has relied on it. */
function sayingObstacles(
  { acts, facts }: CaseState,
  { fact, is }: Extract<CaseCommand, { do: 'say' }>,
): readonly Obstacle[] {
  const counting = acts.filter((kept) => kept.struck === undefined)
  const asked = fact === 'hearing-due' && counting.find((kept) => kept.act.act === 'hearing-requested')
  const relied = asked || counting.find((kept) => RELIED_ON.includes(kept.act.act))
  if (relied === undefined || is || (facts[fact]?.is !== true && !asked)) return []
  const { zh, en } = ACTS[relied.act.act].name
  return [
    one(
      'relied-on',
      `${relied.act.on} 已经“${zh}”：在此以前认定过的情形不能再改为“否”`,
      `There is “${en}” of ${relied.act.on}: what was said to be so is not unsaid after it`,
      { field: 'is' },
    ),
  ]
}

const keptOf = (state: CaseState, id: string) => state.acts.find((kept) => kept.act.id === id)

function unknownAct(state: CaseState, id: string): readonly Obstacle[] {
  const kept = keptOf(state, id)
  if (kept === undefined) return [one('act-unknown', '本案没有这一项', 'The case has no such act')]
  return kept.struck ? [one('act-struck', '这一项已经注销', 'It has been struck')] : []
}

/** A wrong entry is struck by somebody else, and only where nothing that follows would not stand without it. */
function strikeObstacles(state: CaseState, id: string, context: CaseContext): readonly Obstacle[] {
  const unknown = unknownAct(state, id)
  const kept = keptOf(state, id)
  if (unknown.length > 0 || kept === undefined) return unknown
  if (kept.act.act === 'inspection-drawn')
    return [one('draw-stands', '抽取结果一经记录不能注销', 'What was drawn stands as it was recorded')]
  const rulesOn = gathered(context.rulesOn, 'rulesOn')
  const without: CaseState = { ...state, acts: state.acts.filter((other) => other !== kept) }
  const story = storyOf(without)
  const fallen = story.effective.filter((act, at) => {
    if (act.of === id) return true
    const before = { ...story, effective: story.effective.slice(0, at) }
    const found = judge({ act, story: before, rules: rulesOn(act.on), rulesOn, ask })
    return (
      found.verdict === 'refused' ||
      found.conditions.some(({ effect, clears }) => effect === 'refused' && clears?.acts?.includes(kept.act.act))
    )
  })
  return [
    ...(kept.entered.by === context.actor
      ? [one('struck-by-another', '注销要由录入人以外的人', 'Somebody other than who entered it strikes it')]
      : []),
    ...fallen.map((act) =>
      one(
        'act-rests-on-it',
        `“${ACTS[act.act].name.zh}”（${act.on}）以它为前提：注销以后那一项不能成立`,
        `${ACTS[act.act].name.en} (${act.on}) rests on it and would not stand`,
      ),
    ),
  ]
}
