import type { ScoreSheetRow } from '@liuhen/contract/score'
import { dayOf, instantOf } from '@liuhen/core/kernel'
import { periodAround, periodBefore, periodName } from '@liuhen/core/supervision'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, Empty, SelectField, Table, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Heading, SupervisionFrame } from '../supervision/frame.tsx'
import { bandNames } from '../volumes/words.ts'
import { signed } from './shown.tsx'
import { words } from './words.ts'

/** The quarters that lie behind, this one first, and two years. */
function periods(): string[] {
  const found: string[] = []
  let days = periodAround('quarter', dayOf(instantOf(Date.now())))
  for (let i = 0; i < 6; i++) {
    found.push(`${days.firstDay.slice(0, 4)}-Q${Math.ceil(Number(days.firstDay.slice(5, 7)) / 3)}`)
    days = periodBefore('quarter', days.firstDay)
  }
  const year = Number(found[0]?.slice(0, 4))
  return [...found, String(year), String(year - 1)]
}

/** 案卷评查表: the own score beside the reviewer's, by unit and sheet by sheet. */
export function SheetsPage() {
  const { t } = useWords()
  const navigate = useNavigate()
  const all = periods()
  const search: { period?: string; unit?: string } = useSearch({ strict: false })
  const { period = all[0] ?? '', unit } = search
  const reply = useReply('listScoreSheets', { query: { period, ...(unit !== undefined && { unit }) } }, { keep: true })
  const go = (to: { period?: string; unit?: string }) => void navigate({ to: '/supervision/sheets', search: to })
  const only = (id: string, what: string | number) => (
    <Link to="/supervision/sheets" search={{ period, unit: id }} hash="sheets">
      {what}
    </Link>
  )
  return (
    <SupervisionFrame title={words.sheets}>
      <section className="sheet pad">
        <SelectField
          label={t(words.period)}
          value={period}
          onValue={(value) => go({ period: value, ...(unit !== undefined && { unit }) })}
          options={[...new Set([...all, period])].map((value) => ({ value, label: t(periodName(value)) }))}
        />
        {unit !== undefined && (
          <Link to="/supervision/sheets" search={{ period }}>
            {t(words.allUnits)}
          </Link>
        )}
      </section>
      <Await reply={reply}>
        {({ rows, units }) =>
          rows.length === 0 ? (
            <section className="sheet">
              <Empty title={t(words.none)}>{t(words.noneHint)}</Empty>
            </section>
          ) : (
            <>
              <section className="sheet">
                <Heading>{t(words.byUnit)}</Heading>
                <Table
                  caption={t(words.byUnit)}
                  rows={units}
                  rowKey={(one) => one.unit.id}
                  columns={[
                    { key: 'unit', head: t(words.unit), lead: true, cell: (one) => <b>{one.unit.name}</b> },
                    { key: 'sheets', head: t(words.count), right: true, cell: (one) => only(one.unit.id, one.sheets) },
                    { key: 'cases', head: t(words.cases), right: true, cell: (one) => only(one.unit.id, one.cases) },
                    { key: 'own', head: t(words.own), right: true, cell: (one) => only(one.unit.id, one.own) },
                    { key: 'score', head: t(words.reviewer), right: true, cell: (one) => only(one.unit.id, one.score) },
                    {
                      key: 'difference',
                      head: t(words.difference),
                      right: true,
                      cell: (one) => only(one.unit.id, signed(one.difference)),
                    },
                    {
                      key: 'differing',
                      head: t(words.differing),
                      right: true,
                      cell: (one) => only(one.unit.id, t(words.items, { n: one.differing })),
                    },
                    { key: 'failed', head: t(words.failed), right: true, cell: (one) => only(one.unit.id, one.failed) },
                  ]}
                />
                <p className="muted small lead-in">{t(words.averageHint)}</p>
              </section>
              <section className="sheet" id="sheets">
                <Heading>{t(words.sheets)}</Heading>
                {rows.map((one) => (
                  <SheetLine key={one.id} {...one} />
                ))}
              </section>
            </>
          )
        }
      </Await>
    </SupervisionFrame>
  )
}

/** One sheet in a list: the reviewer's score, the own beside it, and the difference. */
export function SheetLine({
  id,
  case: of,
  unit,
  by,
  on,
  score,
  own,
  outOf,
  band,
  difference,
  findings,
}: ScoreSheetRow) {
  const { t } = useWords()
  return (
    <div className="task two">
      <div className="task-text">
        <Link to="/supervision/sheets/$id" params={{ id }}>
          <b>{of.title}</b>
        </Link>{' '}
        <Tag tone={band === 'failed' ? 'zhu' : undefined}>{t(bandNames[band])}</Tag>
        <div className="muted small">
          {unit.name} · {t(words.handedIn, { by, day: on })}
          {findings.length > 0 && (
            <>
              {' '}
              ·{' '}
              <Link to="/supervision/findings" search={{ sheet: id }}>
                {t(words.findings, { n: findings.length })}
              </Link>
            </>
          )}
        </div>
      </div>
      <div className="small">
        {t(words.reviewer)} <b>{t(words.ofPoints, { score, outOf })}</b>
        <br />
        {t(words.own)} {t(words.ofPoints, { score: own.score, outOf })} · {t(words.difference)} {signed(difference)}
      </div>
    </div>
  )
}
