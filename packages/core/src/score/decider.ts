import type { z } from 'zod'
import { type CalendarDate, type Obstacle, text } from '../kernel/index.ts'
import { type Decider, type Moment, type Signed, signed, type StreamOf } from '../stream/index.ts'
import { scoreSheetEvents, type Verdict } from './events.ts'
import { type Part, partNames } from './part.ts'
import type { Band } from './score.ts'
import { type Computed, ownTaking, reckoned, type Sheet, type SheetItem } from './sheet.ts'

type Body = z.infer<(typeof scoreSheetEvents)['ScoreSheetHandedIn/1']>
export type ScoreSheet = Body & Signed

export interface HandInSheet {
  readonly do: 'hand-in'
  readonly case: string
  readonly unit: string
  readonly draw?: string | undefined
  readonly verdicts: readonly Verdict[]
  readonly words?: string | undefined
  readonly findings: readonly string[]
}

/** What the server knows of whoever scores, and of the case, before an item is looked at. */
export interface SheetStanding {
  /** By what they stand in the case themselves. */
  readonly parts: readonly Part[]
  /** They have opened the file since it was drawn, or since the case ended. */
  readonly read: boolean
  /** The case has ended. */
  readonly ended: boolean
  readonly drawn: boolean
  /** They have handed one in of the same case and sample. */
  readonly givenBefore: boolean
}

export interface SheetContext extends Moment, SheetStanding {
  readonly sheet: Sheet
  readonly acts: ReadonlySet<string>
  readonly papers: ReadonlySet<string>
  /** Recordings of the case, with their lengths in milliseconds. */
  readonly recordings: ReadonlyMap<string, number>
}

const obstacle = (code: string, zh: string, en: string, field?: string): Obstacle => ({
  code,
  message: text(zh, en),
  ...(field !== undefined && { field }),
})

/** Why somebody may not score this case, whatever they would find; empty where they may. */
export function sheetObstacles({ parts, read, ended, drawn, givenBefore }: SheetStanding): readonly Obstacle[] {
  const [zh, en] = [parts.map((one) => partNames[one].zh).join('、'), parts.map((one) => partNames[one].en).join(', ')]
  return [
    ...(parts.length > 0
      ? [obstacle('in-the-case', `您${zh}：由别人评查`, `You stand in this case (${en}): somebody else scores it`)]
      : []),
    ...(!ended && !drawn
      ? [obstacle('case-open', '案件还没有结案：结案以后评查', 'The case has not ended: it is scored once it has')]
      : []),
    ...(read
      ? []
      : [
          obstacle(
            'not-read',
            drawn
              ? '抽出以后您还没有打开过这件案卷：先看案卷，再评查'
              : '结案以后您还没有打开过这件案卷：先看案卷，再评查',
            drawn
              ? 'You have not opened the file since it was drawn: read it first, then score it'
              : 'You have not opened the file since the case ended: read it first, then score it',
          ),
        ]),
    ...(givenBefore
      ? [
          obstacle(
            'handed-in-already',
            '您已经交过这件案卷的评查表，不能再交；别人可以另交一份',
            'You have handed in a sheet of this file, and it stays; somebody else may hand in another',
          ),
        ]
      : []),
  ]
}

/** Whether a verdict takes what the system takes of it. What the system cannot tell nobody differs from by letting it be. */
export function agrees(
  {
    computed: { stands, points },
  }: { readonly computed: Pick<Computed, 'stands'> & { readonly points?: number | undefined } },
  verdict: Pick<Verdict, 'fails' | 'points'>,
): boolean {
  if (stands === 'lost') return verdict.fails && verdict.points === points
  return !verdict.fails
}

/** What is wrong with the verdict on one item, each with the item as its field. */
export function verdictObstacles(of: SheetItem, verdict: Verdict, about: PlacesOfCase): readonly Obstacle[] {
  const { item, most, say } = of
  const { fails, points, reason, place } = verdict
  const at = (code: string, zh: string, en: string) => obstacle(code, `「${say.zh}」${zh}`, `“${say.en}”: ${en}`, item)
  const isVeto = most === undefined
  const wrong: (Obstacle | false)[] = [
    points !== undefined &&
      (isVeto || !fails) &&
      at(
        'points-on-nothing',
        isVeto ? '是一票否决项，不计分' : '没有问题的不扣分',
        isVeto ? 'is a veto and costs no points' : 'what is in order costs nothing',
      ),
    fails && !isVeto && points === undefined && at('points-missing', '要写扣几分', 'say how many points it costs'),
    fails &&
      !isVeto &&
      points !== undefined &&
      (points <= 0 || points > most) &&
      at('points-outside', `扣分要大于 0、不超过 ${most} 分`, `it costs more than 0 and at most ${most} points`),
    reason === undefined &&
      !agrees(of, verdict) &&
      at(
        'reason-missing',
        fails ? '由您扣分，要写理由' : '与系统算的不一样，要写理由',
        fails ? 'you take these points: say why' : 'it differs from what was reckoned: say why',
      ),
    ...placeObstacles(place, about).map((one) => at(...one)),
  ]
  return wrong.filter((one) => one !== false)
}

type PlacesOfCase = Pick<SheetContext, 'acts' | 'papers' | 'recordings'>

