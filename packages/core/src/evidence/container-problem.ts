import { z } from 'zod'
import { Text } from '../kernel/index.ts'

/** One thing wrong with a container, and where. Offsets and counts are in bytes. */
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
  ]),
  message: Text,
  at: z.number().int().nonnegative().optional(),
  missing: z.number().int().positive().optional(),
})
export type ContainerProblem = z.infer<typeof ContainerProblem>

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
