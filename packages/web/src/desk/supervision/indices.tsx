import type { Indices } from '@liuhen/contract/supervision'
import { dayOf, instantOf } from '@liuhen/core/kernel'
import {
  daysOfPeriod,
  indexKinds,
  periodAround,
  periodBefore,
  periodName,
  tenths,
  trendSvg,
} from '@liuhen/core/supervision'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Empty, SelectField, Table, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Heading, SupervisionFrame } from './frame.tsx'
import { GoalForm, GoalList, wantedOf } from './goals.tsx'
import { goalStandsNames, levelNames, words } from './words.ts'

type Level = Indices['level']

/** The quarters, months and years that lie behind, the present ones first. */
function periods(): string[] {
  const today = dayOf(instantOf(Date.now()))
  const found: string[] = []
  let days = periodAround('quarter', today)
  for (let i = 0; i < 6; i++) {
    found.push(`${days.firstDay.slice(0, 4)}-Q${Math.ceil(Number(days.firstDay.slice(5, 7)) / 3)}`)
    days = periodBefore('quarter', days.firstDay)
  }
  let month = periodAround('month', today)
  for (let i = 0; i < 12; i++) {
    found.push(month.firstDay.slice(0, 7))
    month = periodBefore('month', month.firstDay)
  }
  const year = Number(today.slice(0, 4))
  return [...found, String(year), String(year - 1)]
}

/** 考评指标: figures of a quarter or a year, each of which leads to the rows behind it. */
export function IndicesPage() {
  const { t, say } = useWords()
  const may = useMay()
  const [all] = useState(periods)
  const [period, setPeriod] = useState(all[0] ?? '')
  const [level, setLevel] = useState<Level>('unit')
  const reply = useReply('indices', { query: { period, level } }, { keep: true })
  const [setting, setSetting] = useState(false)
  return (
    <SupervisionFrame
      title={words.indices}
      lead={words.indicesHow}
      actions={may('setIndexGoal') && <Action onAct={() => setSetting(true)}>{t(words.setGoal)}</Action>}
    >
      <section className="sheet pad">
        <div className="pair">
          <SelectField
            label={t(words.period)}
            value={period}
            onValue={setPeriod}
            options={all.map((value) => ({ value, label: t(periodName(value)) }))}
          />
          <SelectField
            label={t(words.level)}
            value={level}
            onValue={(value) => setLevel(value as Level)}
            options={(Object.keys(levelNames) as Level[]).map((value) => ({ value, label: t(levelNames[value]) }))}
          />
        </div>
        <div className="row">
          {may('indicesCsv') && level !== 'device' && (
            <a href={`/api/supervision/indices.csv?period=${period}&level=${level}`} download>
              {say('exportCsv')}
            </a>
          )}
          <Link to="/assessment">{t(words.quarterly)}</Link>
        </div>
      </section>
      <Await reply={reply}>{(found) => <Figures {...found} />}</Await>
      <GoalList />
      {setting && <GoalForm onClose={() => setSetting(false)} />}
    </SupervisionFrame>
  )
}