function placeObstacles(
  place: Verdict['place'],
  { acts, papers, recordings }: PlacesOfCase,
): readonly (readonly [string, string, string])[] {
  if (place === undefined) return []
  const { act, paper, recording, position } = place
  const length = recording === undefined ? undefined : recordings.get(recording)
  const isElsewhere =
    (act !== undefined && !acts.has(act)) ||
    (paper !== undefined && !papers.has(paper)) ||
    (recording !== undefined && length === undefined)
  const isOutside = position !== undefined && (length === undefined || position > length)
  return [
    ...(isElsewhere
      ? [['place-elsewhere', '所指的不是本案的行为、文书或者音像', 'what it points at is not of this case'] as const]
      : []),
    ...(isOutside && !isElsewhere
      ? [['moment-outside', '标出的时刻不在这份音像之内', 'that moment lies outside the recording'] as const]
      : []),
  ]
}

function handingIn({ verdicts }: HandInSheet, context: SheetContext): readonly Obstacle[] {
  const { items } = context.sheet
  if (items.length === 0)
    return [
      obstacle(
        'no-standard',
        '本局选用的制度里没有案卷评查标准，不能逐项评查',
        'The instruments of the bureau have no standard for scoring files: there are no items to score',
      ),
    ]
  const known = new Map(items.map((one) => [one.item, one]))
  const given = new Set(verdicts.map((one) => one.item))
  const missing = items.filter((one) => !given.has(one.item))
  const strange = verdicts.find((one) => !known.has(one.item))
  return [
    ...sheetObstacles(context),
    ...(missing[0]
      ? [
          obstacle(
            'verdict-missing',
            `还有 ${missing.length} 项没有结论，第一项是「${missing[0].say.zh}」：每一项都要有结论才能提交`,
            `${missing.length} items have no verdict, the first “${missing[0].say.en}”: each has one before it is handed in`,
            missing[0].item,
          ),
        ]
      : []),
    ...(strange ? [obstacle('item-unknown', '评查表里没有这一项', 'The sheet has no such item', strange.item)] : []),
    ...(given.size < verdicts.length
      ? [obstacle('item-twice', '同一项写了两个结论', 'One item has two verdicts', 'verdicts')]
      : []),
    ...verdicts.flatMap((one) => {
      const of = known.get(one.item)
      return of ? verdictObstacles(of, one, context) : []
    }),
  ]
}

const articles = (of: { readonly citations: readonly { readonly article: string }[] }): string[] =>
  of.citations.map((one) => one.article)

function handedIn(command: HandInSheet, { sheet }: SheetContext): Body {
  const { case: of, unit, draw, verdicts, words, findings } = command
  const byItem = new Map(verdicts.map((one) => [one.item, one]))
  const own = reckoned(sheet, ownTaking(sheet))
  const { score, outOf, band } = reckoned(sheet, verdicts)
  return {
    case: of,
    unit,
    ...(draw !== undefined && { draw }),
    on: sheet.on,
    blocks: [...sheet.blocks],
    items: sheet.items.map((one) => {
      const { item: _item, ...verdict } = byItem.get(one.item) ?? { item: one.item, fails: false }
      const { stands, points, found } = one.computed
      return {
        item: one.item,
        block: one.block,
        say: one.say,
        articles: articles(one),
        ...(one.most !== undefined && { most: one.most }),
        computed: {
          stands,
          ...(points !== undefined && { points }),
          found: found.map(({ why, at, ...cited }) => ({
            why,
            articles: articles(cited),
            ...(at?.act !== undefined && { act: at.act }),
            ...(at?.paper !== undefined && { paper: at.paper }),
          })),
        },
        verdict,
      }
    }),
    outOf,
    own: { score: own.score, band: own.band },
    score,
    band,
    ...(words !== undefined && { words }),
    findings: [...findings],
  }
}

const decider: Decider<ScoreSheet, HandInSheet, typeof scoreSheetEvents, SheetContext> = {
  evolve: (_before, event) => ({ ...event.body, ...signed(event) }),
  obstacles: (before, command, context) =>
    before === undefined
      ? handingIn(command, context)
      : [obstacle('sheet-stays', '评查表交了就不再改动', 'A sheet that was handed in is not changed')],
  decide: (_before, command, context) => [{ kind: 'ScoreSheetHandedIn/1', body: handedIn(command, context) }],
}

interface SheetColumns {
  readonly case_id: string
  readonly unit: string
  readonly draw: string | null
  readonly on_day: CalendarDate
  readonly handed_in_at: string
  readonly handed_in_by: string
  readonly score: number
  readonly own_score: number
  readonly band: Band
}

export const scoreSheetStream = {
  prefix: 'score-sheet',
  events: scoreSheetEvents,
  decider,
  table: {
    name: 'score_sheets',
    columns: (one: ScoreSheet): SheetColumns => ({
      case_id: one.case,
      unit: one.unit,
      draw: one.draw ?? null,
      on_day: one.on,
      handed_in_at: one.at,
      handed_in_by: one.by,
      score: one.score,
      own_score: one.own.score,
      band: one.band,
    }),
  },
} as const satisfies StreamOf<ScoreSheet, typeof scoreSheetEvents, HandInSheet, SheetContext>
