import { z } from 'zod'
import { type Text, text } from '../kernel/index.ts'
import type { RuleKind } from '../policy/index.ts'

/** What a recording is scored by. `asks`: the kinds of rules whose articles are proposed for it. */
interface LabelTold {
  readonly title: Text
  readonly asks: readonly RuleKind[]
}

export const scoringLabels = {
  bearing: { title: text('队容风纪', 'Bearing and dress'), asks: ['cadence'] },
  language: { title: text('文明用语', 'Civil language'), asks: ['cadence'] },
  certificate: { title: text('亮证', 'Showing the certificate'), asks: ['content', 'cadence'] },
  notice: { title: text('告知', 'Telling the party'), asks: ['notice', 'content', 'cadence'] },
  picture: { title: text('画面', 'Picture'), asks: ['content', 'recording', 'cadence'] },
  sound: { title: text('声音', 'Sound'), asks: ['content', 'recording', 'cadence'] },
  interruption: { title: text('中断', 'Interruption'), asks: ['continuity', 'interruption', 'cadence'] },
  time: { title: text('时间', 'Time'), asks: ['device', 'handover', 'cadence'] },
  file: { title: text('案卷', 'Case file'), asks: ['paper', 'cadence'] },
} as const satisfies Readonly<Record<string, LabelTold>>

/** What footage is scored by; a case file is scored as a whole. */
export const footageLabels = (Object.keys(scoringLabels) as ScoringLabel[]).filter((one) => one !== 'file')

export const ScoringLabel = z.enum(
  Object.keys(scoringLabels) as [keyof typeof scoringLabels, ...(keyof typeof scoringLabels)[]],
)
export type ScoringLabel = z.infer<typeof ScoringLabel>
