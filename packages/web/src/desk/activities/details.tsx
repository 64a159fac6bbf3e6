import type { ActivityView, CoverageFinding } from '@liuhen/contract/activities'
import type { ActivityCorrection } from '@liuhen/core/activities'
import { instantOf } from '@liuhen/core/kernel'
import { Activity } from '@liuhen/core/policy'
import { activityNames } from '@liuhen/core/vocabulary'
import { useAct, useMay, whose } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Cited,
  DateField,
  type Draft,
  ProblemNote,
  Restored,
  SelectField,
  Tag,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { fieldOf, minuteDigits, momentOfField } from './times.ts'
import { words } from './words.ts'

interface Part {
  readonly view: ActivityView
}
const stale = ['showActivity', 'dayCoverage', 'workbench', 'unrecorded'] as const
/** What an activity most often turns into on scene; the others stand in the list. */
const SUDDEN = 'uncooperative' satisfies Activity

/** What only those who were there can tell: when they arrived, what it became, why one camera was enough. */
export function Details({ view }: Part) {
  const { t } = useWords()
  const { asks } = view.coverage
  return (
    <section className="sheet">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.details)}
      </h2>
      {asks.arrival && <Arrival view={view} citations={asks.arrival} />}
      <Marks view={view} />
      {asks.oneCamera && (
        <Reason view={view} of="one-camera" told={view.row.details.oneCamera} citations={asks.oneCamera} />
      )}
      {asks.fallback && <Reason view={view} of="fallback" told={view.row.details.fallback} citations={asks.fallback} />}
      {asks.restriction && (
        <Reason view={view} of="restricted" told={view.row.details.restricted?.hindered} citations={asks.restriction} />
      )}
      <Losses view={view} />
    </section>
  )
}

/** One thing added to an activity: it stands in the journal as an annotation in these words. */
function useTell({ view }: Part, kept: Draft) {
  const may = useMay()
  const { t } = useWords()
  const act = useAct('annotateActivity', { stale, done: () => kept.forget() })
  return {
    act,
    why: may('annotateActivity') ? undefined : t(whose('annotateActivity')),
    tell: (text: string, corrects: Omit<ActivityCorrection, 'pictures'>) =>
      act.mutate({ params: { id: view.row.id }, body: { text, corrects } }),
  }
}

type Citations = CoverageFinding['citations']

function Arrival({ view, citations }: Part & { readonly citations: Citations }) {
  const { t } = useWords()
  const { arrived } = view.row.details
  const kept = useDraft(`arrival ${view.row.id}`, t(words.arrived))
  const [at, setAt] = useDrafted(kept, 'at', () => fieldOf(arrived ?? view.row.start))
  const { act, why, tell } = useTell({ view }, kept)
  const moment = momentOfField(at)
  return (
    <div className="to-do pad-line">
      <div>
        {t(words.arrivalAsked)}{' '}
        <span className="small">
          <Cited citations={citations} />
        </span>
        {arrived && <div className="muted small">{t(words.arrivedAt, { at: minuteDigits(arrived) })}</div>}
      </div>
      <div className="row end">
        <DateField label={t(words.arrived)} time value={at} onValue={setAt} />
        <Action
          busy={act.isPending}
          why={why ?? (moment ? undefined : t(words.momentMissing))}
          onAct={() => moment && tell(words.tellArrival.zh, { arrived: moment })}
        >
          {t(words.tellArrivalAct)}
        </Action>
      </div>
      <Restored draft={kept} />
      <ProblemNote error={act.error} />
    </div>
  )
}

