import { pathOf, table } from '@liuhen/contract'
import type { RedactionView } from '@liuhen/contract/redactions'
import { beijing, type Instant, instantFromBeijing } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct, useMay } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Confirm,
  DateField,
  FormDialog,
  ProblemNote,
  Tag,
  TextField,
  Time,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { standsWords, words } from './words.ts'

export interface VersionProps {
  readonly one: RedactionView
  readonly onEdit: () => void
  readonly onWatch: () => void
}

const tones = { draft: 'zhe', rendered: 'zhe', returned: 'zhu', reviewed: 'act', approved: 'qing' } as const
const STALE = ['listRedactions'] as const

/** One redaction: how far it is, who had to do with it, and what comes next. */
export function Version({ one, onEdit, onWatch }: VersionProps) {
  const { t } = useWords()
  const may = useMay()
  const { id, stands, drawn, review, approved, copy } = one
  const params = { id }
  const render = useAct('renderRedaction', { stale: STALE })
  const fine = useAct('reviewRedaction', { stale: STALE })
  const approve = useAct('approveRedaction', { stale: STALE })
  const [returning, setReturning] = useState(false)
  const [asking, setAsking] = useState(false)
  const isOwn = drawn.mine || review?.mine === true
  return (
    <article className="redact-version">
      <div className="row">
        <Tag tone={tones[stands]}>{t(standsWords[stands])}</Tag>
        <span className="small">
          {t(words.counts, { boxes: one.plan.boxes.length, mutes: one.plan.mutes.length })} ·{' '}
          {t(words.drawnBy, { by: drawn.by })} · <Time at={drawn.at} to="minute" />
        </span>
      </div>
      {review && (
        <div className={review.fine ? 'small' : 'small zhu'}>
          {review.fine
            ? t(words.reviewedBy, { by: review.by })
            : t(words.returnedBy, { by: review.by, note: review.note ?? '' })}
        </div>
      )}
      {approved && <div className="small">{t(words.approvedBy, { by: approved.by })}</div>}
      {one.failed && <div className="small zhu">{t(words.failed, { said: one.failed.said })}</div>}
      <div className="row redact-acts">
        {one.rendering !== undefined ? (
          <span className="small" role="status">
            {t(words.rendering, { share: Math.floor(one.rendering * 100) })}
          </span>
        ) : (
          stands === 'draft' &&
          may('renderRedaction') && (
            <Action kind="primary" busy={render.isPending} onAct={() => render.mutate({ params })}>
              {t(words.render)}
            </Action>
          )
        )}
        {copy && <Action onAct={onWatch}>{t(words.look)}</Action>}
        {stands === 'rendered' && (
          <>
            <Action
              kind="primary"
              busy={fine.isPending}
              why={drawn.mine ? t(words.ownDrawing) : undefined}
              onAct={() => fine.mutate({ params, body: { fine: true } })}
            >
              {t(words.fine)}
            </Action>
            <Action why={drawn.mine ? t(words.ownDrawing) : undefined} onAct={() => setReturning(true)}>
              {t(words.return)}
            </Action>
          </>
        )}
        {stands === 'reviewed' && may('approveRedaction') && (
          <Action
            kind="primary"
            busy={approve.isPending}
            why={isOwn ? t(words.ownApproval) : undefined}
            onAct={() => approve.mutate({ params, body: {} })}
          >
            {t(words.approve)}
          </Action>
        )}
        {stands !== 'approved' && may('changeRedaction') && <Action onAct={onEdit}>{t(words.edit)}</Action>}
        {may('askPlainCopy') && <Action onAct={() => setAsking(true)}>{t(words.askPlain)}</Action>}
      </div>
      <ProblemNote error={render.error ?? fine.error ?? approve.error} />
      {one.plain.map((ask) => (
        <Plain key={ask.ask} redaction={id} ask={ask} />
      ))}
      {returning && (
        <Confirm
          title={t(words.return)}
          act={t(words.return)}
          reasonLabel={t(words.stillShows)}
          busy={fine.isPending}
          error={fine.error}
          onClose={() => setReturning(false)}
          onConfirm={(note) =>
            fine.mutate({ params, body: { fine: false, note } }, { onSuccess: () => setReturning(false) })
          }
        />
      )}
      {asking && <AskPlain id={id} onClose={() => setAsking(false)} />}
    </article>
  )
}

