import { type CopyMark, type Instant, instantOf, millisecondsOf, type Obstacle, text } from '../kernel/index.ts'
import { begun, type Decider, gathered, type HappeningOf, type Moment } from '../stream/index.ts'
import { type RequestAsked, requestEvents } from './events.ts'
import { isOutside, isPerson } from './purposes.ts'
import type { RequestLaw } from './law.ts'
import { evolveRequest, isRunning, type RequestState, requestStands, usesLeft } from './state.ts'

type Happening = HappeningOf<typeof requestEvents>
type BodyOf<K extends keyof typeof requestEvents> = Extract<Happening, { kind: K }>['body']

export type RequestCommand =
  | { readonly do: 'ask'; readonly asked: RequestAsked }
  | { readonly do: 'put-up'; readonly approval: string; readonly chain: readonly string[] }
  /** Nobody has to agree, by the words of the instrument; or everybody asked has signed. */
  | { readonly do: 'grant' }
  | { readonly do: 'refuse'; readonly reason: string }
  | { readonly do: 'withdraw'; readonly reason: string }
  | { readonly do: 'emergency'; readonly told: Omit<BodyOf<'LookedInEmergency/1'>, 'until' | 'times'> }
  | { readonly do: 'review'; readonly justified: boolean; readonly reason: string }
  | { readonly do: 'use'; readonly recording: string; readonly what: BodyOf<'GrantUsed/1'>['what'] }
  | { readonly do: 'mark'; readonly mark: CopyMark; readonly recordings: readonly string[] }
  | { readonly do: 'end'; readonly reason: string; readonly nothingThere?: boolean }

/** A secret marked on one of the recordings asked for. */
export interface MarkedItem {
  readonly recording: string
  readonly kind: 'state' | 'business' | 'privacy'
}

export interface RequestContext extends Moment {
  /** To ask, put up and grant: what the instruments of the day say of it. */
  readonly law?: RequestLaw
  /** To ask: what is marked as secret among the recordings. */
  readonly marked?: readonly MarkedItem[]
  /** To withdraw or end: whether the actor keeps the recordings, or leads those who do. */
  readonly keeps?: boolean
}

const DAY = 86_400_000
/** 紧急调阅 is over by itself after a shift; nobody lengthens it. */
export const EMERGENCY = { hours: 8, times: 10 } as const

const one = (
  isThere: boolean,
  code: string,
  zh: string,
  en: string,
  more: Partial<Obstacle> = {},
): readonly Obstacle[] => (isThere ? [{ code, message: text(zh, en), ...more }] : [])

const cite = (law: RequestLaw | undefined): Partial<Obstacle> => {
  const [citation] = law?.citations ?? []
  return citation ? { citation } : {}
}

const STANDS: Readonly<Record<ReturnType<typeof requestStands>, readonly [string, string]>> = {
  entered: ['还没有送批', 'nobody has been asked yet'],
  asked: ['正在审批', 'it is being approved'],
  granted: ['已经批准', 'it is granted'],
  refused: ['已经不予批准', 'it was refused'],
  withdrawn: ['申请人已经撤回', 'it was taken back'],
  ended: ['已经终止', 'it has ended'],
}

const wrongPlace = (
  state: RequestState,
  ...right: readonly ReturnType<typeof requestStands>[]
): readonly Obstacle[] => {
  const stands = requestStands(state)
  const [zh, en] = STANDS[stands]
  return one(!right.includes(stands), 'request-elsewhere', `这份申请${zh}`, `Of this request: ${en}`)
}

