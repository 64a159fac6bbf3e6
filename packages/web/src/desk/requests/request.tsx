import type { RequestView } from '@liuhen/contract/requests'
import { pathOf, table } from '@liuhen/contract'
import { beijing } from '@liuhen/core/kernel'
import { forWhomNames, useNames } from '@liuhen/core/requests'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import { Action, Cited, Confirm, ProblemNote, Tag, Time, type Tone, useDraft } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Chain } from '../cases/approvals.tsx'
import { HandOuts } from './hand-outs.tsx'
import { MakePackage } from './make-package.tsx'
import { Serve } from './serve.tsx'
import { standNames, whatNames, words } from './words.ts'

const tones: Partial<Readonly<Record<RequestView['stands'], Tone>>> = {
  entered: 'zhe',
  asked: 'act',
  granted: 'qing',
  refused: 'zhu',
}
const STALE = ['listRequests', 'listApprovals', 'useOfRecording', 'workbench'] as const
/** So many recordings are named at once; whoever wants the others opens them. */
const FIRST = 5
const minute = (at: string) => beijing(at as never).slice(0, 16)

type Asking = 'withdraw' | 'end' | 'nothing' | 'refuse' | 'justified' | 'unjustified'

/** One request: what is asked, by which article, who has agreed, what is left of it, and who has looked. */
export function Request({ request: one }: { readonly request: RequestView }) {
  const { t } = useWords()
  const [asking, setAsking] = useState<Asking>()
  const [serving, setServing] = useState<string>()
  const putUp = useAct('putUpRequest', { stale: STALE })
  const { outsider, may, granted } = one
  const who = [outsider?.organisation, outsider?.name, outsider?.relation].filter(Boolean).join(' ')
  const stand = one.over && one.stands === 'granted' ? t(words.over) : t(standNames[one.stands])
  return (
    <article className="approval" id={one.id} aria-label={t(useNames[one.use])}>
      <div className="row between">
        <b>
          {one.emergency ? t(words.emergency) : t(useNames[one.use])} · {t(forWhomNames[one.whom])} ·{' '}
          {t(words.items, { n: one.items.length })}
        </b>
        <Tag tone={one.over ? undefined : tones[one.stands]}>{stand}</Tag>
      </div>
      <div>“{one.reason}”</div>
      {who !== '' && (
        <div className="small">
          {who}
          {outsider?.document && ` · ${outsider.document.kind} …${outsider.document.ending}`}
        </div>
      )}
      {one.ground !== undefined && <div className="small">{one.ground}</div>}
      <Cited citations={one.citations} quoted={one.stands === 'entered' || one.stands === 'asked'} />
      <div className="small">
        {one.papers && <div>{t(words.withPapers)}</div>}
        {one.items.slice(0, FIRST).map((item) => (
          <Item key={item.id} item={item} onServe={may.show ? setServing : undefined} />
        ))}
        {one.items.length > FIRST && (
          <details>
            <summary>{t(words.moreItems, { n: one.items.length - FIRST })}</summary>
            {one.items.slice(FIRST).map((item) => (
              <Item key={item.id} item={item} onServe={may.show ? setServing : undefined} />
            ))}
          </details>
        )}
      </div>
      {one.document && (
        <div className="small">
          {t(words.document)}{' '}
          <a href={pathOf(table.requestDocument, { id: one.id })} download>
            {one.document.name}
          </a>
        </div>
      )}
      <div className="muted small">{t(words.askedBy, { by: one.asked.by, at: minute(one.asked.at) })}</div>
      {one.mustProvide && <div className="small">{t(words.mustProvide)}</div>}
      {one.blocked.map((why) => (
        <div className="zhe small" key={why.zh}>
          {t(why)}
        </div>
      ))}
      {one.approval && <Chain approval={one.approval} />}
      {granted && (
        <div className="small">
          {t(words.until, { at: minute(granted.until), n: granted.left })}
          {granted.byClaim && ` · ${t(words.byClaim)}`}
          {granted.handedOutBy && ` · ${t(words.handedOut, { names: granted.handedOutBy.join('、') })}`}
        </div>
      )}
      {one.refused && (
        <div className="zhe small">{t(words.refusedBy, { by: one.refused.by, reason: one.refused.reason })}</div>
      )}
      {one.withdrawn && (
        <div className="small">{t(words.withdrawnBy, { by: one.withdrawn.by, reason: one.withdrawn.reason })}</div>
      )}
      {one.ended && (
        <div className="small">
          {t(one.ended.nothingThere ? words.endedNothing : words.endedBy, {
            by: one.ended.by,
            reason: one.ended.reason,
          })}
        </div>
      )}
      {one.reviewed && (
        <div className="small">
          {t(words.reviewedBy, {
            by: one.reviewed.by,
            found: t(one.reviewed.justified ? words.justified : words.unjustified),
            reason: one.reviewed.reason,
          })}
        </div>
      )}
      {one.uses.length > 0 && (
        <details>
          <summary className="small">
            {t(words.uses)} · {one.uses.length}
          </summary>
          {one.uses.map((use) => (
            <div className="small" key={`${use.at} ${use.recording} ${use.what}`}>
              <Time at={use.at} to="minute" /> {use.looker} {t(whatNames[use.what])} {use.fileName}
            </div>
          ))}
        </details>
      )}
      <HandOuts request={one} />
      <div className="row">
        {may.putUp && (
          <Action kind="primary" busy={putUp.isPending} onAct={() => putUp.mutate({ params: { id: one.id } })}>
            {t(words.putUp)}
          </Action>
        )}
        {may.use && one.use === 'provide' && one.whom !== 'work' && <MakePackage request={one} />}
        {may.review && (
          <>
            <Action kind="primary" onAct={() => setAsking('justified')}>
              {t(words.justified)}
            </Action>
            <Action onAct={() => setAsking('unjustified')}>{t(words.unjustified)}</Action>
          </>
        )}
        {may.withdraw && (
          <Action kind="plain" onAct={() => setAsking('withdraw')}>
            {t(words.withdraw)}
          </Action>
        )}
        {may.refuse && !one.mustProvide && <Action onAct={() => setAsking('refuse')}>{t(words.refuse)}</Action>}
        {may.end && (
          <>
            <Action kind="plain" onAct={() => setAsking('end')}>
              {t(words.end)}
            </Action>
            {one.mustProvide && <Action onAct={() => setAsking('nothing')}>{t(words.nothingThere)}</Action>}
          </>
        )}
      </div>
      <ProblemNote error={putUp.error} />
      {asking && <Told id={one.id} asking={asking} onClose={() => setAsking(undefined)} />}
      {serving !== undefined && <Serve request={one} recording={serving} onClose={() => setServing(undefined)} />}
    </article>
  )
}

