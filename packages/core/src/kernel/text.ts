import { z } from 'zod'

/** A sentence in both languages a person here may read. */
export const Text = z.object({ zh: z.string(), en: z.string() })
export type Text = z.infer<typeof Text>

export const text = (zh: string, en: string): Text => ({ zh, en })
