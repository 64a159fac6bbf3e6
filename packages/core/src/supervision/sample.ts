import type { z } from 'zod'
import { type CalendarDate, dayOf, type Obstacle } from '../kernel/index.ts'
import { begun, type Decider, type Moment, type Signed, signed, type StreamOf } from '../stream/index.ts'
import { drawEvents } from './events.ts'
import { obstacle, standing } from './obstacle.ts'

type Body<K extends keyof typeof drawEvents> = z.infer<(typeof drawEvents)[K]>
export type Freezing = Body<'PopulationFrozen/1'>
export type Drawing = Body<'SampleDrawn/1'>
export type Review = Body<'ItemReviewed/1'>
export type CaseReview = Body<'CaseReviewed/1'>

/** A drawing of a sample: frozen, drawn, reviewed one by one. */
export interface Draw extends Freezing {
  readonly frozen: Signed
  readonly drawn?: Drawing & Signed
  readonly reviews: readonly (Review & Signed)[]
  /** Where cases were drawn. */
  readonly caseReviews?: readonly (CaseReview & Signed)[]
}

export type DrawCommand =
  | { readonly do: 'freeze'; readonly facts: Freezing }
  | { readonly do: 'draw'; readonly drawing: Drawing }
  | { readonly do: 'review'; readonly review: Review }
  | { readonly do: 'review-case'; readonly review: CaseReview }

export interface DrawContext extends Moment {
  /** To freeze: another of the same days and kind is there already, by the same duty or the same section. */
  readonly frozenBefore?: boolean
  /** To draw: the digest of the population as it is kept now. */
  readonly digest?: string
  /** To review: they made it themselves; they have played it since it was drawn; nothing of it can be played. */
  readonly own?: boolean
  readonly played?: boolean
  readonly unplayable?: boolean
}

export const drawDecider: Decider<Draw, DrawCommand, typeof drawEvents, DrawContext> = {
  evolve(state, event) {
    if (event.kind === 'PopulationFrozen/1') return { ...event.body, frozen: signed(event), reviews: [] }
    if (!state) return undefined
    if (event.kind === 'SampleDrawn/1') return { ...state, drawn: { ...event.body, ...signed(event) } }
    if (event.kind === 'CaseReviewed/1')
      return { ...state, caseReviews: [...(state.caseReviews ?? []), { ...event.body, ...signed(event) }] }
    return { ...state, reviews: [...state.reviews, { ...event.body, ...signed(event) }] }
  },
  obstacles(state, command, context) {
    switch (command.do) {
      case 'freeze':
        return freezing(command.facts, context)
      case 'draw':
        return drawingObstacles(begun(state), command.drawing, context)
      case 'review':
        return reviewing(begun(state), command.review, context)
      case 'review-case':
        return reviewingCase(begun(state), command.review, context)
    }
  },
  decide(_state, command) {
    switch (command.do) {
      case 'freeze':
        return [{ kind: 'PopulationFrozen/1', body: command.facts }]
      case 'draw':
        return [{ kind: 'SampleDrawn/1', body: command.drawing }]
      case 'review':
        return [{ kind: 'ItemReviewed/1', body: command.review }]
      case 'review-case':
        return [{ kind: 'CaseReviewed/1', body: command.review }]
    }
  },
}

const freezing = ({ firstDay, lastDay, outside }: Freezing, { at, frozenBefore }: DrawContext): Obstacle[] =>
  standing(
    firstDay > lastDay &&
      obstacle('period-backwards', '结束日早于开始日', 'The last day is before the first', { field: 'lastDay' }),
    lastDay >= dayOf(at) &&
      obstacle(
        'period-open',
        `这一期间到 ${lastDay} 才结束：结束以后才能冻结总体`,
        `The period ends on ${lastDay}: its population is frozen once it is over`,
        { field: 'lastDay' },
      ),
    frozenBefore === true &&
      obstacle(
        'frozen-already',
        '这一期间的总体已经冻结过，不能重来：重抽就可以挑选',
        'The population of that period was frozen already. It is not done again: who may draw twice may choose',
        { field: 'lastDay' },
      ),
    seedKnown(outside, at),
  )

/** An outside number that is published before the freezing, or on its day, is one that can be known beforehand. */
export const seedKnown = (outside: Freezing['outside'], at: Moment['at']): Obstacle | false =>
  outside !== undefined &&
  outside.on <= dayOf(at) &&
  obstacle(
    'seed-known',
    '外部数字公布的日子必须在冻结以后，否则事先就知道种子',
    'The outside number is published after the day of freezing, or the seed is known beforehand',
    { field: 'outside' },
  )

/** What fixes when and how something that was frozen may be drawn. */
export type Drawable = Pick<Freezing, 'digest' | 'outside'> & { readonly drawn?: object }

