import { liabilityStream } from '../accountability/index.ts'
import { activityStream } from '../activities/index.ts'
import { feedKeyStream, reminderStream } from '../agenda/index.ts'
import { absenceStream, approvalStream } from '../approvals/index.ts'
import { caseStream } from '../case/index.ts'
import { consolidationStream } from '../consolidation/index.ts'
import { deviceStream, manualStream } from '../devices/index.ts'
import { discStream } from '../discs/index.ts'
import { disclosureQuestionStream, publicationStream } from '../disclosures/index.ts'
import { postStream, rosterStream, trainingStream } from '../duties/index.ts'
import { inspectionDrawStream } from '../inspections/index.ts'
import { dockingStream, quarantineStream, uploadStream } from '../intake/index.ts'
import { informantStream } from '../informants/index.ts'
import { clockStream, restoreStream } from '../machine/index.ts'
import { calendarStream, ruleSetStream } from '../packs/index.ts'
import { numberStream, paperStream } from '../paper/index.ts'
import {
  bureauStream,
  outsideStream,
  personStream,
  refusalStream,
  registerStream,
  signInStream,
  unitStream,
} from '../people/index.ts'
import { attemptStream, lookStream, packageStream, recordingStream, verificationStream } from '../recordings/index.ts'
import { handoutStream, requestStream, secrecyStream } from '../requests/index.ts'
import { disposalStream, keepingFactStream, retentionStream } from '../retention/index.ts'
import { redactionStream } from '../redactions/index.ts'
import { scoreSheetStream } from '../score/index.ts'
import { sealedCopyStream } from '../seals/index.ts'
import type { StreamType } from '../stream/index.ts'
import { volumeStream } from '../volumes/index.ts'
import {
  checkStream,
  circularStream,
  drawStream,
  findingStream,
  indexGoalStream,
  outsidePaperStream,
} from '../supervision/index.ts'

/**
 * Every type of stream there is: a new capability adds its own here and nowhere else, for its events to be written, folded
 * and kept, audited, and tampered with by `liuhen attack`.
 */
export const streamTypes = [
  bureauStream,
  unitStream,
  personStream,
  signInStream,
  registerStream,
  refusalStream,
  outsideStream,
  ruleSetStream,
  calendarStream,
  deviceStream,
  manualStream,
  dockingStream,
  uploadStream,
  quarantineStream,
  recordingStream,
  lookStream,
  attemptStream,
  verificationStream,
  packageStream,
  activityStream,
  consolidationStream,
  keepingFactStream,
  retentionStream,
  disposalStream,
  discStream,
  redactionStream,
  sealedCopyStream,
  checkStream,
  findingStream,
  drawStream,
  inspectionDrawStream,
  circularStream,
  outsidePaperStream,
  indexGoalStream,
  scoreSheetStream,
  informantStream,
  liabilityStream,
  postStream,
  rosterStream,
  trainingStream,
  caseStream,
  approvalStream,
  absenceStream,
  requestStream,
  secrecyStream,
  handoutStream,
  paperStream,
  numberStream,
  volumeStream,
  publicationStream,
  disclosureQuestionStream,
  feedKeyStream,
  reminderStream,
  clockStream,
  restoreStream,
] as const satisfies readonly StreamType[]

/** The type of a stream by its name, `device:<uuid>`; undefined for none of these. */
export const typeOf = (stream: string, types: readonly StreamType[] = streamTypes): StreamType | undefined =>
  types.find(({ prefix }) => stream.startsWith(`${prefix}:`))
