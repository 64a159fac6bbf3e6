import type { Arrival } from '../intake/index.ts'
import { because, Missing, type Obstacle, text } from '../kernel/index.ts'
import { begun, type Decider, gathered, type HappeningOf, type Moment } from '../stream/index.ts'
import { columnsOf, stubOf } from './columns.ts'
import {
  answeringObstacles,
  type Asked,
  confirmationObstacles,
  isAsked,
  isUnconfirmed,
  originOf,
  rejectionObstacles,
} from './doubts.ts'
import type {
  DutyExplanation,
  GapName,
  HandoverExplanation,
  InterruptionStatement,
  ProvenanceConfirmation,
  ProvenanceRejection,
} from './events.ts'
import { evolveRecording, lengthOf, type RecordingHistory, type RecordingState } from './state.ts'

/** What jobs find in a recording or make of it. */
export type Finding = HappeningOf<
  Pick<
    RecordingHistory,
    | 'ContainerRead/1'
    | 'TimesFound/1'
    | 'DerivativeMade/1'
    | 'StretchesFound/1'
    | 'RecordingDecoded/1'
    | 'DerivationFailed/1'
  >
>

/** What can be done with a recording. Nothing replaces or removes what the device wrote. */
export type RecordingCommand =
  /** Bytes that were kept: a recording of their own, or one more arrival of those that are there. */
  | { readonly do: 'preserve'; readonly arrival: Arrival }
  | { readonly do: 'note'; readonly found: readonly Finding[] }
  /** What failed is tried again; `isWaiting`: something waits for its next try anyhow. */
  | { readonly do: 'retry'; readonly isWaiting: boolean }
  | { readonly do: 'mark'; readonly marker: string; readonly position: number; readonly label: string }
  | { readonly do: 'unmark'; readonly marker: string; readonly reason: string }
  | { readonly do: 'annotate'; readonly annotation: string; readonly text: string }
  | { readonly do: 'name-officer'; readonly officer: string; readonly reason: string }
  | { readonly do: 'explain-handover'; readonly said: HandoverExplanation }
  | { readonly do: 'explain-duty'; readonly said: DutyExplanation }
  | { readonly do: 'explain-interruption'; readonly statement: InterruptionStatement }
  | { readonly do: 'confirm'; readonly given: ProvenanceConfirmation }
  | { readonly do: 'reject'; readonly given: ProvenanceRejection }
  /** A warrant on record destroys it: what is left is its stub. */
  | { readonly do: 'dispose'; readonly disposal: string }

export interface RecordingContext extends Moment {
  /** Of the recording itself. */
  readonly id: string
  /** To explain an interruption: those beside the recordings of its device and day. */
  readonly gaps?: readonly GapName[]
  /** How long the recording is into which a reason was spoken, in milliseconds. */
  readonly spoken?: number
  /** To confirm or reject: who is asked. To name an officer: who could have confirmed, or nobody. */
  readonly asked?: Asked
  /** To confirm, or to name an officer: the units of the device and the person named, as far as any is. */
  readonly units?: readonly string[]
  /** To explain what was recorded off duty: whether it was, by the rosters. */
  readonly outsideDuty?: boolean
}

export const recordingDecider: Decider<RecordingState, RecordingCommand, RecordingHistory, RecordingContext> = {
  evolve: evolveRecording,
  obstacles(state, command, context) {
    if (command.do === 'preserve') return []
    const recording = begun(state)
    if (recording.disposed) return command.do === 'dispose' ? [] : [gone]
    switch (command.do) {
      case 'dispose':
      case 'note':
      case 'annotate':
        return []
      case 'retry':
        return command.isWaiting || recording.failed.length > 0 ? [] : [nothingToRetry]
      case 'mark':
        return command.position > (lengthOf(recording) ?? Number.POSITIVE_INFINITY) ? [outside] : []
      case 'unmark':
        if (recording.markers.some((one) => one.marker === command.marker)) return []
        throw because(Missing, 'marker-unknown', '没有这个标记', 'There is no such marker')
      case 'name-officer':
        return annotatingObstacles(recording, command.officer, context)
      case 'explain-handover':
        return handoverObstacles(recording, command.said)
      case 'explain-duty':
        return gathered(context.outsideDuty, 'outsideDuty') ? [] : [onDuty]
      case 'explain-interruption':
        return interruptionObstacles(command.statement, context)
      case 'confirm':
        return confirmingObstacles(recording, command.given, context)
      case 'reject':
        return rejectionObstacles(recording, gathered(context.asked, 'asked'))
    }
  },
  decide(state, command, { id, units }) {
    switch (command.do) {
      case 'dispose': {
        const recording = begun(state)
        if (recording.disposed) return []
        return [{ kind: 'RecordingDisposed/1', body: stubOf(id, recording, command.disposal) }]
      }
      case 'preserve':
        return [{ kind: state ? 'ArrivalRepeated/2' : 'RecordingPreserved/2', body: command.arrival }]
      case 'note':
        return command.found
      case 'retry': {
        const steps = [...new Set(begun(state).failed.map((one) => one.step))]
        return steps.length > 0 ? [{ kind: 'DerivationRetried/1', body: { steps } }] : []
      }
      case 'mark': {
        const { marker, position, label } = command
        return [{ kind: 'MarkerAdded/1', body: { marker, position, label } }]
      }
      case 'unmark':
        return [{ kind: 'MarkerWithdrawn/1', body: { marker: command.marker, reason: command.reason } }]
      case 'annotate':
        return [{ kind: 'AnnotationAdded/1', body: { annotation: command.annotation, text: command.text } }]
      case 'name-officer':
        return [{ kind: 'OfficerAnnotated/1', body: { officer: command.officer, reason: command.reason } }]
      case 'explain-handover':
        return [{ kind: 'HandoverExplained/1', body: command.said }]
      case 'explain-duty':
        return [{ kind: 'DutyExplained/1', body: command.said }]
      case 'explain-interruption':
        return [{ kind: 'InterruptionExplained/1', body: command.statement }]
      case 'confirm': {
        const [unit] = units ?? []
        return [{ kind: 'ProvenanceConfirmed/1', body: { ...command.given, ...(unit !== undefined && { unit }) } }]
      }
      case 'reject':
        return [{ kind: 'ProvenanceRejected/1', body: command.given }]
    }
  },
}

