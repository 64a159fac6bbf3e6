import { z } from 'zod'
import { Text } from '../kernel/index.ts'

/** One thing wrong with a container, or unusual about it, and where. Offsets and counts are in bytes. */
export const ContainerProblem = z.object({
  code: z.enum([
    'empty',
    'not-finalised',
    'cut-short',
    'no-media',
    'garbage',
    'longer-than-declared',
    'no-end-marker',
    'too-many-boxes',
    'trailing',
    'room-cut',
    'goes-on',
    'half-packet',
  ]),
  message: Text,
  at: z.number().int().nonnegative().optional(),
  missing: z.number().int().positive().optional(),
})
export type ContainerProblem = z.infer<typeof ContainerProblem>

/**
 * What a problem means for the recording: a part of it is missing (`lost`), what there is cannot be made out
 * (`unreadable`), or nothing of it is touched (`remark`).
 */
export function weightOf({ code }: ContainerProblem): 'lost' | 'unreadable' | 'remark' {
  switch (code) {
    case 'empty':
    case 'cut-short':
    case 'not-finalised':
    case 'no-end-marker':
      return 'lost'
    case 'no-media':
    case 'garbage':
    case 'too-many-boxes':
      return 'unreadable'
    case 'longer-than-declared':
    case 'trailing':
    case 'room-cut':
    case 'goes-on':
    case 'half-packet':
      return 'remark'
  }
}

type Place = Pick<ContainerProblem, 'at' | 'missing'>

export const problem = (
  code: ContainerProblem['code'],
  zh: string,
  en: string,
  place: Place = {},
): ContainerProblem => ({
  code,
  message: { zh, en },
  ...place,
})

export const empty = (): ContainerProblem => problem('empty', '文件是空的，没有任何内容', 'The file is empty')

export const cutShort = (what: string, missing: number, at: number): ContainerProblem =>
  problem(
    'cut-short',
    `文件不完整：末尾缺少 ${missing} 字节（在“${what}”部分）`,
    `The file is cut short: ${missing} bytes are missing at its end (inside "${what}")`,
    { at, missing },
  )
