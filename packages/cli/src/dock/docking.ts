import type { Text } from '@liuhen/core/kernel'
import { text } from '@liuhen/core/kernel'
import type { CardFile, Skipped } from './card.ts'
import type { Clocks } from '@liuhen/core/intake'
import type { UploadOf } from './state.ts'

/** How one file fared. `failed` ones are still on the card and are taken up by the next run. */
export interface Outcome {
  readonly file: CardFile
  readonly state: 'preserved' | 'repeated' | 'quarantined' | 'failed'
  /** Why it was not preserved, and what to do. */
  readonly why?: Text
  /** Where its checked receipt was written. */
  readonly receipt?: string
  readonly recording?: string
  /** What was proven; there when a receipt is. */
  readonly of?: UploadOf
  readonly cleared: boolean
  /** Why it is still on the card although it was to be cleared. */
  readonly kept?: Text
}

/** What came of docking a card. */
export interface Docking {
  readonly outcomes: readonly Outcome[]
  readonly skipped: readonly Skipped[]
  readonly left: readonly string[]
  readonly unreadable: readonly string[]
  readonly clocks: Clocks
  readonly device: string | undefined
  readonly docking: string | undefined
  /** Why it ended before its time. */
  readonly stopped: Text | undefined
}

/** Told as a docking goes on. */
export interface Reporter {
  say(words: Text): void
  /** The files to come. */
  began(files: readonly CardFile[]): void
  /** How many bytes of a file have been read for its digest, or delivered. */
  progress(file: CardFile, phase: 'reading' | 'sending' | 'sealing', bytes: number): void
  ended(outcome: Outcome): void
}

const count = (outcomes: readonly Outcome[], state: Outcome['state']): number =>
  outcomes.filter((one) => one.state === state).length

/** The line of JSON a docking ends with. */
export function summaryOf({ outcomes, skipped, left, unreadable, clocks, device, docking, stopped }: Docking) {
  const troubled = outcomes.filter((one) => one.why !== undefined || one.kept !== undefined)
  return {
    files: outcomes.length,
    preserved: count(outcomes, 'preserved'),
    repeated: count(outcomes, 'repeated'),
    quarantined: count(outcomes, 'quarantined'),
    failed: count(outcomes, 'failed') + unreadable.length,
    cleared: outcomes.filter((one) => one.cleared).length,
    skipped: skipped.map((one) => one.path),
    notDocked: skipped.map(({ path, why, looks }) => ({ path, why, looks: looks ?? null })),
    left,
    unreadable,
    receipts: outcomes.flatMap((one) => one.receipt ?? []),
    troubles: troubled.map(({ file, state, why, kept }) => ({ path: file.path, state, why: why ?? kept })),
    clock: { station: clocks.station, camera: clocks.recorded ?? null },
    device: device ?? null,
    docking: docking ?? null,
    stopped: stopped ?? null,
  }
}

/**
 * Whether nothing is left for anybody to do: everything on the card is preserved but what the station was told to leave,
 * and what was to be cleared is.
 */
export const isWell = ({ outcomes, skipped, unreadable, stopped }: Docking): boolean =>
  stopped === undefined &&
  unreadable.length === 0 &&
  skipped.length === 0 &&
  outcomes.every((one) => (one.state === 'preserved' || one.state === 'repeated') && one.kept === undefined)

/** The end of a docking in one sentence. */
export function conclusionOf(done: Docking): Text {
  const { files, preserved, repeated, quarantined, failed, cleared, skipped } = summaryOf(done)
  const [zh, en] =
    skipped.length === 0
      ? ['', '']
      : [`；卡上另有 ${skipped.length} 个文件没有采集`, `; ${skipped.length} more on the card were not docked`]
  return text(
    `共 ${files} 个文件：已固化 ${preserved}，内容重复 ${repeated}，进入隔离区 ${quarantined}，未完成 ${failed}；已从卡上清除 ${cleared}${zh}`,
    `${files} files: ${preserved} preserved, ${repeated} were here already, ${quarantined} in quarantine, ${failed} not done; ${cleared} cleared from the card${en}`,
  )
}
