import type { Citation, Instant, Obstacle } from '../kernel/index.ts'
import { begun, type Decider, gathered, type Moment, signed, type StreamOf } from '../stream/index.ts'
import { type Drawing, drawingObstacles, obstacle, seedKnown, standing } from '../supervision/index.ts'
import { inspectionDrawEvents, type LeftOut } from './events.ts'
import {
  type Beginning,
  drawnOf,
  inspectorsOf,
  type InspectionDraw,
  isGoneThrough,
  type ListsFrozen,
  type Replacing,
} from './state.ts'

export type InspectionDrawCommand =
  | { readonly do: 'freeze'; readonly facts: ListsFrozen }
  | { readonly do: 'draw'; readonly drawing: Drawing }
  | { readonly do: 'replace'; readonly replacing: Pick<Replacing, 'object' | 'officer' | 'reason'> }
  | { readonly do: 'begin'; readonly beginning: Pick<Beginning, 'object' | 'case'> }

export interface InspectionDrawContext extends Moment {
  /** To freeze: draws of the same objects that were not gone through, by their titles. */
  readonly unfinished?: readonly string[]
  /** Another draw stands in the place of this one. */
  readonly superseded?: boolean
  /** To draw: the digest of the lists as they are kept now. */
  readonly digest?: string
  /** To replace: every officer of the list in the order of the draw, and who of them cannot be given it today. */
  readonly line?: readonly string[]
  readonly unfit?: readonly LeftOut[]
  /** The article that wants a draw recorded. */
  readonly citation?: Citation | undefined
}

type Context = InspectionDrawContext

export const inspectionDrawDecider: Decider<
  InspectionDraw,
  InspectionDrawCommand,
  typeof inspectionDrawEvents,
  Context
> = {
  evolve(state, event) {
    if (event.kind === 'InspectionListsFrozen/1')
      return { ...event.body, frozen: signed(event), replaced: [], begun: [] }
    if (!state) return undefined
    switch (event.kind) {
      case 'InspectionDrawn/1':
        return { ...state, drawn: { ...event.body, ...signed(event) } }
      case 'InspectorReplaced/1':
        return { ...state, replaced: [...state.replaced, { ...event.body, ...signed(event) }] }
      case 'InspectionBegun/1':
        return { ...state, begun: [...state.begun, { ...event.body, ...signed(event) }] }
    }
  },
  obstacles(state, command, context) {
    switch (command.do) {
      case 'freeze':
        return freezing(command.facts, context)
      case 'draw':
        return [...supersededBy(context), ...drawingObstacles(begun(state), command.drawing, context)]
      case 'replace':
        return replacing(begun(state), command.replacing, context)
      case 'begin':
        return beginning(begun(state), command.beginning, context)
    }
  },
  decide(state, command, context) {
    switch (command.do) {
      case 'freeze':
        return [{ kind: 'InspectionListsFrozen/1', body: command.facts }]
      case 'draw':
        return [{ kind: 'InspectionDrawn/1', body: command.drawing }]
      case 'replace': {
        const { next, passed } = nextInLine(begun(state), command.replacing, context)
        const instead = gathered(next, 'next')
        return [{ kind: 'InspectorReplaced/1', body: { ...command.replacing, instead, passed: [...passed] } }]
      }
      case 'begin': {
        const officers = [...inspectorsOf(begun(state), command.beginning.object)]
        return [{ kind: 'InspectionBegun/1', body: { ...command.beginning, officers } }]
      }
    }
  },
}

function freezing({ objects, officers, take, outside, again }: ListsFrozen, context: Context): Obstacle[] {
  const unfinished = gathered(context.unfinished, 'unfinished')
  return standing(
    objects.length < take.objects &&
      obstacle(
        'too-few-objects',
        `名录只有 ${objects.length} 个检查对象，抽不出 ${take.objects} 个`,
        `The list has ${objects.length} objects: ${take.objects} cannot be drawn of it`,
        { field: 'take.objects' },
      ),
    officers.length < take.officers &&
      obstacle(
        'too-few-officers',
        `当日持有有效执法证、可以抽取的执法人员只有 ${officers.length} 名，抽不出 ${take.officers} 名`,
        `On that day ${officers.length} officers may be drawn: ${take.officers} cannot be drawn of them`,
        { field: 'take.officers' },
      ),
    seedKnown(outside, context.at),
    unfinished.length > 0 &&
      again === undefined &&
      obstacle(
        'again-without-reason',
        `同样的检查对象已经列入${unfinished.map((one) => `“${one}”`).join('、')}，那里抽中的还没有检查完：重新抽取请写明原因，两次抽取都会一直显示`,
        `The same objects are in ${unfinished.map((one) => `“${one}”`).join(', ')}, of which not everything drawn was inspected: to draw again, say why; both stay shown`,
        { field: 'again', citation: context.citation },
      ),
    unfinished.length === 0 &&
      again !== undefined &&
      obstacle(
        'again-of-nothing',
        '名录里的对象没有一个在未检查完的抽取里，不是重新抽取：不要填写重抽原因',
        'None of the objects is in a draw that was not gone through: nothing is drawn again, and there is no reason to give',
        { field: 'again' },
      ),
  )
}

