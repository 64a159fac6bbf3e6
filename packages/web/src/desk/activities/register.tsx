import { Activity } from '@liuhen/core/policy'
import { instantOf } from '@liuhen/core/kernel'
import { activityNames } from '@liuhen/core/vocabulary'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useMe, useReply } from '../../api/index.ts'
import { Action, DateField, ProblemNote, SelectField, useFieldProblems } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { fieldOf, momentOfField } from './times.ts'
import { usualKinds } from './usual.ts'
import { words } from './words.ts'

const MINUTE = 60_000
/** The first is the big button; the others stand below it. */
const LENGTHS = [15, 5, 30, 60] as const
const stale = ['dayCoverage', 'listActivities', 'workbench'] as const

/** Registers an activity without a case: a tap for its kind, a tap to begin it or to say that it just ended. */
export function Register() {
  const { t } = useWords()
  const me = useMe()
  const own = useReply('listActivities', { query: { officer: me?.id, limit: 200 } }, { when: me !== undefined })
  const [kind, setKind] = useState<Activity>()
  const [last, setLast] = useState<{ readonly id: string; readonly kind: Activity }>()
  const usual = usualKinds(own.data?.rows ?? [])
  const others = Activity.options.filter((one) => !usual.includes(one))
  return (
    <section className="sheet pad register" aria-label={t(words.register)}>
      {kind === undefined ? (
        <>
          <h3>{t(words.register)}</h3>
          <p className="muted small">{t(words.registerHint)}</p>
          <div className="big-buttons">
            {usual.map((one) => (
              <button key={one} type="button" className="button big" onClick={() => setKind(one)}>
                {t(activityNames[one])}
              </button>
            ))}
          </div>
          <SelectField
            label={t(words.otherKind)}
            value=""
            empty="—"
            onValue={(value) => setKind(Activity.parse(value))}
            options={others.map((value) => ({ value, label: t(activityNames[value]) }))}
          />
          {last && (
            <div className="note" role="status">
              {t(words.registered, { kind: t(activityNames[last.kind]) })}{' '}
              <Link to="/activities/$id" params={{ id: last.id }}>
                {t(words.addMore)}
              </Link>
            </div>
          )}
        </>
      ) : (
        <When
          kind={kind}
          onClose={() => setKind(undefined)}
          onDone={(id) => {
            setLast({ id, kind })
            setKind(undefined)
          }}
        />
      )}
    </section>
  )
}

function When({
  kind,
  onClose,
  onDone,
}: {
  readonly kind: Activity
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}) {
  const { t } = useWords()
  const act = useAct('registerActivity', { stale, done: ({ id }) => onDone(id) })
  const ended = (minutes: number) => {
    const now = Date.now()
    act.mutate({ body: { activity: kind, start: instantOf(now - minutes * MINUTE), end: instantOf(now) } })
  }
  const [usual, ...others] = LENGTHS
  return (
    <>
      <div className="row between">
        <h3>{t(activityNames[kind])}</h3>
        <Action onAct={onClose}>{t(words.another)}</Action>
      </div>
      <div className="big-buttons two">
        <button
          type="button"
          className="button big primary"
          aria-disabled={act.isPending}
          onClick={() => !act.isPending && act.mutate({ body: { activity: kind } })}
        >
          {t(words.startNow)}
        </button>
        <button
          type="button"
          className="button big"
          aria-disabled={act.isPending}
          onClick={() => !act.isPending && ended(usual)}
        >
          {t(words.justEnded, { n: usual })}
        </button>
      </div>
      <div className="row">
        <span className="muted small">{t(words.howLong)}</span>
        {others.map((n) => (
          <Action key={n} busy={act.isPending} onAct={() => ended(n)}>
            {t(words.minutes, { n })}
          </Action>
        ))}
      </div>
      <OtherTimes kind={kind} act={act} />
      <ProblemNote error={act.error} except={['start', 'end']} />
    </>
  )
}

function OtherTimes({
  kind,
  act,
}: {
  readonly kind: Activity
  readonly act: ReturnType<typeof useAct<'registerActivity'>>
}) {
  const { t, say } = useWords()
  const [start, setStart] = useState(() => fieldOf(instantOf(Date.now() - 30 * MINUTE)))
  const [end, setEnd] = useState(() => fieldOf(instantOf(Date.now())))
  const problem = useFieldProblems(act.error)
  const [from, to] = [momentOfField(start), momentOfField(end)]
  return (
    <details className="other-times" open={act.error !== null || undefined}>
      <summary>{t(words.otherTimes)}</summary>
      <div className="pair">
        <DateField
          label={t(words.start)}
          time
          value={start}
          onValue={setStart}
          wrong={problem('start') ?? (from ? undefined : say('fillIn'))}
        />
        <DateField
          label={`${t(words.end)}（${say('optional')}）`}
          time
          value={end}
          onValue={setEnd}
          wrong={problem('end')}
        />
      </div>
      <Action
        busy={act.isPending}
        onAct={() => from && act.mutate({ body: { activity: kind, start: from, ...(to && { end: to }) } })}
      >
        {t(words.send)}
      </Action>
    </details>
  )
}
