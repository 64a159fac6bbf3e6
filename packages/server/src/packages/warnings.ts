import type { PackageWarning } from '@liuhen/contract/packages'
import { text } from '@liuhen/core/kernel'
import { flagsOf, groupingOf, isRejected, isUnconfirmed, officerOf } from '@liuhen/core/recordings'
import { recordingOf, sameDay } from '../recordings/index.ts'
import type { Packages } from './commands.ts'

/**
 * What whoever makes a package of these recordings should know before it leaves the building: gaps that nobody has
 * explained, recordings of which nobody knows who made them, and what was only claimed. Throws Missing.
 */
export async function warningsOf(
  { db }: Pick<Packages, 'db'>,
  ids: readonly string[],
  redacted: ReadonlyMap<string, string>,
): Promise<PackageWarning[]> {
  const rows = await Promise.all([...new Set(ids)].map((id) => recordingOf(db, id)))
  const chosen = new Set(rows.map((row) => row.id))
  const days = new Map(rows.map((row) => [`${row.device_key} ${row.start_at.slice(0, 10)}`, row]))
  const open = new Map<string, readonly string[]>()
  for (const row of days.values())
    for (const gap of groupingOf(await sameDay(db, row)).gaps)
      if (!gap.explained && (chosen.has(gap.after) || chosen.has(gap.before)))
        open.set(
          gap.id,
          [gap.after, gap.before].filter((one) => chosen.has(one)),
        )
  const unknown = rows.filter(({ state }) => officerOf(state) === undefined).map((row) => row.id)
  const rejected = rows.filter(({ state }) => isRejected(state)).map((row) => row.id)
  const claimed = rows
    .filter(({ state }) => !isRejected(state) && (isUnconfirmed(state) || flagsOf(state).length > 0))
    .map((row) => row.id)
  const gaps = [...new Set([...open.values()].flat())]
  return [
    ...(redacted.size === 0
      ? []
      : [
          {
            about: 'goes-redacted' as const,
            message: text(
              `有 ${redacted.size} 份以经批准的遮挡副本代替原件，查看版和文字稿也不装入`,
              `${redacted.size} go as their approved redacted copies, without originals, view copies and transcripts`,
            ),
            recordings: [...redacted.keys()],
          },
        ]),
    ...(open.size === 0
      ? []
      : [
          {
            about: 'open-gap' as const,
            message: text(`有 ${open.size} 处中断没有说明`, `${open.size} interruptions are not explained`),
            recordings: gaps,
          },
        ]),
    ...(unknown.length === 0
      ? []
      : [
          {
            about: 'unknown-holder' as const,
            message: text(
              `有 ${unknown.length} 份不知是谁录制的，说明上写“未登记”`,
              `Of ${unknown.length} it is not known who recorded them; the statement will say so`,
            ),
            recordings: unknown,
          },
        ]),
    ...(rejected.length === 0
      ? []
      : [
          {
            about: 'rejected-claim' as const,
            message: text(
              `有 ${rejected.length} 份经核实所称来源不属实，会连同理由写进证据包`,
              `${rejected.length} were found not to be from where they are claimed to be; the package will say so, with the reason`,
            ),
            recordings: rejected,
          },
        ]),
    ...(claimed.length === 0
      ? []
      : [
          {
            about: 'unconfirmed-claim' as const,
            message: text(
              `有 ${claimed.length} 份带有未消除的标记（设备、持有人或时钟没有核实），会写进证据包`,
              `${claimed.length} are flagged: device, holder or clock was not confirmed; the package will say so`,
            ),
            recordings: claimed,
          },
        ]),
  ]
}