export const requestDecider: Decider<RequestState, RequestCommand, typeof requestEvents, RequestContext> = {
  evolve: evolveRequest,
  obstacles(state, command, context) {
    if (command.do === 'ask') return [...taken(state), ...askingObstacles(command.asked, context)]
    if (command.do === 'emergency') return taken(state)
    const of = begun(state)
    switch (command.do) {
      case 'put-up':
        return wrongPlace(of, 'entered')
      case 'grant':
        return wrongPlace(of, 'entered', 'asked')
      case 'refuse':
        return [...wrongPlace(of, 'entered', 'asked', 'granted'), ...mustNotRefuse(context.law)]
      case 'withdraw':
        return [
          ...wrongPlace(of, 'entered', 'asked'),
          ...one(of.asked.by !== context.actor, 'request-of-another', '由申请人撤回', 'Whoever asked takes it back'),
        ]
      case 'review':
        return [
          ...one(!of.emergency, 'no-emergency', '这不是紧急调阅', 'This was no look in an emergency'),
          ...one(of.reviewed !== undefined, 'reviewed-already', '已经有人核查过', 'It has been looked into'),
          ...one(
            of.asked.by === context.actor,
            'own-emergency',
            '不能核查自己的紧急调阅',
            'Nobody looks into their own',
          ),
        ]
      case 'use':
        return useObstacles(of, command, context)
      case 'mark':
        return wrongPlace(of, 'granted')
      case 'end':
        return [
          ...wrongPlace(of, 'granted'),
          ...one(
            of.asked.by !== context.actor && !gathered(context.keeps, 'keeps'),
            'request-of-another',
            '由申请人、保管人或者法制机构终止',
            'Whoever asked ends it, or who keeps the recordings, or the legal section',
          ),
        ]
    }
  },
  decide(state, command, { at, law, actor }) {
    switch (command.do) {
      case 'ask':
        return [{ kind: 'RequestAsked/1', body: { ...command.asked, each: true } }]
      case 'put-up': {
        const citations = gathered(law, 'law').citations.map((each) => ({ ...each }))
        return [{ kind: 'RequestPutUp/1', body: { approval: command.approval, chain: [...command.chain], citations } }]
      }
      case 'grant': {
        const { what, citations } = gathered(law, 'law')
        const { handedOutBy, keepCopy } = what.value
        const body = {
          until: later(at, begun(state).days * DAY),
          citations: citations.map((each) => ({ ...each })),
          ...(handedOutBy && { handedOutBy: [...handedOutBy] }),
          ...(keepCopy && { keepCopy }),
        }
        return [{ kind: 'RequestGranted/1', body }]
      }
      case 'refuse':
        return [{ kind: 'RequestRefused/1', body: { reason: command.reason } }]
      case 'withdraw':
        return [{ kind: 'RequestWithdrawn/1', body: { reason: command.reason } }]
      case 'emergency': {
        const until = later(at, EMERGENCY.hours * 3_600_000)
        return [{ kind: 'LookedInEmergency/1', body: { ...command.told, until, times: EMERGENCY.times, each: true } }]
      }
      case 'review':
        return [{ kind: 'EmergencyReviewed/1', body: { justified: command.justified, reason: command.reason } }]
      case 'use': {
        const of = begun(state)
        if (isRunning(of, actor, command.recording, at) && command.what === 'look') return []
        const looker = of.outsider?.name
        const body = {
          recording: command.recording,
          what: command.what,
          reason: of.reason,
          ...(looker !== undefined && { looker }),
        }
        return [{ kind: 'GrantUsed/1', body }]
      }
      case 'mark':
        return [{ kind: 'CopiesMarked/1', body: { mark: command.mark, recordings: [...command.recordings] } }]
      case 'end': {
        const { reason, nothingThere } = command
        return [{ kind: 'GrantEnded/1', body: { reason, ...(nothingThere && { nothingThere }) } }]
      }
    }
  },
}

const later = (at: Instant, milliseconds: number): Instant => instantOf(millisecondsOf(at) + milliseconds)

const taken = (state: RequestState | undefined): readonly Obstacle[] =>
  one(state !== undefined, 'key-taken', '这个编号已经用过，请重新填写', 'This key is taken: fill the form in anew')

