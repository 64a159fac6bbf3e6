import { type CalendarDate, type Citation, type Obstacle, type Sha256, text } from '../kernel/index.ts'
import type { Act } from '../procedure/index.ts'
import { begun, type Decider, gathered, type Moment } from '../stream/index.ts'
import type { Content, Shown, UpdateTrigger } from './content.ts'
import { publicationEvents } from './events.ts'
import { evolvePublication, newest, type PublicationState, publicVersion } from './state.ts'

/** Exactly which version somebody had before them. */
export interface SeenVersion {
  readonly version: number
  readonly digest: Sha256
}

export type PublicationCommand =
  | {
      readonly do: 'begin'
      readonly rule: string
      readonly decision?:
        | {
            readonly case: string
            readonly act: string
            readonly kind: Act
            readonly on: CalendarDate
            readonly unit: string
          }
        | undefined
    }
  | {
      readonly do: 'write'
      readonly content: Content
      readonly base: number
      readonly digest: Sha256
      readonly born?: CalendarDate | undefined
    }
  | ({ readonly do: 'submit' | 'check' } & SeenVersion)
  | ({ readonly do: 'approve'; readonly post: string } & SeenVersion)
  | ({ readonly do: 'return'; readonly reason: string } & SeenVersion)
  | ({ readonly do: 'publish'; readonly url: string } & SeenVersion)
  | ({ readonly do: 'show'; readonly shown: Shown } & SeenVersion)
  | { readonly do: 'note-update'; readonly trigger: UpdateTrigger; readonly since: CalendarDate; readonly what: string }
  | { readonly do: 'note-annulment'; readonly on: CalendarDate; readonly because: Act }
  | { readonly do: 'withdraw'; readonly reason: string }
  | { readonly do: 'withhold'; readonly ground: string; readonly reason: string }
  | { readonly do: 'end'; readonly why: 'credit-repaired' | 'superseded'; readonly reason: string }

export interface PublicationContext extends Moment {
  /** What the item wants and this version has not, and what is personal or secret in it: {@link lacksOf}. */
  readonly lacks?: readonly Obstacle[]
  /** To approve: whether the actor holds the post that the instrument names. */
  readonly holds?: boolean
  /** Whether the actor is the head of the bureau in person. */
  readonly isHead?: boolean
  /** The article of what is commanded. */
  readonly citation?: Citation | undefined
}

const when = (is: boolean, code: string, zh: string, en: string, more: Partial<Obstacle> = {}): readonly Obstacle[] =>
  is ? [{ code, message: text(zh, en), ...more }] : []

export const publicationDecider: Decider<
  PublicationState,
  PublicationCommand,
  typeof publicationEvents,
  PublicationContext
