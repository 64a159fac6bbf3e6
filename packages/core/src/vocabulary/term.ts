import type { Text } from '../kernel/index.ts'

/** One word of the field: how it is said in both languages, what it means, and where it comes from. */
export interface Term {
  readonly zh: string
  readonly en: string
  readonly definition: Text
  /** A law, standard or regulation that uses the word. */
  readonly source?: string
}

/** `term('缺口', 'gap', '没有录到的时间', 'Time that was not recorded')` */
export const term = (zh: string, en: string, meaningZh: string, meaningEn: string, source?: string): Term => ({
  zh,
  en,
  definition: { zh: meaningZh, en: meaningEn },
  ...(source && { source }),
})
