import { type CalendarDate, type Citation, dayOf, type Obstacle, text } from '../kernel/index.ts'
import { begun, type Decider, type Moment, type Signed, signed, type StreamOf } from '../stream/index.ts'
import type { LiabilityOutcome } from '../policy/index.ts'
import { type LiabilityDecision, type LiabilityFacts, liabilityEvents } from './events.ts'

/** What somebody may answer for, and what came of it. */
export interface Liability extends LiabilityFacts {
  readonly opened: Signed
  readonly explained: readonly (Signed & { readonly words: string })[]
  readonly suspended: readonly string[]
  readonly decided?: LiabilityDecision & Signed
  readonly dropped?: Signed & { readonly reason: string }
}

export type LiabilityCommand =
  | { readonly do: 'open'; readonly facts: LiabilityFacts }
  | { readonly do: 'explain'; readonly words: string }
  | { readonly do: 'describe'; readonly description: string }
  | { readonly do: 'suspend' | 'restore'; readonly person: string; readonly reason: string }
  | { readonly do: 'decide'; readonly decision: LiabilityDecision }
  | { readonly do: 'drop'; readonly reason: string }

/** What the rule of the pack says, and who acts. */
export interface LiabilityContext extends Moment {
  readonly citation?: Citation | undefined
  /** Of the rule: for what somebody answers by it, and what must be stated besides a description. */
  readonly outcomes?: readonly LiabilityOutcome[] | undefined
  readonly states?: 'report' | 'object' | undefined
  /** What it lets follow where it is minor or serious; nothing: the text does not say. */
  readonly minor?: readonly string[] | undefined
  readonly serious?: readonly string[] | undefined
  readonly leaders?: boolean | undefined
  readonly handsOver?: boolean | undefined
  /** The word of the instrument for 停止执行职务; nothing where it knows none. */
  readonly suspends?: string | undefined
  /** The rule is none of the bureau's on that day. */
  readonly unknownRule?: boolean
  /** Whoever opens it says who decides and by when; without this it goes to the first section that keeps the register. */
  readonly given?: { readonly ownerKeeps: boolean; readonly openedBefore: boolean }
}

export const liabilityDecider: Decider<Liability, LiabilityCommand, typeof liabilityEvents, LiabilityContext> = {
  evolve(state, event) {
    const by = signed(event)
    if (event.kind === 'LiabilityOpened/1') return { ...event.body, opened: by, explained: [], suspended: [] }
    if (!state) return undefined
    switch (event.kind) {
      case 'LiabilityExplained/1':
        return { ...state, explained: [...state.explained, { ...by, ...event.body }] }
      case 'LiabilityDescribed/1':
        return { ...state, ...event.body }
      case 'DutySuspended/1':
        return { ...state, suspended: [...state.suspended, event.body.person] }
      case 'DutyRestored/1':
        return { ...state, suspended: state.suspended.filter((one) => one !== event.body.person) }
      case 'LiabilityDecided/1':
        return { ...state, decided: { ...event.body, ...by } }
      case 'LiabilityDropped/1':
        return { ...state, dropped: { ...event.body, ...by } }
    }
  },
  obstacles(state, command, context) {
    if (command.do === 'open') return opening(command.facts, context)
    return going(begun(state), command, context)
  },
  decide(_state, command) {
    switch (command.do) {
      case 'open':
        return [{ kind: 'LiabilityOpened/1', body: command.facts }]
      case 'explain':
        return [{ kind: 'LiabilityExplained/1', body: { words: command.words } }]
      case 'describe':
        return [{ kind: 'LiabilityDescribed/1', body: { description: command.description } }]
      case 'suspend':
        return [{ kind: 'DutySuspended/1', body: { person: command.person, reason: command.reason } }]
      case 'restore':
        return [{ kind: 'DutyRestored/1', body: { person: command.person, reason: command.reason } }]
      case 'decide':
        return [{ kind: 'LiabilityDecided/1', body: command.decision }]
      case 'drop':
        return [{ kind: 'LiabilityDropped/1', body: { reason: command.reason } }]
    }
  },
}

function opening(facts: LiabilityFacts, context: LiabilityContext): Obstacle[] {
  const { about, description, byItself, due, outcome } = facts
  const { citation, states, unknownRule, at } = context
  const say = sayer(citation)
  return [
    ...(unknownRule
      ? [
          say(
            'rule-unknown',
            '本局现行制度没有这一责任条款',
            'The instruments of this bureau have no such rule',
            'rule',
          ),
        ]
      : []),
    ...(context.outcomes !== undefined && !context.outcomes.includes(outcome)
      ? [say('outcome-of-another', '这一条追究的不是这种情形', 'Nobody answers for that by this rule', 'outcome')]
      : []),
    ...(!byItself && description === undefined
      ? [say('description-missing', '请写明具体情形', 'Describe what happened', 'description')]
      : []),
    ...(!byItself &&
    states === 'object' &&
    about.object === undefined &&
    about.device === undefined &&
    about.case === undefined &&
    about.recording === undefined
      ? [
          say(
            'object-missing',
            '请写明毁坏的是什么：文书、案卷、设备或者存储设备',
            'State what was destroyed: a paper, a file, a device or its storage',
            'about',
          ),
        ]
      : []),
    ...(!byItself && states === 'report' && about.report === undefined
      ? [say('report-missing', '请写明报道出处', 'State where the report stands', 'about')]
      : []),
    ...(context.given === undefined ? [] : byHand(facts, context.given, say)),
    ...(due !== undefined && due < dayOf(at)
      ? [say('due-past', '办理期限不能早于今天', 'The term is in the past', 'due')]
      : []),
  ]
}