/** What stands in the way of drawing: it is done once, of what was frozen, and not before the outside number is there. */
export function drawingObstacles(
  state: Drawable,
  { outside }: Pick<Drawing, 'outside'>,
  { at, digest }: Pick<DrawContext, 'at' | 'digest'>,
): Obstacle[] {
  const { outside: source } = state
  return standing(
    state.drawn !== undefined && obstacle('drawn-already', '已经抽过，不能再抽', 'It was drawn already'),
    digest !== state.digest &&
      obstacle(
        'population-changed',
        '冻结的总体被改动过，与存证日志中的摘要不符，不能抽取',
        'The frozen population was changed: it is not the one whose digest stands in the log',
      ),
    source !== undefined &&
      dayOf(at) < source.on &&
      obstacle(
        'seed-not-yet',
        `约定的外部数字（${source.name}）${source.on} 才公布`,
        `The outside number agreed (${source.name}) is published on ${source.on}`,
        { field: 'outside' },
      ),
    source !== undefined &&
      outside === undefined &&
      obstacle('outside-missing', `请填写约定的外部数字：${source.name}`, `Enter the outside number: ${source.name}`, {
        field: 'outside',
      }),
    source === undefined &&
      outside !== undefined &&
      obstacle('outside-unnamed', '冻结时没有约定外部数字', 'No outside number was named at the freezing', {
        field: 'outside',
      }),
  )
}

function reviewing(state: Draw, { recording, scores, findings }: Review, context: DrawContext): Obstacle[] {
  const bad = scores.some((one) => one.holds === 'no')
  return standing(
    state.drawn?.sample.includes(recording) !== true &&
      obstacle('not-in-sample', '这份音像不在抽出的样本里', 'That recording is not in the sample'),
    state.reviews.some((one) => one.recording === recording) &&
      obstacle('reviewed-already', '这份音像已经评过', 'That recording was reviewed already'),
    context.own === true &&
      obstacle(
        'own-footage',
        '这是您本人拍摄的音像，由别人评查',
        'You recorded this yourself: somebody else reviews it',
      ),
    context.played !== true &&
      context.unplayable !== true &&
      obstacle(
        'not-played',
        '抽出以后您还没有播放过这份音像：先播放，再下结论',
        'You have not played it since it was drawn: play it first, then give a verdict',
      ),
    bad &&
      findings.length === 0 &&
      obstacle(
        'problem-without-finding',
        '评为有问题的，要写明问题、时刻和条款',
        'Where something does not hold, say what, at which moment, and by which article',
        { field: 'findings' },
      ),
  )
}

const reviewingCase = (
  state: Draw,
  { case: of, score, own, words, findings, sheet }: CaseReview,
  context: DrawContext,
): Obstacle[] =>
  standing(
    (state.of !== 'cases' || state.drawn?.sample.includes(of) !== true) &&
      obstacle('not-in-sample', '这件案件不在抽出的样本里', 'That case is not in the sample'),
    !unreviewed(state).includes(of) &&
      state.drawn?.sample.includes(of) === true &&
      obstacle('reviewed-already', '这件案件已经评过', 'That case was reviewed already'),
    context.own === true &&
      obstacle(
        'own-case',
        '这是您本人承办的案件，由别人评查',
        'You handle this case yourself: somebody else reviews it',
      ),
    context.played !== true &&
      obstacle(
        'not-read',
        '抽出以后您还没有打开过这件案件：先看案卷，再打分',
        'You have not opened it since it was drawn: read it first, then score it',
      ),
    // By a standard of one's own, what the system takes points for is not passed over in silence.
    own !== undefined &&
      (score > own.score || own.band === 'failed') &&
      sheet === undefined &&
      words === undefined &&
      obstacle(
        'better-than-reckoned',
        `系统核算这件案件为 ${own.score} 分${own.band === 'failed' ? '，有否决项' : ''}，您给的更好：请写明为什么不按它扣分，或者用评查表逐项评`,
        `The system reckons this case at ${own.score}${own.band === 'failed' ? ', with an item that fails it' : ''}, and you give more: say why, or score it item by item by the sheet`,
        { field: 'words' },
      ),
    // A sheet says of each item why: what of it is to be put right its reviewer decides.
    score < 100 &&
      sheet === undefined &&
      findings.length === 0 &&
      obstacle(
        'problem-without-finding',
        '扣了分的，要写明问题和条款',
        'Where points are taken, say what for and by which article',
        {
          field: 'findings',
        },
      ),
  )

/** Those of the sample nobody has reviewed. */
export const unreviewed = ({ drawn, reviews, caseReviews = [] }: Draw): readonly string[] => {
  const done = new Set([...reviews.map((one) => one.recording), ...caseReviews.map((one) => one.case)])
  return (drawn?.sample ?? []).filter((one) => !done.has(one))
}

interface DrawColumns {
  readonly rule: string | null
  readonly office: string | null
  readonly unit: string | null
  readonly first_day: CalendarDate
  readonly last_day: CalendarDate
  readonly stands: 'frozen' | 'drawn' | 'reviewed'
}

export const drawStream = {
  prefix: 'draw',
  events: drawEvents,
  decider: drawDecider,
  table: {
    name: 'draws',
    columns: (one: Draw): DrawColumns => ({
      rule: one.rule ?? null,
      office: one.office ?? null,
      unit: one.unit ?? null,
      first_day: one.firstDay,
      last_day: one.lastDay,
      stands: one.drawn === undefined ? 'frozen' : unreviewed(one).length > 0 ? 'drawn' : 'reviewed',
    }),
  },
} as const satisfies StreamOf<Draw, typeof drawEvents, DrawCommand, DrawContext>