function Item({
  item,
  onServe,
}: {
  readonly item: RequestView['items'][number]
  readonly onServe: ((recording: string) => void) | undefined
}) {
  const { t } = useWords()
  return (
    <div>
      <Link to="/recordings/$id" params={{ id: item.id }}>
        {item.fileName}
      </Link>{' '}
      <span className="muted">
        <Time at={item.start} to="minute" /> {item.officer}
      </span>{' '}
      {onServe && (
        <Action kind="plain" onAct={() => onServe(item.id)}>
          {t(words.serve)}
        </Action>
      )}
    </div>
  )
}

const titles = {
  withdraw: words.withdraw,
  end: words.end,
  nothing: words.nothingThere,
  refuse: words.refuse,
  justified: words.justified,
  unjustified: words.unjustified,
} as const

function Told({ id, asking, onClose }: { readonly id: string; readonly asking: Asking; readonly onClose: () => void }) {
  const { t } = useWords()
  const done = { stale: STALE, done: onClose }
  const withdraw = useAct('withdrawRequest', done)
  const end = useAct('endRequest', done)
  const refuse = useAct('refuseRequest', done)
  const review = useAct('reviewEmergency', done)
  const params = { id }
  const act = { withdraw, end, nothing: end, refuse, justified: review, unjustified: review }[asking]
  const send = (reason: string) => {
    if (asking === 'withdraw') withdraw.mutate({ params, body: { reason } })
    else if (asking === 'refuse') refuse.mutate({ params, body: { reason } })
    else if (asking === 'end' || asking === 'nothing')
      end.mutate({ params, body: { reason, ...(asking === 'nothing' && { nothingThere: true }) } })
    else review.mutate({ params, body: { justified: asking === 'justified', reason } })
  }
  const kept = useDraft(`request ${asking} ${id}`, t(titles[asking]))
  return (
    <Confirm
      draft={kept}
      title={t(titles[asking])}
      act={t(titles[asking])}
      busy={act.isPending}
      error={act.error}
      onConfirm={send}
      onClose={onClose}
    />
  )
}
