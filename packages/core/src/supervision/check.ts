import { type Citation, dayOf, type Obstacle } from '../kernel/index.ts'
import type { Decider, Moment, Signed, StreamOf } from '../stream/index.ts'
import { signed } from '../stream/index.ts'
import { type CheckFacts, checkEvents } from './events.ts'
import { obstacle, standing } from './obstacle.ts'

export type Check = CheckFacts & Signed

export interface EnterCheck {
  readonly do: 'enter'
  readonly facts: CheckFacts
}

/** What the server has found out of a check that is entered. */
export interface CheckContext extends Moment {
  /** Of its recordings: those whoever enters it has not played, and those they made themselves. */
  readonly unplayed: readonly string[]
  readonly own: readonly string[]
  /** Of the recording that refutes a complaint, in milliseconds. */
  readonly length?: number | undefined
  /** The article of the duty, and whether it wants what is checked to be played. */
  readonly playing?: Citation | undefined
  readonly played?: boolean | undefined
}

export const checkDecider: Decider<Check, EnterCheck, typeof checkEvents, CheckContext> = {
  evolve: (_before, event) => ({ ...event.body, ...signed(event) }),
  obstacles: (_before, { facts }, context) => enteringObstacles(facts, context),
  decide: (_before, { facts }) => [{ kind: 'CheckEntered/1', body: facts }],
}

function enteringObstacles(
  facts: CheckFacts,
  { at, unplayed, own, length, playing, played }: CheckContext,
): Obstacle[] {
  const { firstDay, lastDay, recordings, disproves } = facts
  return standing(
    firstDay > lastDay &&
      obstacle('period-backwards', '结束日早于开始日', 'The last day is before the first', { field: 'lastDay' }),
    lastDay > dayOf(at) &&
      obstacle('period-open', '不能检查还没有到的日子', 'Days to come cannot be checked', { field: 'lastDay' }),
    disproves !== undefined &&
      !recordings.includes(disproves.recording) &&
      obstacle(
        'disproof-elsewhere',
        '用来说明投诉不实的音像不在本次检查的音像之内',
        'The recording that refutes the complaint is not among those checked',
        { field: 'disproves' },
      ),
    disproves !== undefined &&
      length !== undefined &&
      disproves.position > length &&
      obstacle('moment-outside', '标出的时刻不在这份音像之内', 'That moment lies outside the recording', {
        field: 'disproves',
      }),
    own.length > 0 &&
      obstacle('own-footage', '不能检查本人拍摄的音像', 'Nobody checks what they recorded themselves', {
        field: 'recordings',
        citation: playing,
      }),
    played === true &&
      recordings.length === 0 &&
      obstacle(
        'nothing-played',
        '这项检查要求回放音像：请写明回放了哪几份',
        'This check is made by playing recordings back: name those that were',
        { field: 'recordings', citation: playing },
      ),
    unplayed.length > 0 &&
      obstacle(
        'not-played',
        `有 ${unplayed.length} 份音像您还没有播放过：先回放，再登记检查结果`,
        `You have not played ${unplayed.length} of the recordings: play them back first, then enter the result`,
        { field: 'recordings', citation: playing },
      ),
  )
}

export const checkStream = {
  prefix: 'check',
  events: checkEvents,
  decider: checkDecider,
  table: {
    name: 'checks',
    columns: (one: Check) => ({
      rule: one.rule ?? null,
      office: one.office ?? null,
      unit: one.unit ?? null,
      first_day: one.firstDay,
      last_day: one.lastDay,
      targets: one.of,
      entered_at: one.at,
      entered_by: one.by,
      draw: one.draw ?? null,
    }),
  },
} as const satisfies StreamOf<Check, typeof checkEvents, EnterCheck, CheckContext>
