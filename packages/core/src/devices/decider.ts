import { type Citation, type Instant, type Obstacle, text } from '../kernel/index.ts'
import { begun, type Decider, gathered, type HappeningOf } from '../stream/index.ts'
import { conditionObstacles, type DeviceAct } from './acts.ts'
import { type CareCommand, type CareContext, careObstacles, caring, isCaring } from './care.ts'
import type {
  Charge,
  deviceEvents,
  DeviceFacts,
  FaultAnswer,
  FaultHearer,
  FaultReport,
  PreShiftCheck,
} from './events.ts'
import {
  chargeFindings,
  type CheckLimits,
  findingsOf,
  holdingObstacles,
  inHandObstacles,
  movingObstacles,
  type Receiver,
  replacementObstacles,
  serviceObstacles,
  unitObstacles,
} from './obstacles.ts'
import { type FixedCamera, fixedCameraObstacles } from './fixed.ts'
import { manualObstacles, type UnreadManual } from './manual.ts'
import { type DeviceState, evolveDevice, holderAt } from './state.ts'

/** What can be done with a device. */
export type DeviceCommand =
  | { readonly do: 'register'; readonly facts: DeviceFacts }
  | { readonly do: 'change'; readonly facts: Omit<DeviceFacts, 'number'> }
  | { readonly do: 'note-fixed'; readonly noted: FixedCamera }
  /** From now on, unless told. */
  | { readonly do: 'issue'; readonly holder: string; readonly from?: Instant | undefined }
  | { readonly do: 'return' }
  | { readonly do: 'lend'; readonly borrower: string; readonly reason: string }
  | { readonly do: 'end-loan' }
  | {
      readonly do: 'check'
      readonly done: Omit<PreShiftCheck, 'findings' | 'passed'>
      readonly limits: CheckLimits
    }
  | { readonly do: 'fault'; readonly fault: FaultReport; readonly activity?: string; readonly to: string[] }
  | { readonly do: 'answer-fault'; readonly answer: FaultAnswer }
  | {
      readonly do: 'see-charge'
      readonly seen: Charge
      readonly activity?: string | undefined
      readonly limits: Pick<CheckLimits, 'battery' | 'freeSpace'>
    }
  | { readonly do: 'acknowledge'; readonly heard?: Instant | undefined; readonly note?: string | undefined }
  | { readonly do: 'hand-card'; readonly receiver: string }
  | { readonly do: 'to-repair'; readonly where: string; readonly reason: string }
  | { readonly do: 'from-repair'; readonly done: string }
  | { readonly do: 'lose' | 'find'; readonly reason: string }
  | { readonly do: 'retire'; readonly reason: string; readonly approver: string }
  | { readonly do: 'give-key'; readonly fingerprint: string }
  | { readonly do: 'tell-key'; readonly publicKey: string }
  /** `shown`: the fingerprint that the station shows, as somebody reads it off; `known`: that of the key it has told. */
  | { readonly do: 'vouch'; readonly shown: string; readonly known: string | undefined }
  | CareCommand

export interface DeviceContext extends CareContext {
  /** To register: the number of a device that has this one, or one that is taken for it on a label. */
  readonly alike?: string | undefined
  /** To issue and lend. */
  readonly receiver?: Receiver
  /** To issue and lend: the article on cameras that stay where they are. */
  readonly fixed?: Citation | undefined
  /** The article on a device that fails. */
  readonly faults?: Citation | undefined
  /** To issue and lend: the manual that whoever gets it has not read, where the instruments want it followed. */
  readonly unread?: UnreadManual | undefined
  /** To report a fault: the device taken instead, where one is named. */
  readonly other?: { readonly id: string; readonly state: DeviceState }
  /** To acknowledge: in which parts the actor hears of faults of this device. */
  readonly hears?: readonly FaultHearer[]
  /** To hand its card over: whom the unit has named to receive recordings, where the instruments want somebody named. */
  readonly keepers?: Keepers | undefined
  /** The device's own id. */
  readonly id: string
}