/** What nobody has to decide by a day reaches nobody by itself, and who may answer for it does not decide on it. */
function byHand(
  { due, owner, people, leaders }: LiabilityFacts,
  given: NonNullable<LiabilityContext['given']>,
  say: ReturnType<typeof sayer>,
): Obstacle[] {
  return [
    ...(due === undefined ? [say('due-missing', '请写明办理期限', 'State by when it is to be decided', 'due')] : []),
    ...(owner === undefined ? [say('owner-missing', '请写明由谁办理', 'State who owes the decision', 'owner')] : []),
    ...(owner !== undefined && [...people, ...leaders].includes(owner)
      ? [say('judges-own', '涉及本人的，由别人办理', 'Nobody decides on what concerns themselves', 'owner')]
      : []),
    ...(owner !== undefined && !given.ownerKeeps
      ? [
          say(
            'owner-keeps-not',
            '办理的人要是在岗的法制科、督察科、办公室人员或者机关负责人，别人办不了',
            'The decision is owed by somebody on duty who keeps this register: nobody else can give it',
            'owner',
          ),
        ]
      : []),
    ...(given.openedBefore
      ? [
          say(
            'opened-already',
            '同一件事已经登记过责任事项，不再登记一项：在那一项里办理',
            'The same was opened before and is not opened twice: go on with that item',
            'about',
          ),
        ]
      : []),
  ]
}

/**
 * Whether what is to be opened is what an item that was not dropped is of: of one thing in a register, with somebody in both;
 * or told in the same words, where it is of none. Once that is decided, the same may have happened again: only of the same
 * thing in the same words it is the same.
 */
export function isOpenedBefore(facts: LiabilityFacts, item: Liability): boolean {
  if (item.dropped !== undefined || facts.rule !== item.rule || facts.outcome !== item.outcome) return false
  const isShared =
    facts.people.some((one) => item.people.includes(one)) || facts.people.length + item.people.length === 0
  if (!isShared || registered(facts) !== registered(item)) return false
  const isRegistered = registered(facts) !== ''
  return item.decided === undefined
    ? isRegistered || told(facts) === told(item)
    : isRegistered && told(facts) === told(item)
}

const told = ({ description, about }: LiabilityFacts): string =>
  [description, about.object, about.report].map((each) => each?.replaceAll(/\s/gu, '') ?? '').join('\n')

const registered = ({ about: { object: _object, report: _report, ...ids } }: LiabilityFacts): string =>
  Object.entries(ids)
    .map((one) => one.join(' '))
    .toSorted()
    .join('\n')

function going(
  state: Liability,
  command: Exclude<LiabilityCommand, { readonly do: 'open' }>,
  context: LiabilityContext,
): Obstacle[] {
  const say = sayer(context.citation)
  const concerned = [...state.people, ...state.leaders].some((one) => context.actor === `person:${one}`)
  const closed = state.decided !== undefined || state.dropped !== undefined
  const shut = closed ? [say('liability-closed', '这一责任事项已经办结', 'This item is closed')] : []
  switch (command.do) {
    case 'explain':
    case 'describe':
      return shut
    case 'suspend':
      return [
        // It may follow from what is serious; never from what was dropped, or found to be minor.
        ...(state.decided?.severity === 'serious' ? [] : shut),
        ...(concerned
          ? [say('judges-own', '不能办理涉及本人的责任事项', 'Nobody decides on what concerns themselves')]
          : []),
        ...(context.suspends === undefined
          ? [
              say(
                'no-suspension',
                '本局这一条没有规定停止执行职务',
                'This rule of the bureau knows no suspension from duty',
              ),
            ]
          : []),
        ...(!state.people.includes(command.person)
          ? [say('not-concerned', '此人不在责任事项之内', 'This person is not named in the item', 'person')]
          : []),
        ...(state.suspended.includes(command.person)
          ? [say('suspended-already', '已经停止执行职务', 'Suspended already', 'person')]
          : []),
      ]
    case 'restore':
      return [
        ...(concerned
          ? [say('judges-own', '不能办理涉及本人的责任事项', 'Nobody decides on what concerns themselves')]
          : []),
        ...(state.suspended.includes(command.person)
          ? []
          : [say('not-suspended', '没有停止执行职务', 'Not suspended from duty', 'person')]),
      ]
    case 'drop':
      return [
        ...shut,
        ...stillOff(state, context),
        ...(concerned
          ? [say('judges-own', '不能办理涉及本人的责任事项', 'Nobody decides on what concerns themselves')]
          : []),
      ]
    case 'decide':
      return [...shut, ...stillOff(state, context), ...deciding(state, command.decision, context)]
  }
}