function Figures({ rows, level, period, asked, trend, goals }: Indices) {
  const { t, say } = useWords()
  const days = daysOfPeriod(period)
  const span = { from: days?.firstDay, to: days?.lastDay }
  const whose = (id: string) =>
    level === 'officer' ? { officer: id } : level === 'device' ? { device: id } : { unit: id }
  const findings = (id: string, n: number) =>
    n === 0 ? (
      0
    ) : (
      <Link to="/supervision/findings" search={{ ...whose(id), ...span }}>
        {n}
      </Link>
    )
  const recordings = (id: string, n: number, state?: 'needs-explanation') =>
    n === 0 ? (
      0
    ) : (
      <Link to="/recordings" search={{ ...whose(id), ...span, ...(state && { state }) }}>
        {n}
      </Link>
    )
  return (
    <>
      <section className="sheet">
        {rows.length === 0 ? (
          <Empty title={t(words.noIndices)} mark="无">
            {t(words.noIndicesHint)}
          </Empty>
        ) : (
          <Table
            caption={t(words.indices)}
            rows={rows}
            rowKey={(one) => one.id}
            columns={[
              {
                key: 'name',
                head: t(words.name),
                lead: true,
                cell: (one) => (
                  <>
                    <b>{one.name}</b> <span className="muted small">{one.unit?.name}</span>
                  </>
                ),
              },
              {
                key: 'recordings',
                head: say('recordings'),
                right: true,
                cell: (one) => recordings(one.id, one.recordings),
              },
              {
                key: 'late',
                head: t(words.late),
                right: true,
                cell: (one) => (
                  <p>
                    {one.late === 0 ? 0 : <a href="#lates">{one.late}</a>}{' '}
                    <span className="muted small">/ {one.due}</span>
                  </p>
                ),
              },
              {
                key: 'gaps',
                head: t(words.interruptions),
                right: true,
                cell: (one) => recordings(one.id, one.openGaps, 'needs-explanation'),
              },
              ...(level === 'device'
                ? []
                : [
                    {
                      key: 'emergencies',
                      head: t(words.unjustified),
                      right: true,
                      cell: (one: Indices['rows'][number]) => (
                        <p>
                          {one.emergencies.filter((each) => each.justified === false).length}{' '}
                          <span className="muted small">/ {one.emergencies.length}</span>
                        </p>
                      ),
                    },
                  ]),
              { key: 'findings', head: t(words.problems), right: true, cell: (one) => findings(one.id, one.findings) },
              {
                key: 'score',
                head: t(words.score),
                right: true,
                cell: (one) =>
                  one.score === undefined ? <span className="muted">{t(words.unchecked)}</span> : <b>{one.score}</b>,
              },
              ...goals.map(({ index, goal, graceEnds }) => ({
                key: `goal ${index}`,
                head: `${t(indexKinds[index].title)} ${wantedOf(index, goal)}`,
                right: true,
                cell: (one: Indices['rows'][number]) => {
                  const of = one.goals.find((each) => each.index === index)
                  return of ? (
                    <>
                      {tenths(of.figure)}
                      {indexKinds[index].unit}{' '}
                      <Tag {...(of.stands === 'missed' && { tone: 'zhu' as const })}>
                        {t(goalStandsNames[of.stands], { until: graceEnds })}
                      </Tag>
                    </>
                  ) : (
                    <span className="muted">{t(words.noFigure)}</span>
                  )
                },
              })),
            ]}
          />
        )}
      </section>
      {rows.some((one) => one.lates.length > 0) && (
        <section className="sheet pad" id="lates">
          <Heading>{t(words.late)}</Heading>
          {rows.some((one) => one.lates.length < one.late) && <p className="muted small">{t(words.firstLates)}</p>}
          <ul>
            {rows.flatMap((one) =>
              one.lates.map((late) => (
                <li key={late.recording} className="small">
                  {one.name} {late.device}{' '}
                  <Link to="/recordings/$id" params={{ id: late.recording }}>
                    {late.fileName}
                  </Link>{' '}
                  {t(words.hoursLate, { hours: Math.ceil(late.milliseconds / 3_600_000) })}
                </li>
              )),
            )}
          </ul>
        </section>
      )}
      {rows.some((one) => one.emergencies.length > 0) && (
        <section className="sheet pad">
          <Heading>{t(words.emergencies)}</Heading>
          <ul>
            {rows.flatMap((one) =>
              one.emergencies.map(({ request, at, justified }) => (
                <li key={request} className="small">
                  {one.name}{' '}
                  <Link to="/requests" hash={request}>
                    <Time at={at} />
                  </Link>{' '}
                  {justified === true ? (
                    t(words.wasJustified)
                  ) : (
                    <Tag tone={justified === false ? 'zhu' : 'zhe'}>
                      {t(justified === false ? words.wasUnjustified : words.notLookedInto)}
                    </Tag>
                  )}
                </li>
              )),
            )}
          </ul>
        </section>
      )}
      <section className="sheet pad">
        <Heading>{t(words.trend)}</Heading>
        <div
          style={{ maxWidth: 420 }}
          // What the function writes holds nothing but figures and names of periods.
          dangerouslySetInnerHTML={{
            __html: trendSvg(
              t(words.trend),
              trend.map((one) => ({ label: t(periodName(one.period)).replace(' ', ''), value: one.findings })),
            ),
          }}
        />
        {goals
          .filter(({ index }) => index !== 'score')
          .map(({ index }) => (
            <figure key={index} style={{ maxWidth: 420, margin: 0 }}>
              <figcaption className="small">
                {t(indexKinds[index].title)} · {t(words.dashed)}
              </figcaption>
              <div
                dangerouslySetInnerHTML={{
                  __html: trendSvg(
                    t(indexKinds[index].title),
                    trend.map((one) => {
                      const of = one.goals.find((each) => each.index === index)
                      return {
                        label: t(periodName(one.period)).replace(' ', ''),
                        value: of?.figure === undefined ? undefined : of.figure / 10,
                        ...(of?.goal !== undefined && { goal: of.goal / 10 }),
                      }
                    }),
                  ),
                }}
              />
            </figure>
          ))}
        {asked.map((one) => (
          <p key={one.what.zh} className="small">
            {t(one.what)}：{one.levels.map((each) => t(levelNames[each])).join(' · ')}{' '}
            <Cited citations={one.citations} />
          </p>
        ))}
      </section>
    </>
  )
}
