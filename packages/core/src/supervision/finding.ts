import { type CalendarDate, type Citation, dayOf, type Obstacle } from '../kernel/index.ts'
import { begun, type Decider, type Moment, type Signed, signed, type StreamOf } from '../stream/index.ts'
import { type FindingFacts, findingEvents } from './events.ts'
import { obstacle, standing } from './obstacle.ts'

interface Said extends Signed {
  readonly words: string
}

/** A problem found, and how it goes on: `open` until it is put right and somebody else has seen so, or the officer was right. */
export interface Finding extends FindingFacts {
  readonly raised: Signed
  readonly stands: 'open' | 'reported' | 'verified' | 'withdrawn'
  readonly reported?: Said
  readonly returned: readonly (Said & { readonly due: CalendarDate })[]
  readonly verified?: Said
  readonly appeal?: Said & { readonly answer?: Said & { readonly upheld: boolean } }
}

export type FindingCommand =
  | { readonly do: 'raise'; readonly facts: FindingFacts }
  | { readonly do: 'report'; readonly measures: string }
  | { readonly do: 'verify'; readonly words: string }
  | { readonly do: 'return'; readonly words: string; readonly due: CalendarDate }
  | { readonly do: 'appeal'; readonly grounds: string }
  | { readonly do: 'answer'; readonly upheld: boolean; readonly words: string }

export interface FindingContext extends Moment {
  /** To raise one: the article is of an instrument of that day; the recording is so long; the last day there may be. */
  readonly knowsArticle?: boolean
  readonly length?: number | undefined
  readonly latest?: { readonly due: CalendarDate; readonly citation?: Citation | undefined } | undefined
  /** Why it is to be put right. */
  readonly citation?: Citation | undefined
}

export const findingDecider: Decider<Finding, FindingCommand, typeof findingEvents, FindingContext> = {
  evolve(state, event) {
    const by = signed(event)
    if (event.kind === 'FindingRaised/1') return { ...event.body, raised: by, stands: 'open', returned: [] }
    if (!state) return undefined
    switch (event.kind) {
      case 'RectificationReported/1':
        return { ...state, stands: 'reported', reported: { ...by, words: event.body.measures } }
      case 'RectificationVerified/1':
        return { ...state, stands: 'verified', verified: { ...by, ...event.body } }
      case 'RectificationReturned/1':
        return {
          ...state,
          stands: 'open',
          due: event.body.due,
          returned: [...state.returned, { ...by, ...event.body }],
        }
      case 'FindingAppealed/1':
        return { ...state, appeal: { ...by, words: event.body.grounds } }
      case 'AppealAnswered/1': {
        const { appeal } = state
        if (!appeal) return state
        const stands = event.body.upheld ? 'withdrawn' : state.stands
        return { ...state, stands, appeal: { ...appeal, answer: { ...by, ...event.body } } }
      }
    }
  },
  obstacles(state, command, context) {
    if (command.do === 'raise') return raising(command.facts, context)
    return going(begun(state), command, context)
  },
  decide(_state, command) {
    switch (command.do) {
      case 'raise':
        return [{ kind: 'FindingRaised/1', body: command.facts }]
      case 'report':
        return [{ kind: 'RectificationReported/1', body: { measures: command.measures } }]
      case 'verify':
        return [{ kind: 'RectificationVerified/1', body: { words: command.words } }]
      case 'return':
        return [{ kind: 'RectificationReturned/1', body: { words: command.words, due: command.due } }]
      case 'appeal':
        return [{ kind: 'FindingAppealed/1', body: { grounds: command.grounds } }]
      case 'answer':
        return [{ kind: 'AppealAnswered/1', body: { upheld: command.upheld, words: command.words } }]
    }
  },
}

const pastDue = (due: CalendarDate, { at, citation }: FindingContext): Obstacle | false =>
  due < dayOf(at) &&
  obstacle('due-past', '整改期限不能早于今天', 'The last day for putting it right is in the past', {
    field: 'due',
    citation,
  })

