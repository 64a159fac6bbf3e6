import { z } from 'zod'
import { type Text, text } from '../kernel/index.ts'
import type { RuleOf } from '../policy/index.ts'

/** What is asked for with recordings. */
export const useNames = {
  look: text('查阅', 'look'),
  copy: text('复制', 'copy'),
  borrow: text('借阅', 'borrow'),
  provide: text('对外提供', 'provide'),
  publish: text('公开使用', 'make public'),
} as const satisfies Record<string, Text>
export const Use = z.enum(Object.keys(useNames) as [keyof typeof useNames, ...(keyof typeof useNames)[]])
export type Use = z.infer<typeof Use>

/** For whom: the bureau's own work, or somebody of outside who came to the counter or wrote. */
export const forWhomNames = {
  work: text('本局工作', 'the bureau’s own work'),
  reconsideration: text('行政复议机关', 'reconsideration authority'),
  court: text('人民法院', 'court'),
  police: text('公安机关', 'police'),
  procuratorate: text('人民检察院', 'procuratorate'),
  discipline: text('纪检监察机关', 'discipline inspection'),
  'bureau-above': text('上级主管部门（市局）', 'the bureau above'),
  supervision: text('行政执法监督机关', 'enforcement supervision'),
  party: text('当事人', 'party'),
  interested: text('利害关系人', 'interested person'),
  other: text('其他单位或者个人', 'others'),
} as const satisfies Record<string, Text>
export const ForWhom = z.enum(
  Object.keys(forWhomNames) as [keyof typeof forWhomNames, ...(keyof typeof forWhomNames)[]],
)
export type ForWhom = z.infer<typeof ForWhom>

type Purpose = RuleOf<'access'>['purpose']

const isCourt = (whom: ForWhom): boolean => whom === 'reconsideration' || whom === 'court'
/** A person, whose identity is checked before anything is shown, and not an authority that sends a letter. */
export const isPerson = (whom: ForWhom): boolean => whom === 'party' || whom === 'interested'
/** To whom and for what the redacted copy is given where one is approved: persons concerned, and the public. */
export const seesMasked = ({ use, whom }: { readonly use: Use; readonly whom: ForWhom }): boolean =>
  isPerson(whom) || use === 'publish'
export const isOutside = (whom: ForWhom): boolean => whom !== 'work'

const LOOKED_BY: Readonly<Record<ForWhom, readonly Purpose[]>> = {
  work: ['look'],
  reconsideration: ['look-by-authority'],
  court: ['look-by-authority'],
  police: ['look-by-authority'],
  procuratorate: ['look-by-authority'],
  discipline: ['look-by-authority'],
  'bureau-above': ['look-by-bureau', 'look-by-authority'],
  supervision: ['look-by-authority'],
  party: ['look-by-party', 'look'],
  interested: ['look-by-party', 'look'],
  other: ['look'],
}

/**
 * Under which purposes of the instruments a request may fall, the nearest first: the first of which they say anything is
 * its own. Where an instrument says nothing of looking or copying by somebody, leaking is what it speaks of, and its leave to
 * hand out is asked for: the stricter reading, so that no request is granted because nobody thought of it.
 */
export function purposesOf(use: Use, whom: ForWhom): readonly Purpose[] {
  switch (use) {
    case 'publish':
      return ['publish-footage']
    case 'provide':
      return isCourt(whom)
        ? ['provide-to-reconsideration-or-court']
        : [...(whom === 'bureau-above' ? (['look-by-bureau'] as const) : []), 'provide']
    case 'copy':
      return whom === 'bureau-above'
        ? ['look-by-bureau', 'copy', 'provide']
        : isOutside(whom)
          ? ['provide', 'copy']
          : ['copy', 'provide']
    default:
      return [...LOOKED_BY[whom], 'copy', 'provide']
  }
}