export const deviceDecider: Decider<DeviceState, DeviceCommand, typeof deviceEvents, DeviceContext> = {
  evolve: evolveDevice,
  obstacles(state, command, context) {
    if (command.do === 'register') return registrationObstacles(command.facts, context)
    const device = begun(state)
    if (isCaring(command)) return careObstacles(device, command, context)
    switch (command.do) {
      case 'change':
        return [
          ...serviceObstacles(command.facts, context.at, device.holdings),
          ...(command.facts.unit === device.unit ? [] : movingObstacles(device)),
          ...(command.facts.kind === 'surveillance' ? inHandObstacles(device) : []),
        ]
      case 'note-fixed':
        return fixedCameraObstacles(device, command.noted, context.at)
      case 'issue':
        return [
          ...soundObstacles(device, 'issue', context),
          ...(command.from === undefined ? [] : holdingObstacles(device, command.from, context.at)),
          ...unitObstacles(device, gathered(context.receiver, 'receiver')),
          ...manualObstacles(context.unread),
        ]
      case 'lend':
        return [
          ...soundObstacles(device, 'lend', context),
          ...unitObstacles(device, gathered(context.receiver, 'receiver')),
          ...manualObstacles(context.unread),
        ]
      case 'check':
        return soundObstacles(device, 'check', context)
      case 'fault':
        return faultObstacles(device, command.fault, context)
      case 'answer-fault':
        return answerObstacles(device, command.answer, context)
      case 'see-charge':
        return soundObstacles(device, 'check', context)
      case 'acknowledge':
        return hearingObstacles(device, command.heard, context)
      case 'hand-card':
        return cardObstacles(device, command.receiver, context)
      case 'to-repair':
      case 'from-repair':
        return [...conditionObstacles(device, command.do), ...ownReport(device, context)]
      case 'give-key':
        return device.kind === 'docking-station' ? conditionObstacles(device, 'check') : [notAStation]
      case 'tell-key':
        return device.signingKey === undefined || device.signingKey === command.publicKey ? [] : [anotherKey]
      case 'vouch':
        return vouchObstacles(device, command, context)
      default:
        return conditionObstacles(device, command.do)
    }
  },
  decide(state, command, context) {
    const event = eventOf(state, command, context)
    return event ? [event] : []
  },
}

function eventOf(
  state: DeviceState | undefined,
  command: DeviceCommand,
  context: DeviceContext,
): HappeningOf<typeof deviceEvents> | undefined {
  const { at } = context
  if (isCaring(command)) return caring(begun(state), command, context)
  switch (command.do) {
    case 'register':
      return { kind: 'DeviceRegistered/1', body: command.facts }
    case 'change':
      return { kind: 'DeviceChanged/1', body: command.facts }
    case 'note-fixed':
      return { kind: 'FixedCameraNoted/1', body: command.noted }
    case 'issue':
      return { kind: 'DeviceIssued/1', body: { holder: command.holder, from: command.from ?? at } }
    case 'return':
      return { kind: 'DeviceReturned/1', body: { from: at } }
    case 'lend':
      return { kind: 'DeviceLent/1', body: { borrower: command.borrower, reason: command.reason, from: at } }
    case 'end-loan':
      return { kind: 'LoanEnded/1', body: { from: at } }
    case 'check': {
      const findings = findingsOf(command.done, command.limits)
      return { kind: 'PreShiftChecked/1', body: { ...command.done, findings, passed: findings.length === 0 } }
    }
    case 'fault': {
      const { fault, activity, to } = command
      return { kind: 'FaultReported/1', body: { ...fault, ...(activity !== undefined && { activity }), to } }
    }
    case 'answer-fault':
      return { kind: 'FaultAnswered/1', body: command.answer }
    case 'see-charge': {
      const { seen, activity, limits } = command
      const findings = chargeFindings(seen, limits)
      return { kind: 'ChargeSeen/1', body: { ...seen, findings, ...(activity !== undefined && { activity }) } }
    }
    case 'acknowledge': {
      const as = openPart(begun(state), context)
      const { heard, note } = command
      const said = { ...(heard && { heard }), ...(note !== undefined && { note }) }
      return as && { kind: 'FaultAcknowledged/1', body: { as, ...said } }
    }
    case 'hand-card':
      return { kind: 'CardHandedOver/1', body: { receiver: command.receiver } }
    case 'to-repair':
      return { kind: 'SentToRepair/1', body: { where: command.where, reason: command.reason } }
    case 'from-repair':
      return { kind: 'DeviceRepaired/1', body: { done: command.done } }
    case 'lose':
      return { kind: 'DeviceLost/1', body: { reason: command.reason } }
    case 'find':
      return { kind: 'DeviceFound/1', body: { reason: command.reason } }
    case 'retire':
      return { kind: 'DeviceRetired/1', body: { reason: command.reason, approver: command.approver } }
    case 'give-key':
      return { kind: 'StationKeyIssued/1', body: { fingerprint: command.fingerprint } }
    case 'tell-key':
      return state?.signingKey === command.publicKey
        ? undefined
        : { kind: 'StationSigningKeyTold/1', body: { publicKey: command.publicKey } }
    case 'vouch':
      return { kind: 'StationSigningKeyVouched/1', body: { publicKey: begun(state).signingKey ?? '' } }
  }
}

