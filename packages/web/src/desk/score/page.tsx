import './score.css'
import type { BlankSheet } from '@liuhen/contract/score'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import type { Verdict } from '@liuhen/core/score'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useAct, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Await,
  PageHeader,
  ProblemNote,
  Restored,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { ItemForm } from './item.tsx'
import { asReckoned, totalOf, type Typed, untouched, verdictOf } from './verdict.ts'
import { words } from './words.ts'

/** 案卷评查表: every item of the standard beside what is reckoned of it, for a reviewer to give their verdicts on. */
export function SheetPage() {
  const { id = '' } = useParams({ strict: false })
  const { draw }: { draw?: string } = useSearch({ strict: false })
  const reply = useReply('openScoreSheet', { params: { id }, query: { ...(draw !== undefined && { draw }) } })
  return <Await reply={reply}>{(sheet) => <Filled key={`${id} ${draw ?? ''}`} sheet={sheet} />}</Await>
}

function Filled({ sheet }: { readonly sheet: BlankSheet }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { case: of, draw, blocks, items, obstacles } = sheet
  const kept = useDraft(`score-sheet ${of.id} ${draw ?? ''}`, t(words.sheet))
  const [typed, setTyped] = useDrafted<Record<string, Typed>>(kept, 'typed', {})
  const [remarks, setRemarks] = useDrafted(kept, 'remarks', '')
  const act = useAct('handInScoreSheet', {
    stale: [
      'openScoreSheet',
      'scoreSheetsOfCase',
      'listScoreSheets',
      'showDraw',
      'listDraws',
      'listFindings',
      'workbench',
    ],
    done: ({ id }) => {
      kept.forget()
      void navigate({ to: '/supervision/sheets/$id', params: { id } })
    },
  })
  const problem = useFieldProblems(act.error)
  const blank = untouched(sheet.latest ?? dayOf(instantOf(Date.now())))
  const formOf = (item: string): Typed => ({ ...blank, ...typed[item] })
  const verdicts = new Map<string, Verdict>(
    items.flatMap((one) => {
      const verdict = verdictOf(one, formOf(one.item))
      return verdict ? [[one.item, verdict] as const] : []
    }),
  )
  const missing = items.length - verdicts.size
  const submit = () =>
    act.mutate({
      params: { id: of.id },
      body: {
        ...(draw !== undefined && { draw }),
        verdicts: [...verdicts.values()],
        ...(remarks.trim().length > 1 && { words: remarks.trim() }),
        findings: items.flatMap(({ item }) => {
          const { fails, rectify, due, officer } = formOf(item)
          if (fails !== true || !rectify) return []
          const day = CalendarDate.safeParse(due)
          return [{ item, due: day.success ? day.data : sheet.on, ...(officer !== '' && { officer }) }]
        }),
      },
    })
  const takeOver = (block: string) =>
    setTyped((before) => ({
      ...before,
      ...Object.fromEntries(
        items
          .filter((one) => one.block === block && before[one.item]?.fails === undefined)
          .map((one) => [one.item, asReckoned(one, { ...blank, ...before[one.item] })]),
      ),
    }))
  return (
    <>
      <PageHeader title={`${t(words.sheet)}：${of.title}`}>{t(words.lead)}</PageHeader>
      <div className="stack">
        <Restored draft={kept} />
        {obstacles.length > 0 && (
          <div className="note zhe" role="status">
            {obstacles.map((one) => (
              <div key={one.code}>{t(one.message)}</div>
            ))}
            <Link to="/cases/$id" params={{ id: of.id }}>
              {t(words.readIt)}
            </Link>
          </div>
        )}
        {items.length === 0 && <div className="note zhe">{t(words.noStandard)}</div>}
        {blocks.map(({ block, title, points }) => (
          <section className="sheet" key={block} aria-label={t(title)}>
            <h2 className="group">
              <span>
                {t(title)} <small>{points > 0 && t(words.blockPoints, { n: points })}</small>
              </span>
              <Action kind="plain" onAct={() => takeOver(block)}>
                {t(words.asReckoned)}
              </Action>
            </h2>
            {items
              .filter((one) => one.block === block)
              .map((one) => (
                <ItemForm
                  key={one.item}
                  sheet={sheet}
                  of={one}
                  typed={formOf(one.item)}
                  onTyped={(now) => setTyped((before) => ({ ...before, [one.item]: now }))}
                  wrong={problem(one.item)}
                />
              ))}
          </section>
        ))}
        <section className="sheet pad">
          <AreaField label={t(words.remarks)} value={remarks} onValue={setRemarks} maxLength={2000} rows={2} />
        </section>
        <section className="sheet pad score-total">
          <div className="row between">
            <span>
              {t(words.reviewer)}{' '}
              <b>
                {missing > 0
                  ? t(words.notScored)
                  : t(words.ofPoints, { score: totalOf(sheet, verdicts), outOf: sheet.outOf })}
              </b>{' '}
              · {t(words.own)} {t(words.ofPoints, { score: sheet.own.score, outOf: sheet.outOf })}
            </span>
            <Action
              kind="primary"
              busy={act.isPending}
              why={missing > 0 || items.length === 0 ? t(words.missing, { n: missing }) : undefined}
              onAct={submit}
            >
              {t(words.handIn)}
            </Action>
          </div>
          <ProblemNote error={act.error} />
        </section>
      </div>
    </>
  )
}
