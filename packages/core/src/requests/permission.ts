import type { Viewer } from '../access/index.ts'
import { type Citation, type Instant, type Obstacle, text } from '../kernel/index.ts'
import type { AccessLaw, Deed, Duty, Reach } from './law.ts'
import type { Use } from './purposes.ts'

/** What a viewer and a recording are to each other. */
export interface Relation {
  /** They recorded it or sent it in. */
  readonly own: boolean
  /** Their roles show it to them: its row is theirs to know. */
  readonly known: boolean
  /** It is of their unit, or one below. */
  readonly unit: boolean
  /** It is tied to an open case that they handle, or that waits for their review or signature. */
  readonly case: boolean
}

/** A request that was granted, as far as one viewer may act under it. */
export interface Grant {
  readonly request: string
  readonly use: Use
  /** The first instant at which it no longer counts. */
  readonly until: Instant
  /** Uses that are left; a use begun before is one use for a while. */
  readonly left: number
  /** A use of this recording was begun and goes on. */
  readonly running: boolean
  readonly emergency?: boolean
  /** The viewer entered it themselves and nobody had to agree: another serves it, who has the letter before them. */
  readonly claim?: boolean
  /** Granted to a party or another person concerned, or to make it public: to see what of it may be seen by all. */
  readonly person?: boolean
}

/** 国家秘密, 商业秘密 and 个人隐私, as they are marked on a recording at that moment. */
export interface SecretMark {
  readonly kind: 'state' | 'business' | 'privacy'
  /** Who may use it all the same, by name; of privacy everybody whom the rest allows. */
  readonly readers: readonly string[]
}

/** Recordings that go, or went, as their redacted copies. */
export type Redacted = Pick<ReadonlySet<string>, 'has'>

/** To whom something leaves, and whether the papers of a file go with the recordings. */
export interface Outgoing {
  readonly recipient: string
  readonly papers: boolean
}

export interface Facts {
  readonly law: AccessLaw
  readonly viewer: Pick<Viewer, 'person' | 'roles'>
  readonly relation: Relation
  readonly grants: readonly Grant[]
  readonly secrets: readonly SecretMark[]
  readonly at: Instant
  /** A redacted copy of it is approved, and it is not that which is asked for. */
  readonly masked?: boolean
  /** It is its approved redacted copy that is asked for, or goes in its place. */
  readonly redacted?: boolean
  /** The request under which the viewer says they act: then that one counts and nothing else. */
  readonly under?: string
}

/** By what right: what the roles show while nothing is prescribed, own work, a duty of the post, or a granted request. */
export type Right = 'role' | 'own' | 'duty' | 'case' | 'request' | 'emergency'

export type Permission =
  | { readonly may: true; readonly by: Right; readonly request?: string; readonly citation?: Citation }
  | { readonly may: false; readonly why: Obstacle }

const DEEDS: Readonly<Record<Deed, readonly Use[]>> = {
  // Who may copy, carry away, hand out or publish sees what that is.
  look: ['look', 'copy', 'borrow', 'provide', 'publish'],
  copy: ['copy', 'provide', 'publish'],
  provide: ['provide', 'publish'],
}

const SECRETS = {
  state: text('国家秘密', 'state secret'),
  business: text('商业秘密', 'business secret'),
  privacy: text('个人隐私', 'personal privacy'),
} as const

/**
 * Whether somebody may do this with a recording, by what right, or why not and how to ask. The one rule behind every
 * picture, sound and file that is given out; lists of rows ask only what is `known`.
 */
export function mayUse(deed: Deed, facts: Facts): Permission {
  const secret = secretInTheWay(deed, facts)
  if (secret) return { may: false, why: secret }
  if (facts.under !== undefined) return underRequest(deed, facts, facts.under)
  const wanted = facts.law.wanted[deed]
  if (!wanted) return facts.relation.known ? { may: true, by: 'role' } : byGrant(deed, facts, [])
  const duty = dutyOf(deed, facts)
  if (duty) return { may: true, by: RIGHTS[duty.reach], ...(duty.citation && { citation: duty.citation }) }
  return byGrant(deed, facts, wanted)
}

const RIGHTS: Readonly<Record<Reach, Right>> = { own: 'own', case: 'case', unit: 'duty', bureau: 'duty' }

/** Of the case before somebody the evidence is also copied into its file; nothing else is copied or goes out by a duty. */
function dutyOf(deed: Deed, { law, viewer, relation }: Facts): Duty | undefined {
  if (deed === 'provide') return undefined
  const reaches: Readonly<Record<Reach, boolean>> = { ...relation, bureau: true }
  return law.duties.find(
    ({ roles, reach }) =>
      reaches[reach] &&
      (deed === 'look' || reach === 'case') &&
      // What somebody recorded is theirs to see whatever else they are here: who assists records too.
      (reach === 'own' || roles.some((one) => viewer.roles.includes(one))),
  )
}

function underRequest(deed: Deed, facts: Facts, request: string): Permission {
  const one = facts.grants.find((grant) => grant.request === request)
  if (!one || !DEEDS[deed].includes(one.use)) return { may: false, why: notGranted(facts.law.wanted[deed] ?? []) }
  return granted(deed, one, facts)
}