function registrationObstacles(facts: DeviceFacts, { at, alike }: DeviceContext): Obstacle[] {
  const late = serviceObstacles(facts, at)
  if (alike === undefined) return late
  const message =
    alike === facts.number
      ? text(`编号 ${alike} 已经登记过`, `The number ${alike} is registered already`)
      : text(
          `编号 ${facts.number} 与已登记的 ${alike} 看起来一样（0 与 O，1 与 I、L，2 与 Z，5 与 S，8 与 B，多或少一个横线），请核对设备标签；确是两台的，给新的一台另编一个不会认错的编号`,
          `The number ${facts.number} looks like ${alike}, which is registered (0 and O; 1, I and L; 2 and Z; 5 and S; 8 and B; a dash more or less): check the label; where they are two devices, give the new one a number nobody takes for the other`,
        )
  return [...late, { code: alike === facts.number ? 'number-taken' : 'number-alike', message, field: 'number' }]
}

/** Only what works goes out; of what does not, the article says so. */
function soundObstacles(device: DeviceState, act: DeviceAct, { faults, fixed }: DeviceContext): Obstacle[] {
  const isBroken = device.condition === 'faulty' || device.condition === 'at-repair'
  return conditionObstacles(device, act).map((one) => ({
    ...one,
    ...(isBroken && faults && { citation: faults }),
    ...(one.code === 'fixed-camera' && fixed && { citation: fixed }),
  }))
}

function faultObstacles(device: DeviceState, { since, otherDevice }: FaultReport, context: DeviceContext): Obstacle[] {
  const obstacles = conditionObstacles(device, 'fault')
  if (since !== undefined && since > context.at)
    obstacles.push({
      code: 'since-future',
      message: text('发生时间在将来', 'It cannot have failed at a time to come'),
      field: 'since',
    })
  return [...obstacles, ...otherObstacles(device, otherDevice, context)]
}

/** What is against the device that is said to have taken its place. */
function otherObstacles(device: DeviceState, otherDevice: string | undefined, context: DeviceContext): Obstacle[] {
  if (otherDevice === undefined) return []
  if (otherDevice === context.id)
    return [
      {
        code: 'same-device',
        message: text('替代设备不能是故障设备本身', 'The other device cannot be the faulty one'),
        field: 'otherDevice',
      },
    ]
  const other = gathered(context.other, 'other').state
  return [...conditionObstacles(other, 'check'), ...replacementObstacles(device, other)]
}

function answerObstacles(device: DeviceState, { otherDevice }: FaultAnswer, context: DeviceContext): Obstacle[] {
  if (device.openFault?.instead !== 'undecided')
    return [
      {
        code: 'fault-answered',
        message: text(
          '这台设备没有待写明处置方式的故障报告',
          'No report of this device waits for what was done instead',
        ),
      },
    ]
  return otherObstacles(device, otherDevice, context)
}

const ownReport = ({ openFault }: DeviceState, { actor }: DeviceContext): Obstacle[] =>
  openFault?.by === actor
    ? [
        {
          code: 'own-report',
          message: text(
            '自己报的故障，要由别人受理和排除',
            'Whoever reported a fault neither acknowledges it nor has it put right',
          ),
        },
      ]
    : []

/** The first of the actor's parts that has not heard of the open fault yet. */
const openPart = ({ openFault }: DeviceState, { hears }: DeviceContext): FaultHearer | undefined =>
  gathered(hears, 'hears').find((one) => !openFault?.acknowledged?.some((known) => known.as === one))