const onDuty: Obstacle = {
  code: 'not-outside-duty',
  message: text(
    '这份音像不在勤务以外，或者排班没有登记，不需要说明',
    'It was recorded on duty, or no roster says: nothing is to be explained',
  ),
}

const gone: Obstacle = {
  code: 'recording-disposed',
  message: text(
    '这份音像已经依法销毁，只留下登记：不能再办理',
    'This recording was lawfully disposed of and only its entry is left: nothing more can be done with it',
  ),
}

const outside: Obstacle = {
  code: 'outside-recording',
  message: text('标记的位置超出了这段音像的长度', 'That moment lies beyond the end of the recording'),
  field: 'position',
}

const nothingToRetry: Obstacle = {
  code: 'nothing-to-retry',
  message: text('这份音像没有需要重新进行的处理', 'Nothing of this recording waits to be tried again'),
}

const ownClaim: Obstacle = {
  code: 'own-claim',
  message: text(
    '不能把音像认定为自己摄录，请由其他有权限的人决定',
    'Nobody decides that a recording is their own: another who may must',
  ),
  field: 'officer',
}

/**
 * Nobody names themselves. Who recorded a file of which no device was asked is said together with where it is from, by
 * somebody who did not send it; what they said is put right by somebody only who could have said it: an annotation alone
 * would let the sender attribute it.
 */
function annotatingObstacles(state: RecordingState, officer: string, context: RecordingContext): Obstacle[] {
  if (context.actor === `person:${officer}`) return [ownClaim]
  if (isAsked(originOf(state))) return []
  if (isUnconfirmed(state)) {
    const message = text(
      '这份音像的来源还没有核实，请由能核实的人用“确认来源”一并说明设备和录制人',
      'Nobody has confirmed where this recording is from: whoever can says so, with device and person, by confirming its origin',
    )
    return [{ code: 'origin-unconfirmed', message }]
  }
  const { asked, units = [] } = context
  if (asked === undefined) return [confirmedByOthers]
  return [...answeringObstacles(state, asked, officer), ...otherUnit(asked, units)]
}

const confirmedByOthers: Obstacle = {
  code: 'not-asked',
  message: text(
    '录制人已随来源一并核实，由能核实来源的人更正：录制人所在单位的负责人或者法制部门',
    'Who recorded it was confirmed with where it is from: whoever may confirm that puts it right, the head of the unit or the legal section',
  ),
}

function handoverObstacles(state: RecordingState, { returned }: HandoverExplanation): Obstacle[] {
  const { end_at, arrived_at } = columnsOf('', state)
  if (returned >= end_at && returned <= arrived_at) return []
  const message = text(
    '返回单位的时间应在摄录结束之后、采集之前',
    'The return to the unit lies after the end of the recording and before it was docked',
  )
  return [{ code: 'return-outside', message, field: 'returned' }]
}

/** A passage may end with the sound, which a container rounds up. */
const ROUNDED = 1000

/** An interruption is explained that is really there; a spoken explanation names a passage inside its recording. */
function interruptionObstacles(statement: InterruptionStatement, context: RecordingContext): Obstacle[] {
  const { after, before } = statement.gap
  const isBeside = context.id === after || context.id === before
  const isThere = gathered(context.gaps, 'gaps').some((gap) => gap.after === after && gap.before === before)
  const obstacles: Obstacle[] = []
  if (!isBeside || !isThere)
    obstacles.push({
      code: 'gap-unknown',
      message: text(
        '这份音像旁边没有这个缺口，可能已随新到的片段补上，请刷新后再看',
        'There is no such gap beside this recording; a segment that arrived meanwhile may have closed it. Look again',
      ),
    })
  if (statement.form === 'written') return obstacles
  const isInside = statement.from < statement.to && statement.to <= gathered(context.spoken, 'spoken') + ROUNDED
  if (!isInside)
    obstacles.push({
      code: 'passage-outside',
      message: text('口述说明的起止时间不在这段音像之内', 'The spoken passage does not lie inside that recording'),
      field: 'to',
    })
  return obstacles
}

function confirmingObstacles(
  state: RecordingState,
  { officer }: ProvenanceConfirmation,
  { asked, units = [] }: RecordingContext,
): Obstacle[] {
  const who = gathered(asked, 'asked')
  return [...confirmationObstacles(state, who, officer), ...otherUnit(who, units)]
}

function otherUnit(who: Asked, units: readonly string[]): Obstacle[] {
  if (units.every((one) => !who.units || who.units.includes(one))) return []
  const message = text(
    '只能确认为本单位的设备和人员',
    'It can be confirmed to be of a device and a person of your own unit only',
  )
  return [{ code: 'other-unit', message }]
}