function byGrant(deed: Deed, facts: Facts, wanted: readonly Citation[]): Permission {
  const fitting = facts.grants.filter((one) => DEEDS[deed].includes(one.use))
  const each = fitting.map((one) => granted(deed, one, facts))
  return (
    each.find((one) => one.may) ??
    each[0] ?? { may: false, why: deed === 'look' ? lookObstacle(wanted) : takeObstacle(deed, wanted) }
  )
}

function granted(
  deed: Deed,
  { request, until, left, running, emergency = false, claim = false, person = false }: Grant,
  { at, law, masked = false }: Facts,
): Permission {
  // What is handed out is confirmed by somebody else before it leaves.
  if (claim && deed !== 'provide') return { may: false, why: { ...letterUnconfirmed, ...cite(law.wanted[deed] ?? []) } }
  if (person && masked) return { may: false, why: shownMasked }
  if (at >= until)
    return {
      may: false,
      why: {
        code: 'grant-over',
        message: text(
          '批准的期限已过，播放到此为止：还需要的，请重新申请',
          'The time for which it was granted is over, and so is the playing: ask anew where more is needed',
        ),
      },
    }
  if (left <= 0 && !running)
    return {
      may: false,
      why: {
        code: 'grant-used-up',
        message: text(
          '批准的次数已用完：还需要的，请重新申请',
          'It was granted for so many times, and they are used up: ask anew',
        ),
      },
    }
  return { may: true, by: emergency ? 'emergency' : 'request', request }
}

/** What nobody may refuse is not refused: it is served, by somebody other than who says that it was asked for. */
export const letterUnconfirmed: Obstacle = {
  code: 'letter-unconfirmed',
  message: text(
    '这份申请不必经人批准，来函只由您登记：请由另一名保管人员（保管人、信息中心或者法制机构）核对来函后办理，登记人本人不能凭它查看、复制、借出',
    'Nobody had to approve this request, and the letter is known by your word alone: another who keeps recordings (custodian, information centre or legal section) checks the letter and serves it; who entered it neither looks, nor copies, nor lends under it',
  ),
}

export const SHOWN_MASKED = 'shown-masked'
/** 国家秘密、商业秘密或者个人隐私，应当依法予以保密: 行政处罚法 art. 50 is what a redaction stands on. */
export const shownMasked: Obstacle = {
  code: SHOWN_MASKED,
  message: text(
    '这份音像有经批准的遮挡副本：给当事人、利害关系人的和公开的，是遮挡副本',
    'A redacted copy of this recording is approved: a party, a person concerned and the public get that one',
  ),
  citation: { article: 'national/penalty-law/50' },
}

const cite = ([citation]: readonly Citation[]): Partial<Obstacle> => (citation ? { citation } : {})

const lookObstacle = (wanted: readonly Citation[]): Obstacle => ({
  code: 'look-not-granted',
  message: text(
    '这份音像须经批准才能查看：请提出查阅申请，写明事由',
    'This recording is seen only with an approval: put in a request to look and say what for',
  ),
  ...cite(wanted),
})

const takeObstacle = (deed: 'copy' | 'provide', wanted: readonly Citation[]): Obstacle =>
  deed === 'copy'
    ? {
        code: 'copy-not-granted',
        message: text('复制须经批准：请提出复制申请', 'Copying takes an approval: put in a request to copy'),
        ...cite(wanted),
      }
    : {
        code: 'provide-not-granted',
        message: text(
          '对外提供须经批准：请提出对外提供申请',
          'Handing out takes an approval: put in a request to provide',
        ),
        ...cite(wanted),
      }

const notGranted = (wanted: readonly Citation[]): Obstacle => ({
  code: 'request-not-granted',
  message: text(
    '这份申请还没有批准，或者批准的不是这份音像、这种用途，或者不由您办理',
    'That request is not granted, or not for this recording and purpose, or it is not yours to serve',
  ),
  ...cite(wanted),
})

/** A mark goes before every right: only who is on its list uses what is secret, and private matters do not leave at all. */
export function secretInTheWay(
  deed: Deed,
  { secrets, viewer, redacted = false }: Pick<Facts, 'secrets' | 'viewer' | 'redacted'>,
): Obstacle | undefined {
  for (const { kind, readers } of secrets) {
    const { zh, en } = SECRETS[kind]
    if (kind === 'privacy') {
      // What is private is covered in the copy that was approved: that one may go.
      if (deed !== 'provide' || redacted) continue
      return {
        code: 'secret-private',
        message: text(
          `标有${zh}，没有遮盖处理的不能对外提供`,
          `It is marked as ${en} and is not handed out while nothing in it is masked`,
        ),
      }
    }
    if (!readers.includes(viewer.person))
      return {
        code: 'secret',
        message: text(
          `标有${zh}，只有列入知悉范围的人可以使用；申请获准也不例外`,
          `It is marked as a ${en}: only who is on the list of readers uses it, and a granted request changes nothing`,
        ),
      }
  }
  return undefined
}
