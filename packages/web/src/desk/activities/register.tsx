import type { RuleSetView } from '@liuhen/contract/packs'
import { conditionObstacles } from '@liuhen/core/devices'
import { Activity } from '@liuhen/core/policy'
import { instantOf } from '@liuhen/core/kernel'
import { activityNames } from '@liuhen/core/vocabulary'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useMe, useReply } from '../../api/index.ts'
import {
  Action,
  type Draft,
  DateField,
  ProblemNote,
  SelectField,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Means } from './means.tsx'
import { fieldOf, momentOfField } from './times.ts'
import { usualKinds } from './usual.ts'
import { words } from './words.ts'

const MINUTE = 60_000
/** A kind of activity of the bureau's own. */
type OwnKind = RuleSetView['ownKinds'][number]
/** The first is the big button; the others stand below it. */
const LENGTHS = [15, 5, 30, 60] as const
const stale = ['dayCoverage', 'listActivities', 'workbench', 'unrecorded'] as const

/** Registers an activity without a case: a tap for its kind, a tap to begin it or to say that it just ended. */
export function Register() {
  const { t } = useWords()
  const me = useMe()
  const mine = useReply('listActivities', { query: { officer: me?.id, limit: 200 } }, { when: me !== undefined })
  const rules = useReply('ruleSet', { query: {} })
  const ours = rules.data?.ownKinds ?? []
  const [kind, setKind] = useState<Activity>()
  const [own, setOwn] = useState<OwnKind>()
  const [last, setLast] = useState<{ readonly id: string; readonly kind: Activity }>()
  const usual = usualKinds(mine.data?.rows ?? [])
  const others = Activity.options.filter((one) => !usual.includes(one))
  return (
    <section className="sheet pad register" aria-label={t(words.register)}>
      {kind === undefined ? (
        <>
          <h3>{t(words.register)}</h3>
          <p className="muted small">{t(words.registerHint)}</p>
          <div className="big-buttons">
            {usual.map((one) => (
              <button
                key={one}
                type="button"
                className="button big"
                onClick={() => {
                  setOwn(undefined)
                  setKind(one)
                }}
              >
                {t(activityNames[one])}
              </button>
            ))}
          </div>
          <SelectField
            label={t(words.otherKind)}
            value=""
            empty="—"
            onValue={(value) => {
              const ourKind = ours.find((one) => one.kind === value)
              setOwn(ourKind)
              setKind(ourKind ? 'other' : Activity.parse(value))
            }}
            options={[
              ...ours.map((one) => ({ value: one.kind, label: one.name })),
              ...others.map((value) => ({ value, label: t(activityNames[value]) })),
            ]}
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
          own={own}
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
  own,
  onClose,
  onDone,
}: {
  readonly kind: Activity
  readonly own: OwnKind | undefined
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}) {
  const { t } = useWords()
  const name = own?.name ?? t(activityNames[kind])
  const kept = useDraft(`register ${own?.kind ?? kind}`, name)
  const act = useAct('registerActivity', {
    stale,
    done: ({ id }) => {
      kept.forget()
      onDone(id)
    },
  })
  const carried = useWith()
  const body = {
    activity: kind,
    ...(own && { ownKind: own.kind }),
    ...(carried.chosen.length > 0 && { devices: [...carried.chosen] }),
  }
  const ended = (minutes: number) => {
    const now = Date.now()
    act.mutate({ body: { ...body, start: instantOf(now - minutes * MINUTE), end: instantOf(now) } })
  }
  const [usual, ...others] = LENGTHS
  return (
    <>
      <div className="row between">
        <h3>{name}</h3>
        <Action onAct={onClose}>{t(words.another)}</Action>
      </div>
      <With of={carried} />
      <div className="big-buttons two">
        <button
          type="button"
          className="button big primary"
          aria-disabled={act.isPending}
          onClick={() => !act.isPending && act.mutate({ body })}
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
      <OtherTimes body={body} act={act} kept={kept} />
      <ProblemNote error={act.error} except={['start', 'end']} />
      <Means kind={kind} />
    </>
  )
}

/** The devices in the viewer's own hands, those that work chosen until they say otherwise. */
function useWith() {
  const me = useMe()
  const devices = useReply('listDevices', undefined, { when: me !== undefined })
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const held = (devices.data ?? [])
    .filter((one) => me !== undefined && one.holder?.id === me.id && one.kind !== 'docking-station')
    .map((one) => ({ ...one, why: conditionObstacles(one, 'check')[0]?.message }))
  const chosen = held.filter((one) => !one.why && !left.has(one.id)).map((one) => one.id)
  const turn = (id: string) =>
    setLeft(left.has(id) ? new Set([...left].filter((one) => one !== id)) : new Set([...left, id]))
  return { held, chosen: chosen.slice(0, 5), turn }
}

/** What it is recorded with: what must then be docked. */
function With({ of: { held, chosen, turn } }: { readonly of: ReturnType<typeof useWith> }) {
  const { t } = useWords()
  if (held.length === 0) return null
  return (
    <fieldset className="row" style={{ border: 0, padding: 0 }} aria-label={t(words.recordedWith)}>
      <span className="muted small">{t(words.recordedWith)}</span>
      {held.map(({ id, number, why }) => (
        <label key={id} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            aria-disabled={why !== undefined}
            onChange={() => why === undefined && turn(id)}
          />
          {number}
          {why && <span className="zhe small"> {t(why)}</span>}
        </label>
      ))}
    </fieldset>
  )
}

function OtherTimes({
  body,
  act,
  kept,
}: {
  readonly body: { readonly activity: Activity; readonly ownKind?: string; readonly devices?: string[] }
  readonly act: ReturnType<typeof useAct<'registerActivity'>>
  readonly kept: Draft
}) {
  const { t, say } = useWords()
  const [start, setStart] = useDrafted(kept, 'start', () => fieldOf(instantOf(Date.now() - 30 * MINUTE)))
  const [end, setEnd] = useDrafted(kept, 'end', () => fieldOf(instantOf(Date.now())))
  const problem = useFieldProblems(act.error)
  const [from, to] = [momentOfField(start), momentOfField(end)]
  return (
    <details className="other-times" open={act.error !== null || kept.at !== undefined || undefined}>
      <summary>{t(words.otherTimes)}</summary>
      <Restored draft={kept} />
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
        onAct={() => from && act.mutate({ body: { ...body, start: from, ...(to && { end: to }) } })}
      >
        {t(words.send)}
      </Action>
    </details>
  )
}
