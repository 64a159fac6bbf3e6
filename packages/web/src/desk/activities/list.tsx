import { beijing } from '@liuhen/core/kernel'
import { activityNames } from '@liuhen/core/vocabulary'
import { Link } from '@tanstack/react-router'
import { Cited, Table, Tag } from '../../parts/index.ts'
import { durationIn, useWords } from '../../words/index.ts'
import { type LaneActivity, lengthOf } from './lanes.ts'
import { minuteDigits } from './times.ts'
import { levelNames, words } from './words.ts'

/** The day's activities as a list: what was asked for, by which article, and how it was kept. */
export function DayList({ activities }: { readonly activities: readonly LaneActivity[] }) {
  const { t, say } = useWords()
  if (activities.length === 0) return null
  return (
    <section className="sheet">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.list)}
      </h2>
      <Table
        caption={t(words.list)}
        rows={activities}
        rowKey={(one) => one.row.id}
        columns={[
          {
            key: 'kind',
            head: t(words.kind),
            lead: true,
            cell: ({ row }) => (
              <Link to="/activities/$id" params={{ id: row.id }}>
                {minuteDigits(row.start)}
                {row.end && `–${minuteDigits(row.end)}`} <b>{row.ownKind ?? t(activityNames[row.activity])}</b>
              </Link>
            ),
          },
          {
            key: 'officer',
            head: say('officer'),
            cell: ({ row }) => [row.officer, ...row.colleagues].map((one) => one.name).join('、'),
          },
          { key: 'place', head: t(words.place), cell: ({ row }) => row.place ?? '' },
          {
            key: 'asked',
            head: t(words.asked),
            cell: ({ coverage }) =>
              coverage.required && (
                <>
                  {t(levelNames[coverage.required])}{' '}
                  <span className="small">
                    <Cited
                      citations={coverage.rules
                        .filter((one) => one.kind === 'recording')
                        .flatMap((one) => one.citations)}
                    />
                  </span>
                </>
              ),
          },
          { key: 'state', head: t(words.stateOf), cell: (one) => <State activity={one} /> },
        ]}
      />
    </section>
  )
}

/** Going on, awaited, complete, or how much is missing, uncertain or explained. */
export function State({ activity }: { readonly activity: Pick<LaneActivity, 'row' | 'coverage'> }) {
  const { t, language } = useWords()
  const { row, coverage } = activity
  const asked = coverage.required === 'must' || coverage.required === 'implied'
  const [missing, uncertain] = [lengthOf(activity, 'missing'), lengthOf(activity, 'uncertain')]
  const { awaiting } = coverage
  if (!asked && row.end !== undefined && !row.corrected) return null
  return (
    <span className="tags">
      {row.end === undefined && <Tag tone="act">{t(words.ongoing)}</Tag>}
      {awaiting?.until !== undefined && (
        <Tag tone="act">{t(words.awaitedUntil, { at: beijing(awaiting.until).slice(5, 16) })}</Tag>
      )}
      {asked && missing > 0 && <Tag tone="zhu">{t(words.missing, { long: durationIn(missing, language) })}</Tag>}
      {asked && !awaiting && uncertain > 0 && (
        <Tag tone="zhe">{t(words.uncertain, { long: durationIn(uncertain, language) })}</Tag>
      )}
      {asked && !awaiting && missing + uncertain === 0 && (
        <Tag>{t(lengthOf(activity, 'explained') > 0 ? words.allExplained : words.whole)}</Tag>
      )}
      {row.corrected && <Tag>{t(words.corrected)}</Tag>}
    </span>
  )
}