> = {
  evolve: evolvePublication,
  obstacles(state, command, context) {
    const cited = context.citation ? { citation: context.citation } : {}
    if (command.do === 'begin')
      return when(
        state !== undefined,
        'key-taken',
        '这个编号已经用过，请重新填写',
        'This key is taken: fill the form in anew',
      )
    const of = begun(state)
    const gone = goneObstacles(of, command.do)
    if (gone.length > 0) return gone
    switch (command.do) {
      case 'write':
        return when(
          command.base !== of.versions.length,
          'written-meanwhile',
          '别人刚改过这一件：请刷新后在新的版本上改',
          'Somebody else has changed it meanwhile: load it anew and change that version',
        )
      case 'submit':
      case 'check':
      case 'approve':
      case 'return':
      case 'publish':
        return [...otherVersion(of, command), ...stepObstacles(of, command, context, cited)]
      case 'show':
        return [...otherPublic(of, command), ...shownObstacles(command.shown, cited)]
      case 'withdraw':
        return [
          ...when(publicVersion(of) === undefined, 'not-public', '这一件还没有公开，不用撤回', 'It is not public'),
          ...when(
            of.withdrawalDue === undefined && context.isHead !== true,
            'withdrawal-without-cause',
            '决定没有被撤销、变更或者确认违法：撤回由主要负责人本人决定',
            'The decision was not annulled or changed: only the head in person withdraws it',
            cited,
          ),
          ...gathered(context.lacks, 'lacks'),
        ]
      case 'withhold':
        return [
          ...when(
            publicVersion(of) !== undefined,
            'public-already',
            '已经公开的不能改为不予公开：请撤回',
            'What is public is not withheld any more: withdraw it',
          ),
          ...gathered(context.lacks, 'lacks'),
        ]
      case 'end':
        return [
          ...when(publicVersion(of) === undefined, 'not-public', '这一件还没有公开', 'It is not public'),
          ...when(
            of.decision !== undefined && context.isHead !== true,
            'end-without-head',
            '案件决定提前停止公示，由主要负责人本人决定',
            'A decision is public until its last day: only the head in person ends that before',
            cited,
          ),
          ...gathered(context.lacks, 'lacks'),
        ]
      case 'note-update':
      case 'note-annulment':
        return []
    }
  },
  decide(state, command) {
    switch (command.do) {
      case 'begin': {
        const { rule, decision } = command
        return [{ kind: 'PublicationBegun/1', body: { rule, ...(decision && { decision }) } }]
      }
      case 'write': {
        const { content, digest, born } = command
        const body = { version: command.base + 1, digest, content, ...(born !== undefined && { born }) }
        return [{ kind: 'PublicationWritten/1', body }]
      }
      case 'submit':
        return [{ kind: 'PublicationSubmitted/1', body: seen(command) }]
      case 'check':
        return [{ kind: 'PublicationChecked/1', body: seen(command) }]
      case 'approve':
        return [{ kind: 'PublicationApproved/1', body: { ...seen(command), post: command.post } }]
      case 'return':
        return [{ kind: 'PublicationReturned/1', body: { ...seen(command), reason: command.reason } }]
      case 'publish':
        return [{ kind: 'PublicationPublished/1', body: { ...seen(command), form: 'website', url: command.url } }]
      case 'show':
        return [{ kind: 'PublicationShown/1', body: { ...seen(command), shown: command.shown } }]
      case 'note-update': {
        const { trigger, since, what } = command
        const known = begun(state).updates.some(
          (one) => one.trigger === trigger && one.since === since && one.what === what,
        )
        return known ? [] : [{ kind: 'PublicationUpdateDue/1', body: { trigger, since, what } }]
      }
      case 'note-annulment': {
        const { on, because } = command
        return begun(state).withdrawalDue ? [] : [{ kind: 'PublicationWithdrawalDue/1', body: { on, because } }]
      }
      case 'withdraw':
        return [{ kind: 'PublicationWithdrawn/1', body: { reason: command.reason } }]
      case 'withhold':
        return [{ kind: 'PublicationWithheld/1', body: { ground: command.ground, reason: command.reason } }]
      case 'end':
        return [{ kind: 'PublicationEnded/1', body: { why: command.why, reason: command.reason } }]
    }
  },
}

const seen = ({ version, digest }: SeenVersion) => ({ version, digest })

/** What is withdrawn or over stays so; that more is noted of it is no fault. */
function goneObstacles(of: PublicationState, what: PublicationCommand['do']): readonly Obstacle[] {
  if (what === 'note-update' || what === 'note-annulment') return []
  return [
    ...when(of.withdrawn !== undefined, 'withdrawn-already', '这一件已经撤回', 'It is withdrawn'),
    ...when(of.ended !== undefined, 'ended-already', '这一件已经停止公示', 'It is public no longer'),
  ]
}

/** Nobody acts on what they have not seen. */
function otherVersion(of: PublicationState, { version, digest }: SeenVersion): readonly Obstacle[] {
  const last = newest(of)
  return when(
    last === undefined || last.version !== version || last.digest !== digest,
    'another-version',
    '内容已经改动，不是您看到的那一版：请刷新后再办',
    'It was changed and is not the version you saw: load it anew',
  )
}

function otherPublic(of: PublicationState, { version, digest }: SeenVersion): readonly Obstacle[] {
  const out = publicVersion(of)
  return when(
    out === undefined || out.version !== version || out.digest !== digest,
    'not-on-website',
    '以网站公示为主要平台：先在网站公布这一版，再登记其他形式',
    'The website comes first: publish this version there, then note where else it is shown',
  )
}