function Marks({ view }: Part) {
  const { t, say } = useWords()
  const { row } = view
  const marks = row.details.marks ?? []
  const left = Activity.options.filter((one) => one !== row.activity && marks.every(({ mark }) => mark !== one))
  const kept = useDraft(`mark ${row.id}`, t(words.addMark))
  const [typed, setMark] = useDrafted(kept, 'mark', '')
  const mark = left.find((one) => one === typed) ?? ''
  const [at, setAt] = useDrafted(kept, 'at', () => fieldOf(row.end ?? instantOf(Date.now())))
  const { act, why, tell } = useTell({ view }, kept)
  const moment = momentOfField(at)
  const add = (which: Activity) =>
    tell(words.tellMark.zh, { marks: [...marks, { mark: which, ...(moment && { at: moment }) }] })
  return (
    <div className="to-do pad-line">
      <div>
        {t(words.marksAsked)}
        {marks.map((one) => (
          <div key={one.mark}>
            <Tag>{t(activityNames[one.mark])}</Tag>{' '}
            <span className="muted small">{one.at && t(words.since, { at: minuteDigits(one.at) })}</span>
          </div>
        ))}
      </div>
      <div className="row end">
        <DateField label={t(words.markAt)} time value={at} onValue={setAt} />
        {left.includes(SUDDEN) && (
          <Action kind="primary" busy={act.isPending} why={why} onAct={() => add(SUDDEN)}>
            {t(activityNames[SUDDEN])}
          </Action>
        )}
        <SelectField
          label={t(words.otherMark)}
          value={mark}
          empty={say('choose')}
          onValue={setMark}
          options={left.map((value) => ({ value, label: t(activityNames[value]) }))}
        />
        <Action
          busy={act.isPending}
          why={why ?? (mark === '' ? t(words.markMissing) : undefined)}
          onAct={() => mark !== '' && add(mark)}
        >
          {t(words.addMark)}
        </Action>
      </div>
      <Restored draft={kept} />
      <ProblemNote error={act.error} />
    </div>
  )
}

/** Reasons that only those who were there can give: how each is asked for, and what it corrects. */
const reasons = {
  'one-camera': {
    asked: words.oneCameraAsked,
    label: words.oneCamera,
    tell: words.tellOneCamera,
    act: words.tellOneCameraAct,
    as: (reason: string) => ({ oneCamera: reason }),
  },
  fallback: {
    asked: words.fallbackAsked,
    label: words.fallback,
    tell: words.tellFallback,
    act: words.tellFallbackAct,
    as: (reason: string) => ({ fallback: reason }),
  },
  restricted: {
    asked: words.restrictedAsked,
    label: words.restricted,
    tell: words.tellRestricted,
    act: words.tellRestrictedAct,
    as: (reason: string) => ({ restricted: { hindered: reason } }),
  },
} as const satisfies Record<string, object>

function Reason({
  view,
  of,
  told,
  citations,
}: Part & { readonly of: keyof typeof reasons; readonly told: string | undefined; readonly citations: Citations }) {
  const { t } = useWords()
  const { asked, label, tell: said, act: name, as } = reasons[of]
  const kept = useDraft(`${of} ${view.row.id}`, t(label))
  const [reason, setReason] = useDrafted(kept, 'reason', told ?? '')
  const { act, why, tell } = useTell({ view }, kept)
  const short = reason.trim().length < 2
  return (
    <div className="to-do pad-line">
      <div>
        {t(asked)}{' '}
        <span className="small">
          <Cited citations={citations} />
        </span>
      </div>
      <Restored draft={kept} />
      <AreaField label={t(label)} value={reason} onValue={setReason} maxLength={500} />
      <Action
        busy={act.isPending}
        why={why ?? (short ? t(words.reasonMissing) : undefined)}
        onAct={() => tell(said.zh, as(reason.trim()))}
      >
        {t(name)}
      </Action>
      <ProblemNote error={act.error} />
    </div>
  )
}

/** What was recorded and is lost: told by those who had it, while nobody else has. */
function Losses({ view }: Part) {
  const { t } = useWords()
  const may = useMay()
  const kept = useDraft(`loss ${view.row.id}`, t(words.loss))
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const act = useAct('loseActivityRecording', { stale: ['showActivity', 'workbench'], done: () => kept.forget() })
  const why = may('loseActivityRecording') ? undefined : t(whose('loseActivityRecording'))
  const short = reason.trim().length < 2
  return (
    <details className="other-times pad-line" open={kept.at !== undefined || undefined}>
      <summary>{t(words.loss)}</summary>
      {view.losses.map((one) => (
        <div className="told" key={one.at}>
          “{one.reason}”{' '}
          <span className="muted small">
            {one.by} · {minuteDigits(one.at)}
          </span>
        </div>
      ))}
      <p className="muted small">{t(words.lossHint)}</p>
      <Restored draft={kept} />
      <AreaField label={t(words.lossReason)} value={reason} onValue={setReason} maxLength={500} />
      <Action
        busy={act.isPending}
        why={why ?? (short ? t(words.reasonMissing) : undefined)}
        onAct={() => act.mutate({ params: { id: view.row.id }, body: { reason: reason.trim() } })}
      >
        {t(words.lossAct)}
      </Action>
      <ProblemNote error={act.error} />
    </details>
  )
}