const tooLate = (due: CalendarDate, { latest }: FindingContext): Obstacle | false =>
  latest !== undefined &&
  due > latest.due &&
  obstacle(
    'due-too-late',
    `本局规定的整改期限到 ${latest.due} 为止`,
    `By the term of this bureau it is put right by ${latest.due}`,
    { field: 'due', citation: latest.citation },
  )

function raising(facts: FindingFacts, context: FindingContext): Obstacle[] {
  const { position, recording, check, draw, sheet, due } = facts
  const { knowsArticle, length } = context
  return standing(
    check === undefined &&
      draw === undefined &&
      sheet === undefined &&
      obstacle(
        'finding-of-nothing',
        '问题要出自一次检查、抽查或者一份评查表',
        'A finding is of a check, of a sample or of a score sheet',
      ),
    knowsArticle === false &&
      obstacle('article-unknown', '本局现行制度没有这一条', 'The instruments of this bureau have no such article', {
        field: 'article',
      }),
    recording !== undefined &&
      position === undefined &&
      obstacle('moment-missing', '请标出问题在音像中的时刻', 'Mark the moment at which it can be seen', {
        field: 'position',
      }),
    position !== undefined &&
      length !== undefined &&
      position > length &&
      obstacle('moment-outside', '标出的时刻不在这份音像之内', 'That moment lies outside the recording', {
        field: 'position',
      }),
    pastDue(due, context),
    tooLate(due, context),
  )
}

const closed = ({ stands }: Finding, citation: Citation | undefined): Obstacle | false =>
  (stands === 'verified' || stands === 'withdrawn') &&
  obstacle(
    'finding-closed',
    stands === 'verified' ? '这个问题已经复查销号' : '这个问题经申诉已经撤销',
    stands === 'verified' ? 'It was seen to be put right and is closed' : 'It was withdrawn on appeal',
    { citation },
  )

type Going = Exclude<FindingCommand, { readonly do: 'raise' }>

function going(state: Finding, command: Going, context: FindingContext): Obstacle[] {
  const { actor, citation } = context
  const shut = closed(state, citation)
  switch (command.do) {
    case 'report':
      return standing(
        shut,
        state.stands === 'reported' &&
          obstacle('reported-already', '已经报告整改，等待复查', 'It was reported and waits to be looked at again'),
      )
    case 'verify':
    case 'return':
      return standing(
        shut,
        state.stands === 'open' &&
          obstacle('not-rectified', '还没有报告整改结果，不能销号', 'No result was reported yet: it stays open', {
            citation,
          }),
        state.reported?.by === actor &&
          obstacle(
            'rechecks-own',
            '整改和复查不能是同一个人',
            'Whoever reports that it was put right does not look again themselves',
            { citation },
          ),
        command.do === 'return' && pastDue(command.due, context),
        command.do === 'return' && tooLate(command.due, context),
      )
    case 'appeal':
      return standing(
        // Put right and closed, it still counts; withdrawn, it does not.
        state.stands === 'withdrawn' && shut,
        state.appeal !== undefined &&
          obstacle('appealed-already', '对这个问题已经提出过申诉', 'An appeal was made against it already'),
      )
    case 'answer':
      return standing(
        (state.appeal === undefined || state.appeal.answer !== undefined) &&
          obstacle('no-appeal', '没有待答复的申诉', 'There is no appeal to be answered'),
        (state.raised.by === actor || state.appeal?.by === actor) &&
          obstacle(
            'answers-own',
            '申诉由提出问题和申诉以外的人答复',
            'An appeal is answered by somebody who neither raised the problem nor made the appeal',
          ),
      )
  }
}

export const findingStream = {
  prefix: 'finding',
  events: findingEvents,
  decider: findingDecider,
  table: {
    name: 'findings',
    columns: (one: Finding) => ({
      unit: one.unit,
      officer: one.officer ?? null,
      device: one.device ?? null,
      recording: one.recording ?? null,
      check_id: one.check ?? null,
      draw: one.draw ?? null,
      sheet: one.sheet ?? null,
      stands: one.stands,
      due: one.due,
      points: one.points,
      raised_at: one.raised.at,
      appealed: one.appeal !== undefined && one.appeal.answer === undefined,
    }),
  },
} as const satisfies StreamOf<Finding, typeof findingEvents, FindingCommand, FindingContext>
