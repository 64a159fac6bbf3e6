import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import type { Check, Defect, Verdict } from './report.ts'

/** A package made to annoy could fail in a million places; this many of each kind are named, the rest are counted. */
const NAMED = 500

const RANK: Record<Verdict, number> = { sound: 0, incomplete: 1, unreadable: 2, altered: 3, foreign: 4 }

/** Collects the checks of one verification. */
export class Findings {
  readonly #checks: Check[] = []
  readonly #failed = new Map<string, { count: number; means: Defect }>()

  /** Something does not hold. */
  fail(means: Defect, code: string, message: Text, file?: string): void {
    const count = (this.#failed.get(code)?.count ?? 0) + 1
    this.#failed.set(code, { count, means })
    if (count > NAMED) return
    this.#checks.push({ code, ok: false, means, message, ...(file === undefined ? {} : { file }) })
  }

  /** Something holds. Said once for all files it is true of. */
  pass(code: string, message: Text): void {
    this.#checks.push({ code, ok: true, message })
  }

  /** Says that it holds unless one of these codes failed. */
  passUnless(codes: readonly string[], code: string, message: Text): void {
    if (!codes.some((one) => this.#failed.has(one))) this.pass(code, message)
  }

  failed(code: string): boolean {
    return this.#failed.has(code)
  }

  /** The gravest defect found. */
  get verdict(): Verdict {
    let worst: Verdict = 'sound'
    for (const { means } of this.#failed.values()) if (RANK[means] > RANK[worst]) worst = means
    return worst
  }

  /** All checks, failed ones first. */
  get checks(): readonly Check[] {
    const uncounted = [...this.#failed].filter(([, { count }]) => count > NAMED)
    const rest = uncounted.map(([code, { count, means }]): Check => {
      const more = count - NAMED
      return { code, ok: false, means, message: text(`另有 ${more} 处同类问题`, `${more} more of the same kind`) }
    })
    const named = this.#checks.filter((check) => !check.ok)
    return [...named, ...rest, ...this.#checks.filter((check) => check.ok)]
  }
}
