import { dayOf, text } from '../kernel/index.ts'
import type { Citation, Instant, Obstacle } from '../kernel/index.ts'
import { isAdmitted, UNMADE } from '../procedure/index.ts'
import type { Act, EvidenceItem, Qualities } from '../procedure/index.ts'
import type { HappeningOf } from '../stream/index.ts'
import type { caseEvents } from './events.ts'
import type { CaseState, KeptEvidence } from './state.ts'

export type EvidenceCommand =
  | { readonly do: 'enter-evidence'; readonly evidence: EvidenceItem }
  | {
      readonly do: 'examine-evidence'
      readonly evidence: string
      readonly found: Qualities
      readonly reason?: string
      /** What it proves, of an item that does not say so yet. */
      readonly proves?: string
    }
  | { readonly do: 'strike-evidence'; readonly evidence: string; readonly reason: string }

/** 证据必须经查证属实，方可作为认定案件事实的根据: 行政处罚法 art. 46. */
const VERIFIED: Citation = { article: 'national/penalty-law/46' }

const one = (code: string, zh: string, en: string, more: Partial<Obstacle> = {}): Obstacle => ({
  code,
  message: text(zh, en),
  ...more,
})

const DECISIONS: readonly Act[] = ['penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot']

/** The decision that stands, which rests on what there was when it was made; none once it is revoked. */
export function standingDecision({ acts }: Pick<CaseState, 'acts'>): { readonly on: string } | undefined {
  const counting = acts.filter((kept) => kept.struck === undefined).map((kept) => kept.act)
  const last = counting.findLastIndex((act) => DECISIONS.includes(act.act))
  if (last < 0 || counting.slice(last + 1).some((act) => UNMADE.includes(act.act))) return undefined
  return counting[last]
}

/** What counts of the list: not what was struck, nor, while a decision stands, what came in after it. */
export const countingEvidence = (state: Pick<CaseState, 'acts' | 'evidence'>): readonly KeptEvidence[] => {
  const decided = standingDecision(state) !== undefined
  return (state.evidence ?? []).filter((item) => !item.struck && !(decided && item.afterDecision))
}

/** Everything in the way of an item being entered, examined or struck. */
export function evidenceObstacles(
  state: CaseState,
  command: EvidenceCommand,
  { at, actor }: { readonly at: Instant; readonly actor: string },
): readonly Obstacle[] {
  if (command.do === 'enter-evidence') return entering(state, command.evidence, at)
  const kept = state.evidence?.find((item) => item.id === command.evidence)
  if (kept === undefined) return [one('evidence-unknown', '本案没有这件证据', 'The case has no such item of evidence')]
  if (kept.struck) return [one('evidence-struck', '这件证据已经注销', 'It has been struck')]
  return [
    ...frozen(state, kept),
    ...(command.do === 'examine-evidence' && !isAdmitted(command.found) && command.reason === undefined
      ? [
          one('excluded-without-reason', '请写明哪一点不合、为什么', 'Say which quality it lacks, and why', {
            citation: VERIFIED,
            field: 'reason',
          }),
        ]
      : []),
    ...(command.do === 'examine-evidence' && command.proves !== undefined && kept.proves !== undefined
      ? [
          one(
            'proves-told',
            '这件证据已经写明证明事项：写错的，注销以后另行录入',
            'It says already what it proves: where that is wrong, it is struck and entered anew',
            { field: 'proves' },
          ),
        ]
      : []),
    ...(command.do === 'strike-evidence' && kept.entered.by === actor
      ? [one('struck-by-another', '注销要由录入人以外的人', 'Somebody other than who entered it strikes it')]
      : []),
  ]
}

/** What a decision rests on is as it was. */
function frozen(state: CaseState, kept: KeptEvidence): readonly Obstacle[] {
  const decision = kept.afterDecision ? undefined : standingDecision(state)
  if (decision === undefined) return []
  return [
    one(
      'evidence-frozen',
      `${decision.on} 已经作出决定：决定所依据的证据不能再改，有新的情况请另行录入`,
      `There is a decision of ${decision.on}: what it rests on stays as it is. Enter what is new by itself`,
      { citation: VERIFIED },
    ),
  ]
}

function entering({ acts, evidence = [] }: CaseState, item: EvidenceItem, at: Instant): readonly Obstacle[] {
  const counting = acts.filter((kept) => kept.struck === undefined)
  const whence = counting.find((kept) => kept.act.id === item.act)
  const tied = counting.some((kept) => kept.recordings.some(({ recording }) => recording === item.recording))
  return [
    ...(evidence.some((known) => known.id === item.id)
      ? [one('key-taken', '这个编号已经用过，请重新填写', 'This key is taken: fill the form in anew')]
      : []),
    ...(item.obtainedOn > dayOf(at)
      ? [
          one('evidence-in-future', `${item.obtainedOn} 还没有到`, `${item.obtainedOn} is yet to come`, {
            field: 'obtainedOn',
          }),
        ]
      : []),
    ...(item.act !== undefined && whence === undefined
      ? [one('act-unknown', '本案没有这一项行为', 'The case has no such act', { field: 'act' })]
      : []),
    ...(whence !== undefined && whence.act.on !== item.obtainedOn
      ? [
          one(
            'evidence-not-of-act',
            `所选行为是 ${whence.act.on} 的，取得日期写的是 ${item.obtainedOn}`,
            `That act was on ${whence.act.on}, and it is said to have been obtained on ${item.obtainedOn}`,
            { field: 'obtainedOn' },
          ),
        ]
      : []),
    ...(item.recording !== undefined && !tied
      ? [
          one(
            'recording-not-tied',
            '这段音像没有关联到本案的行为：请先关联，再列为证据',
            'That recording is tied to no act of the case: tie it first',
            { field: 'recording' },
          ),
        ]
      : []),
    ...(item.recording !== undefined &&
    evidence.some((known) => known.struck === undefined && known.recording === item.recording)
      ? [
          one('evidence-twice', '这段音像已经列为证据', 'That recording is listed already', {
            field: 'recording',
          }),
        ]
      : []),
  ]
}

export function evidenceHappening(state: CaseState, command: EvidenceCommand): HappeningOf<typeof caseEvents> {
  switch (command.do) {
    case 'enter-evidence': {
      const { evidence } = command
      const isLate = standingDecision(state) !== undefined
      return { kind: 'CaseEvidenceEntered/1', body: { evidence, ...(isLate && { afterDecision: true }) } }
    }
    case 'examine-evidence': {
      const { evidence, found, reason, proves } = command
      const more = { ...(reason !== undefined && { reason }), ...(proves !== undefined && { proves }) }
      return { kind: 'CaseEvidenceExamined/1', body: { evidence, found, ...more } }
    }
    case 'strike-evidence':
      return { kind: 'CaseEvidenceStruck/1', body: { evidence: command.evidence, reason: command.reason } }
  }
}
