import { type Citation, type Instant, type Obstacle, type Sha256, text } from '../kernel/index.ts'
import { begun, type Decider, type HappeningOf, type Moment } from '../stream/index.ts'
import type { RedactedCopy, redactionEvents } from './events.ts'
import { planObstacles, type RedactionPlan } from './plan.ts'
import { evolve, type RedactionState, standsAs } from './state.ts'

export type RedactionCommand =
  | { readonly do: 'draft'; readonly recording: string; readonly original: Sha256; readonly plan: RedactionPlan }
  | { readonly do: 'change'; readonly plan: RedactionPlan }
  | { readonly do: 'rendered'; readonly copy: RedactedCopy; readonly of: string }
  | { readonly do: 'failed'; readonly said: string }
  | { readonly do: 'review'; readonly fine: boolean; readonly note?: string }
  | { readonly do: 'approve'; readonly note?: string }
  | { readonly do: 'ask-plain'; readonly ask: string; readonly reason: string; readonly recipient: string }
  | {
      readonly do: 'decide-plain'
      readonly ask: string
      readonly granted: boolean
      readonly reason: string
      readonly until?: Instant
    }
  | { readonly do: 'take-plain'; readonly ask: string }

/** `length`: of the recording in milliseconds. `planDigest`: of the plan as it stands, where something was rendered. */
export interface RedactionContext extends Moment {
  readonly length?: number
  readonly planDigest?: string
}

/** 国家秘密、商业秘密或者个人隐私，应当依法予以保密: 行政处罚法 art. 50. */
const SECRECY: Citation = { article: 'national/penalty-law/50' }

const one = (code: string, zh: string, en: string, more: Partial<Obstacle> = {}): Obstacle => ({
  code,
  message: text(zh, en),
  ...more,
})
const ownReview = one('reviewed-by-another', '画遮挡的人不能自己核看', 'Whoever drew it cannot look it over')
const ownApproval = one(
  'approved-by-another',
  '画遮挡或核看的人不能批准',
  'Whoever drew or looked it over cannot approve',
)

export const redactionDecider: Decider<RedactionState, RedactionCommand, typeof redactionEvents, RedactionContext> = {
  evolve,
  obstacles(before, command, context) {
    if (command.do === 'draft') return planObstacles(command.plan, context.length)
    const state = begun(before)
    const { actor, at } = context
    const stands = standsAs(state)
    const drew = state.drawn.some(({ by }) => by === actor)
    switch (command.do) {
      case 'change':
        return [
          ...(stands === 'approved'
            ? [one('redaction-approved', '已经批准，不能再改；另画一份', 'It is approved: draw another instead')]
            : []),
          ...planObstacles(command.plan, context.length),
        ]
      case 'rendered':
        // It was changed while an older plan was rendered: that copy is of nothing.
        return context.planDigest === command.of
          ? []
          : [one('plan-changed', '渲染时遮挡已改，请再渲染', 'The plan has changed since: render again')]
      case 'failed':
        return []
      case 'review':
        return [
          ...(stands === 'rendered'
            ? []
            : [one('not-rendered', '还没有渲染，或已经核看', 'It is not rendered, or was looked over')]),
          ...(drew ? [ownReview] : []),
          ...(command.fine || command.note !== undefined
            ? []
            : [one('return-without-reason', '退回要写明还露出什么', 'Say what still shows', { field: 'note' })]),
        ]
      case 'approve':
        return [
          ...(stands === 'reviewed'
            ? []
            : [one('not-reviewed', '还没有第二人核看无误', 'Nobody else has looked it over yet')]),
          ...(drew || state.review?.by === actor ? [ownApproval] : []),
        ]
      case 'ask-plain':
        return []
      case 'decide-plain': {
        const ask = state.plain.find((given) => given.ask === command.ask)
        return [
          ...(ask && !ask.decided
            ? []
            : [one('ask-unknown', '没有这项申请，或已经决定', 'No such request, or it is decided')]),
          ...(ask?.asked.by === actor
            ? [
                one('plain-by-another', '申请人不能批准自己的申请', 'Nobody decides on their own request', {
                  citation: SECRECY,
                }),
              ]
            : []),
          ...(command.granted && (command.until === undefined || command.until <= at)
            ? [
                one('plain-without-end', '写明在什么时候以前取走', 'Say until when it may be fetched', {
                  field: 'until',
                }),
              ]
            : []),
        ]
      }
      case 'take-plain': {
        const ask = state.plain.find((given) => given.ask === command.ask)
        if (ask?.asked.by !== actor || !ask.decided?.granted)
          return [
            one('plain-not-granted', '不遮挡的副本没有批准给您', 'The plain copy was not granted to you', {
              citation: SECRECY,
            }),
          ]
        if (ask.decided.until !== undefined && ask.decided.until <= at)
          return [
            one('plain-expired', '批准的时间已过，请重新申请', 'What was granted has run out: ask again', {
              citation: SECRECY,
            }),
          ]
        return ask.taken.length > 0
          ? [
              one('plain-taken', '已经取走一次，再要请重新申请', 'It was fetched once: ask again for another', {
                citation: SECRECY,
              }),
            ]
          : []
      }
    }
  },
  decide: (_state, command) => [happening(command)],
}

function happening(command: RedactionCommand): HappeningOf<typeof redactionEvents> {
  switch (command.do) {
    case 'draft': {
      const { recording, original, plan } = command
      return { kind: 'RedactionDrafted/1', body: { recording, original, plan } }
    }
    case 'change':
      return { kind: 'RedactionChanged/1', body: { plan: command.plan } }
    case 'rendered':
      return { kind: 'RedactionRendered/1', body: command.copy }
    case 'failed':
      return { kind: 'RedactionFailed/1', body: { said: command.said } }
    case 'review': {
      const { fine, note } = command
      return { kind: 'RedactionReviewed/1', body: { fine, ...(note !== undefined && { note }) } }
    }
    case 'approve':
      return { kind: 'RedactionApproved/1', body: command.note === undefined ? {} : { note: command.note } }
    case 'ask-plain': {
      const { ask, reason, recipient } = command
      return { kind: 'PlainCopyAsked/1', body: { ask, reason, recipient } }
    }
    case 'decide-plain': {
      const { ask, granted, reason, until } = command
      return { kind: 'PlainCopyDecided/1', body: { ask, granted, reason, ...(until !== undefined && { until }) } }
    }
    case 'take-plain':
      return { kind: 'PlainCopyTaken/1', body: { ask: command.ask } }
  }
}