function useObstacles(
  of: RequestState,
  { recording }: Extract<RequestCommand, { do: 'use' }>,
  { at, actor }: RequestContext,
): readonly Obstacle[] {
  return [
    ...wrongPlace(of, 'granted'),
    ...one(!of.recordings.includes(recording), 'not-asked-for', '没有申请这份音像', 'This recording was not asked for'),
    ...one(
      of.granted !== undefined && at >= of.granted.until,
      'grant-over',
      '批准的期限已过：还需要的，请重新申请',
      'The time for which it was granted is over: ask anew',
    ),
    ...one(
      usesLeft(of, recording) === 0 && !isRunning(of, actor, recording, at),
      'grant-used-up',
      '批准的次数已用完：还需要的，请重新申请',
      'It was granted for so many times, and they are used up: ask anew',
    ),
  ]
}

/** 晋中 art. 18: 各执法单位应当配合提供. What is not there can be said not to be there. */
const mustNotRefuse = (law: RequestLaw | undefined): readonly Obstacle[] =>
  one(
    law?.mustProvide === true,
    'must-provide',
    '上级机关因工作需要调阅、复制的，应当配合提供，不能不予批准；确实没有的，请答复“无此资料”并写明原因',
    'Where the bureau above asks for its work, the unit provides and may not refuse: say that it is not there, and why, where that is so',
    cite(law),
  )

/** Everything in the way of asking; what the screen greys its button by. */
export function askingObstacles(asked: RequestAsked, { law, marked = [] }: RequestContext): readonly Obstacle[] {
  const { use, whom, outsider, document, ground } = asked
  const grounds = law?.what.value.reasons ?? []
  const secret = marked.filter((each) => asked.recordings.includes(each.recording))
  return [
    ...one(
      law === undefined,
      'nothing-printed',
      '本局选用的制度没有规定这种用途由谁批准，不能受理：请法制机构研究',
      'The instruments of the bureau say nothing of such a use, so nobody can grant it: ask the legal section',
      { field: 'use' },
    ),
    ...one(isOutside(whom) && outsider === undefined, 'outsider-missing', '请写明是谁申请', 'Say who asks', {
      field: 'outsider',
    }),
    ...one(
      isOutside(whom) && !isPerson(whom) && outsider !== undefined && outsider.organisation === undefined,
      'organisation-missing',
      '请写明来函的机关、单位',
      'Name the authority or organisation that asks',
      { field: 'outsider.organisation' },
    ),
    ...one(
      isOutside(whom) && !isPerson(whom) && document === undefined,
      'letter-missing',
      '请附上来函或者申请书的扫描件',
      'Attach the letter or application as it came',
      { field: 'document' },
    ),
    ...one(
      isPerson(whom) && outsider?.document === undefined,
      'identity-unchecked',
      '请核对身份证件，并登记证件种类和号码后几位',
      'Check an identity document and enter its kind and the last places of its number',
      { field: 'outsider.document' },
    ),
    ...one(
      isPerson(whom) && outsider?.relation === undefined,
      'relation-missing',
      '请写明与案件的关系',
      'Say what they have to do with the case',
      { field: 'outsider.relation' },
    ),
    ...one(
      grounds.length > 1 && (ground === undefined || !grounds.includes(ground)),
      'ground-missing',
      `请选择用途：${grounds.join('、')}`,
      `Choose one of: ${grounds.join(', ')}`,
      { field: 'ground', ...cite(law) },
    ),
    ...one(
      use === 'publish' && secret.length > 0,
      'secret-published',
      '其中有标为国家秘密、商业秘密或者个人隐私的，不能公开',
      'Some of it is marked as a secret or as private, and is not made public',
      { field: 'recordings', ...cite(law) },
    ),
    ...one(
      use === 'provide' && secret.some(({ kind }) => kind === 'privacy'),
      'secret-private',
      '其中有标为个人隐私的，没有遮盖处理的不能对外提供',
      'Some of it is marked as private and is not handed out while nothing in it is masked',
      { field: 'recordings', ...cite(law) },
    ),
  ]
}
