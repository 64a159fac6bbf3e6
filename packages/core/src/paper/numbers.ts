import { text } from '../kernel/index.ts'
import type { Obstacle } from '../kernel/index.ts'
import type { Decider, EventOf, Moment, Signed, StreamOf } from '../stream/index.ts'
import { signed } from '../stream/index.ts'
import { numberEvents } from './events.ts'

/** Numbers that lie printed with somebody: from and to, both counted, and how many of them are used. */
export interface NumberBlock {
  readonly block: string
  readonly person: string
  readonly from: number
  readonly to: number
  readonly used: number
  readonly given: Signed
}

/** One series: of one 类型字 and one year. */
export interface SeriesState {
  readonly mark: string
  readonly year: number
  /** The last number given out, to a paper or in a block. */
  readonly last: number
  readonly voided: readonly (Signed & { readonly number: number; readonly reason: string })[]
  readonly blocks: readonly NumberBlock[]
  /** The number of each paper that has one: what is asked for twice is given once. */
  readonly papers: Readonly<Record<string, number>>
}

export type NumberCommand =
  | { readonly do: 'take'; readonly mark: string; readonly year: number; readonly paper: string; readonly block?: true }
  | { readonly do: 'void'; readonly number: number; readonly reason: string }
  /** The next of those that lie with whoever says so. */
  | { readonly do: 'spoil'; readonly number: number; readonly reason: string }
  | {
      readonly do: 'give'
      readonly mark: string
      readonly year: number
      readonly block: string
      readonly count: number
      readonly person: string
    }

const NEW: Omit<SeriesState, 'mark' | 'year'> = { last: 0, voided: [], blocks: [], papers: {} }

function evolveSeries(state: SeriesState | undefined, event: EventOf<typeof numberEvents>): SeriesState | undefined {
  if (event.kind === 'NumberVoided/1')
    return state && { ...state, voided: [...state.voided, { ...event.body, ...signed(event) }] }
  if (event.kind === 'SlipSpoiled/1') {
    const { number, reason, block } = event.body
    const voided = [...(state?.voided ?? []), { number, reason, ...signed(event) }]
    return state && { ...state, voided, blocks: usedIn(state.blocks, block) }
  }
  const { mark, year } = event.body
  const before = state ?? { mark, year, ...NEW }
  if (event.kind === 'BlockGiven/1') {
    const { block, person, from, to } = event.body
    return {
      ...before,
      last: to,
      blocks: [...before.blocks, { block, person, from, to, used: 0, given: signed(event) }],
    }
  }
  const { number, paper, block } = event.body
  return {
    ...before,
    last: Math.max(before.last, number),
    papers: { ...before.papers, [paper]: number },
    blocks: usedIn(before.blocks, block),
  }
}

const usedIn = (blocks: readonly NumberBlock[], block: string | undefined): readonly NumberBlock[] =>
  blocks.map((one) => (one.block === block ? { ...one, used: one.used + 1 } : one))

/** The number on the slip that lies on top of a block. */
export const nextIn = ({ from, used }: NumberBlock): number => from + used

/** The block out of which somebody takes next; undefined where they have none left. */
export const openBlock = (state: SeriesState | undefined, actor: string): NumberBlock | undefined =>
  state?.blocks.find((one) => `person:${one.person}` === actor && one.from + one.used <= one.to)

const one = (code: string, zh: string, en: string): readonly Obstacle[] => [{ code, message: text(zh, en) }]

export const numberDecider: Decider<SeriesState, NumberCommand, typeof numberEvents, Moment> = {
  evolve: evolveSeries,
  obstacles(state, command, { actor }) {
    switch (command.do) {
      case 'take':
        return command.block === true && state?.papers[command.paper] === undefined && !openBlock(state, actor)
          ? one(
              'no-numbers-left',
              '您手里没有可用的预定编号：请队负责人先发一段编号',
              'You have no numbers printed beforehand left: the leader of the unit gives out some first',
            )
          : []
      case 'void':
        return state === undefined || !Object.values(state.papers).includes(command.number)
          ? one('number-unknown', `没有用过 ${command.number} 号`, `Number ${command.number} was never taken`)
          : state.voided.some((each) => each.number === command.number)
            ? one('number-void', `${command.number} 号已经作废`, `Number ${command.number} is void already`)
            : []
      case 'spoil': {
        const block = openBlock(state, actor)
        if (block === undefined)
          return one('no-numbers-left', '您手里没有没用过的预定编号', 'You have no numbers printed beforehand left')
        const next = nextIn(block)
        return next === command.number
          ? []
          : one(
              'not-next-slip',
              `您手里下一张是 ${next} 号：从前往后逐张用、逐张作废，漏用的也是这样`,
              `The next slip you have is number ${next}: they are used, or made void, one after another`,
            )
      }
      case 'give':
        return state?.blocks.some((each) => each.block === command.block) === true
          ? one('key-taken', '这一段编号已经发过', 'This block was given out already')
          : []
    }
  },
  decide(state, command, { actor }) {
    switch (command.do) {
      case 'take': {
        const { mark, year, paper } = command
        // A paper has one number for good: whatever was cut off between, it is given the same again.
        if (state?.papers[paper] !== undefined) return []
        const block = command.block === true ? openBlock(state, actor) : undefined
        const number = block ? nextIn(block) : (state?.last ?? 0) + 1
        return [{ kind: 'NumberTaken/1', body: { mark, year, number, paper, ...(block && { block: block.block }) } }]
      }
      case 'void':
        return [{ kind: 'NumberVoided/1', body: { number: command.number, reason: command.reason } }]
      case 'spoil': {
        const { number, reason } = command
        const block = openBlock(state, actor)
        return block ? [{ kind: 'SlipSpoiled/1', body: { number, block: block.block, reason } }] : []
      }
      case 'give': {
        const { mark, year, block, count, person } = command
        const from = (state?.last ?? 0) + 1
        return [{ kind: 'BlockGiven/1', body: { mark, year, block, person, from, to: from + count - 1 } }]
      }
    }
  },
}

/**
 * The id of the stream of a series, in the form of a UUID as every stream has one: the year in its first four digits, then the
 * code points of the mark.
 */
export function seriesId(mark: string, year: number): string {
  const points = Array.from(mark, (one) => (one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('')
  const digits = `${String(year).padStart(4, '0')}${points.padStart(28, '0')}`
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  )
}

export const numberStream = {
  prefix: 'numbers',
  events: numberEvents,
  decider: numberDecider,
  table: {
    name: 'number_series',
    columns: ({ mark, year, last }: SeriesState) => ({ mark, year, last }),
  },
} as const satisfies StreamOf<SeriesState, typeof numberEvents, NumberCommand, Moment>

/** `{mark}{type}〔{year}〕第{number:4}号` with what it is of; a pattern without a place for the number gets none made up. */
export const numberInWords = (
  pattern: string,
  { type, year, number }: { readonly type: string; readonly year: number; readonly number: number },
): string =>
  pattern
    .replaceAll('{type}', type)
    .replaceAll('{year}', String(year))
    .replaceAll(/\{number(?::(\d))?\}/gu, (_whole, width: string | undefined) =>
      String(number).padStart(Number(width ?? 1), '0'),
    )
