import type { ActivityView } from '@liuhen/contract/activities'
import type { ActivityDetails } from '@liuhen/core/activities'
import { instantOf } from '@liuhen/core/kernel'
import { activityNames } from '@liuhen/core/vocabulary'
import { useState } from 'react'
import { useAct, useMay, whose } from '../../api/index.ts'
import { Action, Cited, DateField, ProblemNote, Tag, TextField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { fieldOf, minuteDigits, momentOfField } from './times.ts'
import { words } from './words.ts'

const stale = ['showActivity', 'dayCoverage'] as const
type Picture = NonNullable<ActivityDetails['pictures']>[number]

/** What must be in the picture, point by point: seen in it, or why it does not occur here. */
export function Points({ view }: { readonly view: ActivityView }) {
  const { t } = useWords()
  const { points } = view.coverage
  if (points.length === 0) return null
  return (
    <section className="sheet">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.points)}
      </h2>
      {points.map((one) => (
        <Point key={one.point} view={view} point={one} />
      ))}
    </section>
  )
}

function Point({
  view: { row },
  point: { point, citations },
}: {
  readonly view: ActivityView
  readonly point: ActivityView['coverage']['points'][number]
}) {
  const { t, say } = useWords()
  const may = useMay()
  const [why, setWhy] = useState<string>()
  const act = useAct('annotateActivity', { stale, done: () => setWhy(undefined) })
  const pictures = row.details.pictures ?? []
  const told = pictures.find((one) => one.point === point)
  const tell = (picture: Picture) =>
    act.mutate({
      params: { id: row.id },
      body: {
        text: words.tellPoints.zh,
        corrects: { pictures: [...pictures.filter((one) => one.point !== point), picture] },
      },
    })
  return (
    <div className="to-do pad-line">
      <div>
        {point}{' '}
        <span className="small">
          <Cited citations={citations} />
        </span>
        {told && (
          <div>
            <Tag>{t(told.notHere === undefined ? words.seen : words.notHere)}</Tag>{' '}
            <span className="muted small">{told.notHere}</span>
          </div>
        )}
      </div>
      {why === undefined ? (
        !told && (
          <span className="row">
            <Action
              busy={act.isPending}
              onAct={() => tell({ point })}
              why={may('annotateActivity') ? undefined : t(whose('annotateActivity'))}
            >
              {t(words.seen)}
            </Action>
            {may('annotateActivity') && <Action onAct={() => setWhy('')}>{t(words.notHere)}</Action>}
          </span>
        )
      ) : (
        <form
          className="gap-form"
          onSubmit={(event) => {
            event.preventDefault()
            if (why.trim().length > 1) tell({ point, notHere: why.trim() })
          }}
        >
          <TextField label={t(words.notHereWhy)} value={why} onValue={setWhy} maxLength={500} autoFocus />
          <div className="row">
            <Action submit kind="primary" busy={act.isPending}>
              {say('save')}
            </Action>
            <Action onAct={() => setWhy(undefined)}>{say('cancel')}</Action>
          </div>
        </form>
      )}
      <ProblemNote error={act.error} />
    </div>
  )
}

/** What the party is told before or while it is filmed, and when it was. */
export function Notices({ view }: { readonly view: ActivityView }) {
  const { t } = useWords()
  const { notices } = view.coverage
  if (notices.length === 0) return null
  return (
    <section className="sheet">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.notices)}
      </h2>
      {notices.map((one) => (
        <Notice key={`${one.of} ${one.say}`} view={view} notice={one} />
      ))}
    </section>
  )
}

function Notice({
  view: { row },
  notice,
}: {
  readonly view: ActivityView
  readonly notice: ActivityView['coverage']['notices'][number]
}) {
  const { t } = useWords()
  const may = useMay()
  const [at, setAt] = useState(() => fieldOf(row.start))
  const act = useAct('annotateActivity', { stale })
  const given = row.details.notices ?? []
  const told = given.find((one) => (one.of ?? row.activity) === notice.of)
  const moment = momentOfField(at) ?? instantOf(Date.now())
  return (
    <div className="to-do pad-line">
      <div>
        “{notice.say}” {notice.of !== row.activity && <Tag>{t(activityNames[notice.of])}</Tag>}{' '}
        <span className="small">
          <Cited citations={notice.citations} />
        </span>
        {told && <div className="muted small">{t(words.noticeAt, { at: minuteDigits(told.at) })}</div>}
      </div>
      {!told && (
        <div className="row end">
          <DateField label={t(words.when)} time value={at} onValue={setAt} />
          <Action
            busy={act.isPending}
            why={may('annotateActivity') ? undefined : t(whose('annotateActivity'))}
            onAct={() =>
              act.mutate({
                params: { id: row.id },
                body: {
                  text: words.tellNotice.zh,
                  corrects: {
                    notices: [...given, { at: moment, ...(notice.of !== row.activity && { of: notice.of }) }],
                  },
                },
              })
            }
          >
            {t(words.noticeGiven)}
          </Action>
        </div>
      )}
      <ProblemNote error={act.error} />
    </div>
  )
}