function AskPlain({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft(`plain-copy ${id}`, t(words.askPlain))
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [recipient, setRecipient] = useDrafted(kept, 'recipient', '')
  const act = useAct('askPlainCopy', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  return (
    <FormDialog
      title={t(words.askPlain)}
      act={t(words.askPlain)}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() => act.mutate({ params: { id }, body: { reason, recipient } })}
    >
      <Restored draft={kept} />
      <p className="muted small">{t(words.plainHint)}</p>
      <TextField
        label={t(words.recipient)}
        value={recipient}
        onValue={setRecipient}
        minLength={2}
        maxLength={500}
        required
      />
      <AreaField label={t(words.why)} value={reason} onValue={setReason} minLength={2} maxLength={500} required />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}

type Ask = RedactionView['plain'][number]

function Plain({ redaction, ask }: { readonly redaction: string; readonly ask: Ask }) {
  const { t } = useWords()
  const may = useMay()
  const [deciding, setDeciding] = useState<boolean>()
  const { asked, decided, reason, recipient, taken } = ask
  const params = { id: redaction, ask: ask.ask }
  return (
    <div className="small redact-plain">
      {t(words.asked, { by: asked.by, recipient, reason })}{' '}
      {decided
        ? decided.granted
          ? t(words.granted, { by: decided.by, until: decided.until ? beijing(decided.until).slice(0, 16) : '' })
          : t(words.refused, { by: decided.by, reason: decided.reason })
        : may('decidePlainCopy') && (
            <span className="row">
              <Action
                kind="primary"
                why={asked.mine ? t(words.ownApproval) : undefined}
                onAct={() => setDeciding(true)}
              >
                {t(words.grant)}
              </Action>
              <Action why={asked.mine ? t(words.ownApproval) : undefined} onAct={() => setDeciding(false)}>
                {t(words.refuse)}
              </Action>
            </span>
          )}
      {decided?.granted &&
        asked.mine &&
        (taken > 0 ? (
          <span> · {t(words.taken)}</span>
        ) : (
          <a className="button" href={pathOf(table.plainCopy, params)} download>
            {t(words.fetch)}
          </a>
        ))}
      {deciding !== undefined && (
        <Decide redaction={redaction} ask={ask.ask} granted={deciding} onClose={() => setDeciding(undefined)} />
      )}
    </div>
  )
}

interface DecideProps {
  readonly redaction: string
  readonly ask: string
  readonly granted: boolean
  readonly onClose: () => void
}

function Decide({ redaction, ask, granted, onClose }: DecideProps) {
  const { t } = useWords()
  const kept = useDraft(
    `plain-copy-decision ${ask} ${granted ? 'grant' : 'refuse'}`,
    t(granted ? words.grant : words.refuse),
  )
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [until, setUntil] = useDrafted(kept, 'until', '')
  const act = useAct('decidePlainCopy', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const end = granted ? endOf(until) : undefined
  return (
    <FormDialog
      title={t(granted ? words.grant : words.refuse)}
      act={t(granted ? words.grant : words.refuse)}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() =>
        act.mutate({ params: { id: redaction, ask }, body: { granted, reason, ...(end && { until: end }) } })
      }
    >
      <Restored draft={kept} />
      {granted && <DateField label={t(words.until)} value={until} onValue={setUntil} />}
      <AreaField label={t(words.decision)} value={reason} onValue={setReason} minLength={2} maxLength={500} required />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}

/** The end of that day in Beijing. */
function endOf(day: string): Instant | undefined {
  const [year, month, date] = day.split('-').map(Number)
  return year && month && date ? instantFromBeijing(year, month, date, 23, 59, 59) : undefined
}
