import { z } from 'zod'
import { CalendarDate, type Citation, dayOf, type Instant, type Obstacle, text } from '../kernel/index.ts'
import type { DeviceState } from './state.ts'

const words = z.string().trim().min(2).max(200)

/** Where a fixed public camera hangs, what for, and under which number the police have it on file. */
export const FixedCamera = z.object({
  place: words,
  purpose: words,
  filing: z.object({ number: words, on: CalendarDate }).optional(),
})
export type FixedCamera = z.infer<typeof FixedCamera>

/** What the law of a day says of fixed public cameras; nothing where the bureau has chosen no instruments. */
export interface FixedCameraLaw {
  /** Its filing with the police, and the last day for it where it is known since when it is in use. */
  readonly filing?: { readonly citation?: Citation | undefined; readonly due?: CalendarDate | undefined } | undefined
  /** Its pictures go when their purpose is done. */
  readonly purpose?: Citation | undefined
}

const cited = (citation: Citation | undefined) => citation && { citation }

/** What is not on record yet of a fixed public camera, by the article that asks for it. */
export function fixedCameraLacks(
  { kind, fixed }: Pick<DeviceState, 'kind' | 'fixed'>,
  { filing, purpose }: FixedCameraLaw,
  today: CalendarDate,
): readonly Obstacle[] {
  if (kind !== 'surveillance') return []
  const lacks: Obstacle[] = []
  if (filing && !fixed)
    lacks.push({
      code: 'fixed-place-missing',
      message: text('还没有写明安装位置', 'Where it is mounted is not on record'),
      ...cited(filing.citation),
    })
  if (purpose && !fixed)
    lacks.push({
      code: 'fixed-purpose-missing',
      message: text(
        '还没有写明用途：用途实现以后才谈得上删除',
        'What it is for is not on record, and its pictures go when that is done',
      ),
      ...cited(purpose),
    })
  if (filing && !fixed?.filing) lacks.push({ ...unfiled(filing.due, today), ...cited(filing.citation) })
  return lacks
}

function unfiled(due: CalendarDate | undefined, today: CalendarDate): Obstacle {
  if (due === undefined)
    return {
      code: 'fixed-unfiled',
      message: text(
        '还没有公安机关备案的编号和日期；启用日期没有登记，备案期限算不出',
        'No number and day of its filing with the police; since when it is in use is not on record either, so the last day is not known',
      ),
    }
  if (due < today)
    return {
      code: 'fixed-filing-overdue',
      message: text(
        `没有公安机关备案的编号和日期，备案期限 ${due} 已过`,
        `No number and day of its filing with the police, which was due by ${due}`,
      ),
    }
  return {
    code: 'fixed-unfiled',
    message: text(
      `还没有公安机关备案的编号和日期，${due} 以前应当备案`,
      `No number and day of its filing with the police yet: it is due by ${due}`,
    ),
  }
}

/** What is against noting this of the device. */
export function fixedCameraObstacles(
  { kind, number }: Pick<DeviceState, 'kind' | 'number'>,
  { filing }: FixedCamera,
  at: Instant,
): readonly Obstacle[] {
  if (kind !== 'surveillance')
    return [
      {
        code: 'not-fixed-camera',
        message: text(
          `设备 ${number} 不是固定安装的视频监控，没有安装位置和备案可写`,
          `Device ${number} is no fixed camera: it has neither a place nor a filing`,
        ),
      },
    ]
  if (filing === undefined || filing.on <= dayOf(at)) return []
  return [
    {
      code: 'filed-future',
      message: text('备案日期不能晚于今天', 'It cannot have been filed on a day to come'),
      field: 'on',
    },
  ]
}
