import { z } from 'zod'

/** A sentence in both languages a person here may read. */
export const Text = z.object({ zh: z.string(), en: z.string() })
export type Text = z.infer<typeof Text>

export const text = (zh: string, en: string): Text => ({ zh, en })

/** Any text as a record can hold it: U+0000 is shown as its picture, and a lone surrogate as U+FFFD. */
export const storable = (given: string): string => given.replaceAll(/\p{Cs}/gu, '\ufffd').replaceAll('\u0000', '\u2400')

/** A line as it is seen: without what has no shape (zero-width, direction marks), breaks and tabs as spaces, composed. */
export const visible = (given: string): string =>
  given
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .normalize('NFC')
    .trim()
