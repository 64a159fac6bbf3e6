import './volumes.css'
import type { ScoreView } from '@liuhen/contract/volumes'
import { Link } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, Cited, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { bandNames, words } from './words.ts'

type Cost = ScoreView['deductions'][number]

/** The case as a review of its file would score it now: vetoes first, each loss with its reason and the way to its place. */
export function ScoreOfCase({ caseId }: { readonly caseId: string }) {
  const { t } = useWords()
  const reply = useReply('scoreCase', { params: { id: caseId } })
  return (
    <section className="sheet" id="score" aria-label={t(words.score)}>
      <Await reply={reply}>{(view) => <Scored view={view} caseId={caseId} />}</Await>
    </section>
  )
}

function Scored({ view, caseId }: { readonly view: ScoreView; readonly caseId: string }) {
  const { t } = useWords()
  const openVetoes = view.unsure.filter((one) => one.veto)
  const unsure = view.unsure.filter((one) => !one.veto)
  return (
    <>
      <h2 className="group">
        <span>
          {t(words.score)}{' '}
          {view.band && (
            <Tag tone={view.band === 'failed' ? 'zhu' : view.band === 'excellent' ? 'act' : undefined}>
              {t(bandNames[view.band])}
            </Tag>
          )}
        </span>
        <span>{t(words.ofPoints, { score: view.score, outOf: view.outOf })}</span>
      </h2>
      <p className="muted small lead-in">{t(words.scoreHint)}</p>
      {view.vetoes.length > 0 && <Costs title={t(words.vetoes)} of={view.vetoes} caseId={caseId} />}
      {openVetoes.length > 0 && <Costs title={t(words.openVetoes)} of={openVetoes} caseId={caseId} />}
      {view.deductions.length > 0 ? (
        <Costs title={t(words.deductions)} of={view.deductions} caseId={caseId} />
      ) : (
        view.vetoes.length === 0 && <p className="lead-in">{t(words.noneLost)}</p>
      )}
      {unsure.length > 0 && (
        <details className="lead-in">
          <summary>{t(words.unsure, { n: unsure.length })}</summary>
          <Costs of={unsure} caseId={caseId} />
        </details>
      )}
    </>
  )
}

function Costs({
  title,
  of,
  caseId,
}: {
  readonly title?: string
  readonly of: readonly Cost[]
  readonly caseId: string
}) {
  const { t } = useWords()
  return (
    <>
      {title !== undefined && <h3 className="group">{title}</h3>}
      <ul className="papers">
        {of.map((one, at) => (
          <li key={`${one.item} ${one.at?.act ?? one.at?.paper ?? at}`}>
            <div className="row between">
              <b>{t(one.say)}</b>
              {one.points !== undefined && <Tag tone="zhe">{t(words.lost, { n: one.points })}</Tag>}
            </div>
            <div className="small">
              {t(one.why)} <Cited citations={one.citations} /> <Place of={one} caseId={caseId} />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

function Place({ of: { at }, caseId }: { readonly of: Cost; readonly caseId: string }) {
  const { t } = useWords()
  if (at?.paper !== undefined)
    return (
      <Link to="/papers/$id" params={{ id: at.paper }}>
        {t(words.go)}
      </Link>
    )
  if (at?.act !== undefined)
    return (
      <Link to="/cases/$id" params={{ id: caseId }} hash={`act-${at.act}`}>
        {t(at.title)} {at.on}
      </Link>
    )
  return at ? <a href="#volume">{t(words.go)}</a> : null
}
