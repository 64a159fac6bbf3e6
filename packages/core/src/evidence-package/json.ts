import type { z } from 'zod'
import { Malformed, readStrictJson } from '../kernel/index.ts'

/** The value of that shape which the text holds, or undefined: also when it has more than one reading. */
export function readJson<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  if (text === undefined) return undefined
  try {
    const read = schema.safeParse(readStrictJson(text))
    return read.success ? read.data : undefined
  } catch (thrown) {
    if (thrown instanceof Malformed) return undefined
    throw thrown
  }
}
