import { z } from 'zod'
import { canonical, type Citation, hexOf, type Json, type Obstacle, type Text, text, utf8 } from '../kernel/index.ts'
import type { Hash } from '../kernel/index.ts'

/** 国家秘密、商业秘密或者个人隐私，应当依法予以保密: 行政处罚法 art. 50. */
const SECRECY = {
  citation: { article: 'national/penalty-law/50' },
  label: '行政处罚法第五十条',
} as const satisfies { readonly citation: Citation; readonly label: string }

/** Why something is not shown. Each stands on an article; a person says more of it in words. */
export const redactionReasons = {
  privacy: { title: text('个人隐私', 'Personal privacy'), ...SECRECY },
  commercial: { title: text('商业秘密', 'Commercial secret'), ...SECRECY },
  state: { title: text('国家秘密', 'State secret'), ...SECRECY },
} as const satisfies Readonly<
  Record<string, { readonly title: Text; readonly citation: Citation; readonly label: string }>
>
export type RedactionReason = keyof typeof redactionReasons
export const RedactionReason = z.enum(Object.keys(redactionReasons) as [RedactionReason, ...RedactionReason[]])

const milliseconds = z.number().int().nonnegative()
/** Thousandths of the upright picture. */
const share = z.number().int().min(0).max(1000)

const why = { reason: RedactionReason, note: z.string().trim().max(200).optional() }
/** A rectangle that is blackened between two moments; its place in thousandths of width and height. */
export const Box = z.object({
  from: milliseconds,
  to: milliseconds,
  x: share,
  y: share,
  width: share,
  height: share,
  ...why,
})
export type Box = z.infer<typeof Box>
/** A stretch of which nothing is heard. */
export const Mute = z.object({ from: milliseconds, to: milliseconds, ...why })
export type Mute = z.infer<typeof Mute>

/** What is not to be seen or heard of a recording. */
export const RedactionPlan = z.object({ boxes: z.array(Box).max(200), mutes: z.array(Mute).max(200) })
export type RedactionPlan = z.infer<typeof RedactionPlan>

/** Everything about a plan that cannot be, of a recording of that length in milliseconds where it is known. */
export function planObstacles({ boxes, mutes }: RedactionPlan, length: number | undefined): readonly Obstacle[] {
  const one = (code: string, zh: string, en: string, field: string): Obstacle => ({
    code,
    message: text(zh, en),
    field,
  })
  return [
    ...(boxes.length + mutes.length === 0
      ? [one('nothing-redacted', '还没有画遮挡，也没有选静音', 'Nothing is drawn and nothing muted yet', 'boxes')]
      : []),
    ...[...boxes, ...mutes].flatMap(({ from, to }, i) => {
      const field = i < boxes.length ? `boxes.${i}.to` : `mutes.${i - boxes.length}.to`
      if (to <= from)
        return [
          one('redaction-ends-early', `第 ${i + 1} 处的结束在开始以前`, `Number ${i + 1} ends before it begins`, field),
        ]
      if (length !== undefined && from >= length)
        return [
          one('redaction-outside', `第 ${i + 1} 处超出了音像的长度`, `Number ${i + 1} lies beyond the end`, field),
        ]
      return []
    }),
    ...boxes.flatMap(({ x, y, width, height }, i) =>
      width < 5 || height < 5 || x + width > 1000 || y + height > 1000
        ? [
            one(
              'box-outside',
              `第 ${i + 1} 个遮挡太小或超出画面`,
              `Box ${i + 1} is too small or leaves the picture`,
              `boxes.${i}`,
            ),
          ]
        : [],
    ),
  ]
}

/** Names a plan: what is rendered of the same original by the same digest and tool is the same. */
export const planDigest = (hash: Hash, plan: RedactionPlan): string =>
  hexOf(hash(utf8(canonical(RedactionPlan.parse(plan) as unknown as Json))))