const supersededBy = ({ superseded, citation }: Context): Obstacle[] =>
  standing(
    gathered(superseded, 'superseded') &&
      obstacle(
        'draw-superseded',
        '这次抽取已经由另一次抽取代替，以后一次为准',
        'Another draw stands in the place of this one',
        { citation },
      ),
  )

/** That the object was drawn and no inspection of it has begun. */
const waiting = (state: InspectionDraw, object: string, { citation }: Context): Obstacle[] =>
  standing(
    state.drawn === undefined && obstacle('not-drawn', '还没有抽取', 'It was not drawn yet', { citation }),
    state.drawn !== undefined &&
      !drawnOf(state).objects.some((one) => one.id === object) &&
      obstacle(
        'object-not-drawn',
        '这个检查对象没有被抽中，不能以双随机的名义检查',
        'This object was not drawn, and is not inspected as if it were',
        { field: 'objects', citation },
      ),
    state.begun.some((one) => one.object === object) &&
      obstacle(
        'object-begun',
        '这个检查对象已经从这次抽取登记过线索，不能再登记一次',
        'A lead of this object was registered from this draw already, and is not once more',
        { field: 'objects', citation },
      ),
  )

function beginning(state: InspectionDraw, { object }: Pick<Beginning, 'object'>, context: Context): Obstacle[] {
  const against = [...supersededBy(context), ...waiting(state, object, context)]
  if (against.length > 0) return against
  return standing(
    !inspectorsOf(state, object).some((one) => context.actor === `person:${one}`) &&
      obstacle(
        'inspector-not-drawn',
        '您不是这个检查对象抽中的执法人员：由抽中的人登记；确有妨碍的，由设置抽取的部门写明原因按顺序递补',
        'You are not one of the officers drawn for this object: they register it; where one is hindered, those who set up draws say why and the next in order goes',
        { field: 'officers', citation: context.citation },
      ),
  )
}

function replacing(
  state: InspectionDraw,
  command: Pick<Replacing, 'object' | 'officer'>,
  context: Context,
): Obstacle[] {
  const against = [...supersededBy(context), ...waiting(state, command.object, context)]
  if (against.length > 0) return against
  const isInspector = inspectorsOf(state, command.object).includes(command.officer)
  return standing(
    !isInspector &&
      obstacle(
        'inspector-not-drawn',
        '这个人不是这个检查对象抽中的执法人员，无从替换',
        'That is none of the officers drawn for this object: there is nobody to replace',
        { field: 'officer', citation: context.citation },
      ),
    isInspector &&
      nextInLine(state, command, context).next === undefined &&
      obstacle(
        'nobody-in-line',
        '名录里没有可以递补的执法人员了：请写明原因重新抽取',
        'Nobody of the list is left to go instead: draw again, and say why',
        { field: 'officer' },
      ),
  )
}

/** The first in the order of the draw who neither goes already nor was replaced here, and can be given it. */
function nextInLine(
  state: InspectionDraw,
  { object }: Pick<Replacing, 'object'>,
  { line, unfit }: Context,
): { readonly next: string | undefined; readonly passed: readonly LeftOut[] } {
  const [order, cannot] = [gathered(line, 'line'), gathered(unfit, 'unfit')]
  const drawn = new Set(drawnOf(state).officers.map((one) => one.id))
  const had = new Set([
    ...inspectorsOf(state, object),
    ...state.replaced.flatMap((one) => (one.object === object ? [one.officer] : [])),
  ])
  // Who was not drawn for anything goes first; then who was drawn for others.
  const left = [...order.filter((one) => !drawn.has(one)), ...order.filter((one) => drawn.has(one))].filter(
    (one) => !had.has(one),
  )
  const why = new Map(cannot.map((one) => [one.id, one]))
  const at = left.findIndex((one) => !why.has(one))
  return { next: left[at], passed: left.slice(0, Math.max(at, 0)).flatMap((one) => why.get(one) ?? []) }
}

interface InspectionDrawColumns {
  readonly title: string
  readonly stands: 'frozen' | 'drawn' | 'gone-through'
  readonly frozen_at: Instant
  /** In the place of which draws it is. */
  readonly again: readonly string[]
}

export const inspectionDrawStream = {
  prefix: 'inspection-draw',
  events: inspectionDrawEvents,
  decider: inspectionDrawDecider,
  table: {
    name: 'inspection_draws',
    columns: (one: InspectionDraw): InspectionDrawColumns => ({
      title: one.title,
      stands: one.drawn === undefined ? 'frozen' : isGoneThrough(one) ? 'gone-through' : 'drawn',
      frozen_at: one.frozen.at,
      again: one.again?.draws ?? [],
    }),
  },
} as const satisfies StreamOf<InspectionDraw, typeof inspectionDrawEvents, InspectionDrawCommand, Context>