function stepObstacles(
  of: PublicationState,
  command: Extract<PublicationCommand, { do: 'submit' | 'check' | 'approve' | 'return' | 'publish' }>,
  { actor, lacks, holds }: PublicationContext,
  cited: Partial<Obstacle>,
): readonly Obstacle[] {
  const last = newest(of)
  if (last === undefined) return []
  if (of.withdrawalDue !== undefined && command.do !== 'return')
    return when(
      true,
      'decision-annulled',
      '决定已经被撤销、变更或者确认违法，不能公开；已经公开的应当撤回',
      'The decision was annulled, changed or found unlawful: it is not published, and withdrawn where it is public',
      cited,
    )
  const isOwn = last.written.by === actor || last.submitted?.by === actor
  const over = when(
    last.published !== undefined || last.returned !== undefined,
    'version-over',
    '这一版已经公开或者退回：请另写一版',
    'This version is public or was returned: write another',
  )
  const unsubmitted = when(
    last.submitted === undefined,
    'not-submitted',
    '这一版还没有送审',
    'This version was not put up',
  )
  switch (command.do) {
    case 'submit':
      return [
        ...over,
        ...when(last.submitted !== undefined, 'submitted-already', '已经送审', 'It was put up already'),
        ...gathered(lacks, 'lacks'),
      ]
    case 'check':
      return [
        ...over,
        ...unsubmitted,
        ...when(
          isOwn,
          'own-draft',
          '自己写的不能自己复核：由另一人核对遮去的内容',
          'Nobody checks what they wrote: another looks at what is covered',
          cited,
        ),
        ...when(last.checked !== undefined, 'checked-already', '已经复核', 'It was checked already'),
        ...gathered(lacks, 'lacks'),
      ]
    case 'approve':
      return [
        ...over,
        ...unsubmitted,
        ...when(
          last.checked === undefined,
          'not-checked',
          '还没有经另一人复核',
          'Nobody else has checked it yet',
          cited,
        ),
        ...when(
          !gathered(holds, 'holds'),
          'post-not-held',
          '由行政机关主要负责人审定，您不任此职',
          'The head of the authority approves, and you do not hold that post',
          cited,
        ),
        ...when(
          isOwn || last.checked?.by === actor,
          'own-draft',
          '不能审定自己写的或者自己复核的',
          'Nobody approves what they wrote or checked',
          cited,
        ),
        ...when(last.approved !== undefined, 'approved-already', '这一版已经审定', 'This version is approved already'),
        ...gathered(lacks, 'lacks'),
      ]
    case 'return':
      return [
        ...over,
        ...unsubmitted,
        ...when(last.approved !== undefined, 'approved-already', '这一版已经审定', 'This version is approved already'),
      ]
    case 'publish':
      return [
        ...over,
        ...when(
          last.approved === undefined,
          'version-not-approved',
          '这一版还没有经主要负责人审定，不能公开；以前审定的是别的版本',
          'This very version is not approved, so it is not published; what was approved before is another',
          cited,
        ),
        ...gathered(lacks, 'lacks'),
      ]
  }
}

function shownObstacles(
  { form, from, until, place, title, source }: Shown,
  cited: Partial<Obstacle>,
): readonly Obstacle[] {
  const lacks = (is: boolean, field: string, zh: string, en: string) =>
    when(is, `shown-without-${field}`, zh, en, { ...cited, field })
  return [
    ...lacks(form === 'announcement' && from === undefined, 'from', '公告要写明日期', 'An announcement has a day'),
    ...lacks(form === 'announcement' && title === undefined, 'title', '公告要写明标题', 'An announcement has a title'),
    ...lacks(
      (form === 'board' || form === 'booklet') && place === undefined,
      'place',
      '要写明放在哪里',
      'Say where it is shown',
    ),
    ...lacks(
      form === 'board' && from === undefined,
      'from',
      '公示栏、显示屏要写明从哪天起',
      'Say from which day it is shown',
    ),
    ...lacks(
      form === 'by-law' && source === undefined,
      'source',
      '其他形式要写明是哪部法律、法规、规章规定的',
      'Another form names the law that provides it',
    ),
    ...lacks(
      from !== undefined && until !== undefined && until < from,
      'until',
      '截止早于开始',
      'It ends before it begins',
    ),
  ]
}
