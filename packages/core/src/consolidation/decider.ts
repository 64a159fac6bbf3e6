import { type Obstacle, text } from '../kernel/index.ts'
import { type Decider, type Moment, type Signed, signed } from '../stream/index.ts'
import type { Batch, consolidationEvents } from './events.ts'

/** A batch, and who confirmed it when. */
export type ConfirmedBatch = Batch & Signed

/** That what a unit recorded in a period, and is in no batch yet, is gathered. */
export interface ConfirmBatch {
  readonly do: 'confirm'
  readonly batch: Batch
}

export interface ConfirmContext extends Moment {
  /** What recordings of the batch lack of the labels that they are stored with. */
  readonly unlabelled?: readonly Obstacle[]
}

export const consolidationDecider: Decider<ConfirmedBatch, ConfirmBatch, typeof consolidationEvents, ConfirmContext> = {
  evolve: (_before, event) => ({ ...event.body, ...signed(event) }),
  obstacles: (_before, { batch }, { unlabelled = [] }) =>
    batch.recordings.length > 0 ? unlabelled : [nothingToGather],
  decide: (_before, { batch }) => [{ kind: 'RecordingsConsolidated/1', body: batch }],
}

const nothingToGather: Obstacle = {
  code: 'nothing-to-gather',
  message: text(
    '这一单位在这一期间没有待归集的音像，或本局制度没有要求定期归集',
    'Nothing of that unit and period waits to be gathered, or the rules of this bureau do not ask for it',
  ),
  field: 'lastDay',
}
