import type { Method, Outcome } from '../procedure/index.ts'
import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import type { z } from 'zod'

/** How a paper reaches its addressee, in the words of 民事诉讼法 arts. 87–95. */
export const methodNames: Readonly<Record<z.infer<typeof Method>, Text>> = {
  direct: text('直接送达', 'handed over'),
  left: text('留置送达', 'left where it was refused'),
  post: text('邮寄送达', 'by post'),
  entrusted: text('委托送达', 'through another authority'),
  forwarded: text('转交送达', 'through the unit of the addressee'),
  electronic: text('电子送达', 'by electronic means'),
  notice: text('公告送达', 'by public notice'),
  'notice-posted': text('张贴公告并录像', 'notice posted up and filmed'),
}

/** How a legal review ends, in the words of its system. */
export const outcomeNames: Readonly<Record<z.infer<typeof Outcome>, Text>> = {
  agreed: text('同意', 'agreed'),
  'to-be-corrected': text('纠正后再报', 'to be put right and handed in again'),
  'no-decision': text('不作出决定', 'no such decision to be made'),
  transfer: text('移送有权机关', 'to be transferred'),
}

/** Of what was handed in, while more is asked for. */
export const TO_BE_SUPPLEMENTED: Text = text('待补正', 'more is asked for')
