import { z } from 'zod'
import { Instant, Refused } from '../kernel/index.ts'
import type { Obstacle } from '../kernel/index.ts'

export const STATEMENT_FORMAT = 'liuhen-statement/1'

const words = z.string().trim().min(1).max(2000)

/**
 * The written explanation that goes with recordings used as evidence: 行政诉讼证据规定 第十二条 (制作方法、制作时间、制作人、证明对象)
 * and, for copies taken out of storage, 提取人、提取时间.
 */
export const Statement = z.strictObject({
  format: z.literal(STATEMENT_FORMAT),
  /** 制作方法 */
  method: words,
  /** 制作人 */
  maker: words,
  /** 制作时间 */
  madeAt: Instant,
  /** 证明对象: what the recordings are offered to prove. */
  object: words,
  /** 提取人 */
  extractor: words,
  /** 提取时间 */
  extractedAt: Instant,
  caseNumber: words.optional(),
  /** What the copy is for. */
  purpose: words.optional(),
  recipient: words.optional(),
  discNumber: words.optional(),
})
export type Statement = z.infer<typeof Statement>

export type StatementDraft = { readonly [field in keyof Omit<Statement, 'format'>]?: Statement[field] | undefined }

const REQUIRED = [
  ['method', '制作方法', 'the method of making'],
  ['maker', '制作人', 'the maker'],
  ['madeAt', '制作时间', 'the time of making'],
  ['object', '证明对象', 'the object of proof'],
  ['extractor', '提取人', 'the extractor'],
  ['extractedAt', '提取时间', 'the time of extraction'],
] as const

/** What a statement still lacks, in the order the form asks for it; empty when it is complete. */
export function obstaclesToStatement(draft: StatementDraft): readonly Obstacle[] {
  return REQUIRED.filter(([field]) => (draft[field] ?? '').trim() === '').map(([field, zh, en]) => ({
    code: `statement-without-${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    message: { zh: `文字说明没有注明${zh}`, en: `The statement does not give ${en}` },
    field,
  }))
}

/** The complete statement. Throws Refused with everything that is missing. */
export function statementOf(draft: StatementDraft): Statement {
  const missing = obstaclesToStatement(draft)
  if (missing.length > 0) throw new Refused(missing)
  return Statement.parse({ ...draft, format: STATEMENT_FORMAT })
}