/** Whoever was taken off duty for it would stay so with nobody left to lift it. */
function stillOff({ suspended }: Liability, { citation }: LiabilityContext): Obstacle[] {
  if (suspended.length === 0) return []
  return [
    sayer(citation)(
      'still-suspended',
      `还有 ${suspended.length} 人因此停止执行职务：先恢复其执行职务，再办结`,
      `${suspended.length} are still off duty because of it: restore them before it is closed`,
      'suspended',
    ),
  ]
}

function deciding(state: Liability, decision: LiabilityDecision, context: LiabilityContext): Obstacle[] {
  const say = sayer(context.citation)
  const { severity, consequences, leaders, handedOver } = decision
  const allowed = severity === 'minor' ? context.minor : [...(context.minor ?? []), ...(context.serious ?? [])]
  const isSerious = severity === 'serious'
  const concerned = [...state.people, ...state.leaders].some((one) => context.actor === `person:${one}`)
  const unknown =
    allowed === undefined || allowed.length === 0 ? [] : consequences.filter((one) => !allowed.includes(one))
  return [
    ...(concerned
      ? [say('judges-own', '不能办理涉及本人的责任事项', 'Nobody decides on what concerns themselves')]
      : []),
    ...(state.description === undefined
      ? [
          say(
            'description-missing',
            '还没有写明具体情形，不能办结',
            'What happened is not described yet: it cannot be closed',
            'description',
          ),
        ]
      : []),
    ...(consequences.length > 0 && state.people.length + state.leaders.length === 0
      ? [say('nobody-named', '没有写明涉及的人员，不能作出处理', 'Nobody is named whom it concerns', 'people')]
      : []),
    ...(handedOver !== undefined && 'on' in handedOver && handedOver.on > dayOf(context.at)
      ? [say('hand-over-to-come', '移交的日期还没有到', 'The day of the hand-over is still to come', 'handedOver')]
      : []),
    ...(consequences.length === 0
      ? [say('outcome-missing', '没有处理结果，不能办结', 'Without an outcome it cannot be closed', 'consequences')]
      : []),
    ...(unknown.length > 0
      ? [
          say(
            'outcome-unprinted',
            `这一条对${isSerious ? '情节严重' : '情节轻微'}的没有规定“${unknown.join('、')}”`,
            `The rule prints no such outcome for what is ${severity}: ${unknown.join(', ')}`,
            'consequences',
          ),
        ]
      : []),
    ...(isSerious && context.leaders === true && leaders === undefined
      ? [
          say(
            'leaders-missing',
            '情节严重的，要写明相关领导责任，不能空着办结',
            'Where it is serious, the responsibility of leaders is to be entered before it is closed',
            'leaders',
          ),
        ]
      : []),
    ...(isSerious && context.handsOver === true && handedOver === undefined
      ? [
          say(
            'hand-over-missing',
            '情节严重的，要写明移交监察机关的情况，或者不移交的理由',
            'Where it is serious, say when it was handed to the supervisory organ, or why not',
            'handedOver',
          ),
        ]
      : []),
  ]
}

const sayer =
  (citation: Citation | undefined) =>
  (code: string, zh: string, en: string, field?: string): Obstacle => ({
    code,
    message: text(zh, en),
    ...(field !== undefined && { field }),
    ...(citation && { citation }),
  })

interface LiabilityColumns {
  readonly rule: string
  readonly outcome: string
  readonly people: readonly string[]
  readonly unit: string | null
  readonly due: CalendarDate | null
  readonly owner: string | null
  readonly open: boolean
  readonly opened_at: string
  readonly about: string | null
}

/** What it is about, for finding out whether the same opened before. */
export const aboutKey = ({ rule, outcome, about }: Pick<LiabilityFacts, 'rule' | 'outcome' | 'about'>): string =>
  `${rule} ${outcome} ${about.deed ?? about.disc ?? about.paper ?? about.recording ?? about.device ?? about.activity ?? about.act ?? about.case ?? ''}`

export const liabilityStream = {
  prefix: 'liability',
  events: liabilityEvents,
  decider: liabilityDecider,
  table: {
    name: 'liabilities',
    columns: (one: Liability): LiabilityColumns => ({
      rule: one.rule,
      outcome: one.outcome,
      people: one.people,
      unit: one.unit ?? null,
      due: one.due ?? null,
      owner: one.owner ?? null,
      open: one.decided === undefined && one.dropped === undefined,
      opened_at: one.opened.at,
      about: one.byItself ? aboutKey(one) : null,
    }),
  },
} as const satisfies StreamOf<Liability, typeof liabilityEvents, LiabilityCommand, LiabilityContext>
