import { because, Corrupt } from '../kernel/index.ts'
import { checkDrawOf, type DrawCheck, DrawFile, type DrawForm, type DrawProven } from '../supervision/index.ts'
import { inspectionDrawEvents } from './events.ts'
import { inspectionDrawStream } from './decider.ts'
import { type ListsFrozen, listsText, takeOf } from './state.ts'

const form: DrawForm<ListsFrozen> = {
  prefix: inspectionDrawStream.prefix,
  frozen: 'InspectionListsFrozen/1',
  drawn: 'InspectionDrawn/1',
  freezing: inspectionDrawEvents['InspectionListsFrozen/1'],
  drawing: inspectionDrawEvents['InspectionDrawn/1'],
  quota: takeOf,
  holds(freezing, _frozenAt, population) {
    if (listsText(freezing) === population) return
    throw because(
      Corrupt,
      'population-changed',
      '总体不是冻结时写入日志的两份名录，被改动过',
      'The population is not of the two lists that went into the log: it was changed',
    )
  },
}

/** Whether a file is of a draw for inspections, and not of a spot check. */
export const isInspectionDraw = (file: unknown): boolean =>
  DrawFile.safeParse(file).data?.frozen.event.kind === form.frozen

/** Draws objects and officers again and compares. Throws Corrupt as `checkDrawOf` does. */
export const checkInspectionDraw = (file: unknown, check: DrawCheck): Promise<DrawProven<ListsFrozen>> =>
  checkDrawOf(form, file, check)
