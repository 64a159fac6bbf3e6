import '../workbench/workbench.css'
import type { KeepingView, KeptView } from '@liuhen/contract/retention'
import { triggerNames } from '@liuhen/core/packs'
import { signingRoleName } from '@liuhen/core/retention'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { freshId, useAct, useReply } from '../../api/index.ts'
import { Action, Cited, Confirm, Facts, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { CarrierDialog } from './carrier.tsx'
import { FactDialog } from './fact.tsx'
import { keepingWords as own, words } from './words.ts'

/** 保管期限: until when a recording is kept and why, what keeps it besides, and what is left of it once it is gone. */
export function Keeping({ recording }: { readonly recording: string }) {
  const { t } = useWords()
  const { data } = useReply('showKeeping', { params: { id: recording } })
  if (!data) return null
  return (
    <section className="sheet pad rules-card" id="keeping">
      <h3>{t(own.title)}</h3>
      {data.disposed ? <Gone of={data.disposed} /> : <Kept view={data} recording={recording} />}
    </section>
  )
}

function Gone({ of }: { readonly of: NonNullable<KeepingView['disposed']> }) {
  const { t } = useWords()
  return (
    <>
      <p>
        <Tag tone="zhu">{t(own.disposed)}</Tag> <Time at={of.at} /> · {of.reason}
      </p>
      <Facts
        of={[
          [t(own.appraised), of.appraised && `${of.appraised.words}（${of.appraised.by}）`],
          [
            t(own.approved),
            <span key="approved">
              {of.approvedBy.map((one) => (
                <div key={one.role}>
                  {t(signingRoleName(one.role))} {one.by} · <Time at={one.at} to="minute" />
                </div>
              ))}
            </span>,
          ],
          [
            t(own.digests),
            <span key="digests" className="small digest">
              SHA-256 {of.sha256}
              <br />
              SM3 {of.sm3}
            </span>,
          ],
        ]}
      />
      <p className="small">
        <Link to="/keeping/$id" params={{ id: of.disposal }}>
          {t(words.listOf)}
        </Link>
        {of.warrant !== undefined && <span className="muted"> · {t(words.warrant, { id: of.warrant })}</span>}
      </p>
    </>
  )
}

function Said({ kept }: { readonly kept: KeptView }) {
  const { t } = useWords()
  return (
    <>
      <span className="says">{t(kept.says)}</span>
      <div className="small">
        <Cited citations={kept.citations} />
      </div>
    </>
  )
}

function Kept({ view, recording }: { readonly view: KeepingView; readonly recording: string }) {
  const { t } = useWords()
  const [asking, setAsking] = useState<'fact' | 'hold' | 'carrier'>()
  const { standing, now, may } = view
  const shown = standing ?? now
  const differs = standing && now && standing.says.en !== now.says.en
  return (
    <>
      <Facts
        of={[
          [
            t(own.title),
            shown ? (
              <div key="kept">
                <Said kept={shown} />
                {standing && <div className="muted small">{t(own.stands)}</div>}
              </div>
            ) : (
              t(own.unknown)
            ),
          ],
          [t(own.fromNow), differs && <Said key="now" kept={now} />],
          [
            t(own.open),
            view.open.length > 0 && (
              <span key="open">
                {view.open.map((one) => (
                  <div key={one.key}>
                    {t(one.title)}{' '}
                    <Link to="/law/rule-set" hash={one.key}>
                      {t(words.decide)}
                    </Link>
                  </div>
                ))}
              </span>
            ),
          ],
          [
            t(own.because),
            view.because.length > 0 && (
              <span key="because">
                {view.because.map((one) => (
                  <div key={one.id}>
                    <Link to={one.kind === 'case' ? '/cases/$id' : '/activities/$id'} params={{ id: one.id }}>
                      {t(one.title)}
                    </Link>{' '}
                    {one.open && <Tag tone="zhe">{t(own.openCase)}</Tag>}
                  </div>
                ))}
              </span>
            ),
          ],
          [
            t(own.facts),
            view.facts.length > 0 && (
              <span key="facts">
                {view.facts.map((one) => (
                  <div key={one.id}>
                    <b>{t(triggerNames[one.trigger])}</b> {one.reason}
                    <div className="muted small">
                      {one.by} · <Time at={one.at} to="minute" />
                    </div>
                  </div>
                ))}
              </span>
            ),
          ],
          [t(own.holds), view.holds.length > 0 && <Holds key="holds" view={view} recording={recording} />],
          [
            t(own.carriers),
            (view.carriers.length > 0 || shown?.carriers) && (
              <span key="carriers">
                {view.carriers.map((one) => (
                  <div key={`${one.number} ${one.at}`}>
                    {one.kind} {one.number} · {one.madeOn} · {t(one.compared ? own.comparedYes : own.comparedNo)}
                    <span className="muted small"> {one.by}</span>
                  </div>
                ))}
                {view.carriers.length === 0 && shown?.carriers && (
                  <Tag tone="zhe">{t(own.wants, { carriers: shown.carriers.join('、') })}</Tag>
                )}
              </span>
            ),
          ],
          [
            t(own.blocked),
            view.blocks.length > 0 && (
              <span key="blocks" className="small">
                {[...new Set(view.blocks.map((one) => t(one.message)))].map((told) => (
                  <div key={told}>{told}</div>
                ))}
              </span>
            ),
          ],
        ]}
      />
      {view.blocks.length === 0 && !view.listed && <p className="small">{t(own.free)}</p>}
      {view.listed !== undefined && (
        <p className="small">
          <Link to="/keeping/$id" params={{ id: view.listed }}>
            {t(own.listed)}
          </Link>
        </p>
      )}
      <div className="row">
        {may.register && <Action onAct={() => setAsking('fact')}>{t(own.register)}</Action>}
        {may.hold && <Action onAct={() => setAsking('hold')}>{t(own.hold)}</Action>}
        {may.carrier && shown?.carriers && <Action onAct={() => setAsking('carrier')}>{t(own.carrier)}</Action>}
      </div>
      {asking === 'fact' && <FactDialog view={view} recording={recording} onClose={() => setAsking(undefined)} />}
      {asking === 'hold' && <HoldDialog recording={recording} onClose={() => setAsking(undefined)} />}
      {asking === 'carrier' && (
        <CarrierDialog kinds={shown?.carriers ?? []} recording={recording} onClose={() => setAsking(undefined)} />
      )}
    </>
  )
}

function Holds({ view, recording }: { readonly view: KeepingView; readonly recording: string }) {
  const { t } = useWords()
  const [letting, setLetting] = useState<string>()
  const act = useAct('releaseHold', {
    stale: ['showKeeping', 'keepingOverview'],
    done: () => setLetting(undefined),
  })
  return (
    <span>
      {view.holds.map((one) => (
        <div key={one.hold}>
          {one.released ? <s>{one.reason}</s> : <b>{one.reason}</b>}
          <div className="muted small">
            {one.by} · <Time at={one.at} to="minute" />
          </div>
          {one.released && (
            <div className="muted small">
              {one.released.by}：{one.released.reason} · <Time at={one.released.at} to="minute" />
            </div>
          )}
          {!one.released && view.may.release && (
            <Action why={one.own ? t(own.ownHold) : undefined} onAct={() => setLetting(one.hold)}>
              {t(own.release)}
            </Action>
          )}
        </div>
      ))}
      {letting !== undefined && (
        <Confirm
          title={t(own.release)}
          act={t(own.release)}
          busy={act.isPending}
          error={act.error}
          onClose={() => setLetting(undefined)}
          onConfirm={(reason) => act.mutate({ params: { id: recording, hold: letting }, body: { reason } })}
        >
          <p>{t(own.releaseHint)}</p>
        </Confirm>
      )}
    </span>
  )
}

function HoldDialog({ recording, onClose }: { readonly recording: string; readonly onClose: () => void }) {
  const { t } = useWords()
  const [key] = useState(freshId)
  const act = useAct('placeHold', { stale: ['showKeeping', 'keepingOverview'], done: onClose })
  return (
    <Confirm
      title={t(own.hold)}
      act={t(own.hold)}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ params: { id: recording }, body: { key, reason } })}
    >
      <p>{t(own.holdHint)}</p>
    </Confirm>
  )
}