function hearingObstacles(device: DeviceState, heard: Instant | undefined, context: DeviceContext): Obstacle[] {
  const { openFault } = device
  if (!openFault)
    return [{ code: 'no-fault', message: text('这台设备没有待受理的故障报告', 'No fault of this device is open') }]
  const own = ownReport(device, context)
  if (own.length > 0) return own
  const obstacles: Obstacle[] = []
  if (openPart(device, context) === undefined)
    obstacles.push({
      code: 'acknowledged-already',
      message: text('这份故障报告已经受理', 'This report was acknowledged already'),
    })
  if (heard !== undefined && (heard > openFault.at || (openFault.since !== undefined && heard < openFault.since)))
    obstacles.push({
      code: 'heard-outside',
      message: text(
        '口头报告的时间应在故障发生以后、书面报告以前',
        'It was told aloud after it failed and before it was written, or not at all',
      ),
      field: 'heard',
    })
  return obstacles
}

/** Who receives the recordings of a unit, by the article that has somebody named. */
export interface Keepers {
  readonly people: readonly string[]
  readonly citation: Citation
}

function cardObstacles(device: DeviceState, receiver: string, { actor, at, keepers }: DeviceContext): Obstacle[] {
  const cited = (code: string, zh: string, en: string): Obstacle => ({
    code,
    message: text(zh, en),
    field: 'receiver',
    ...(keepers && { citation: keepers.citation }),
  })
  const isGiver = holderAt(device, at) === actor.slice('person:'.length)
  return [
    ...(isGiver
      ? []
      : [
          {
            code: 'not-holder',
            message: text(
              `设备 ${device.number} 现在不在您手中，由使用人移交`,
              `Device ${device.number} is not in your hands: whoever has it hands its card over`,
            ),
          },
        ]),
    ...(keepers && keepers.people.length === 0
      ? [
          cited(
            'keeper-unnamed',
            '本单位还没有指定接收声像资料的专门人员：请负责人先在“职责”页指定',
            'The unit has named nobody to receive recordings: its leader names somebody under Duties first',
          ),
        ]
      : keepers && !keepers.people.includes(receiver)
        ? [
            cited(
              'keeper-other',
              '声像资料只能交给本单位指定的专门人员',
              'Recordings are handed over only to whom the unit has named',
            ),
          ]
        : []),
    ...(receiver === actor.slice('person:'.length)
      ? [cited('keeper-self', '移交人和接收人不能是同一人', 'Nobody hands a card over to themselves')]
      : []),
  ]
}

const notAStation: Obstacle = {
  code: 'not-a-station',
  message: text('只有采集站可以领取密钥', 'Only a docking station is given a key'),
}

/** Who gives a station its key could make one up: somebody else looks at the station itself before its word counts. */
function vouchObstacles(
  { keyIssuedBy, vouched, signingKey }: DeviceState,
  { shown, known }: { readonly shown: string; readonly known: string | undefined },
  { actor }: Pick<DeviceContext, 'actor'>,
): readonly Obstacle[] {
  if (signingKey === undefined)
    return [
      vouching(
        'signing-key-untold',
        '这台采集站还没有报送签名公钥：请先在采集站上运行 liuhen dock --introduce',
        'The station has told no signing key yet: run liuhen dock --introduce on it first',
      ),
    ]
  if (vouched !== undefined)
    return [vouching('signing-key-vouched', '这把公钥已经核对过了', 'This key was vouched for already')]
  return [
    ...(keyIssuedBy === actor
      ? [
          vouching(
            'own-station-key',
            '采集站密钥是您发的，签名公钥请另一人到采集站前核对',
            'You gave the station its key: somebody else compares the signing key, at the station',
          ),
        ]
      : []),
    ...(shown === known
      ? []
      : [
          vouching(
            'signing-key-differs',
            '与采集站报送的公钥指纹不同：请照采集站屏幕上显示的逐字输入；仍不相同的，报送的不是这台采集站，请信息中心查明',
            'That is not the fingerprint of the key that was told: enter what the station itself shows, letter by letter; where it still differs, another told it, and the information centre looks into it',
            'shown',
          ),
        ]),
  ]
}

const vouching = (code: string, zh: string, en: string, field?: string): Obstacle => ({
  code,
  message: text(zh, en),
  ...(field !== undefined && { field }),
})

/** The first key told since the station was given its own stands: whoever copies that one alone signs nothing. */
const anotherKey: Obstacle = {
  code: 'signing-key-other',
  message: text(
    '这台采集站登记的签名密钥是另一把。请不要清除存储卡；更换过采集站或其状态目录的，由信息中心在“设备”页重新生成密钥',
    'Another signing key is on record for this station. Do not clear the card; when the station or its state folder was replaced, the information centre makes a new key on the devices page',
  ),
}
