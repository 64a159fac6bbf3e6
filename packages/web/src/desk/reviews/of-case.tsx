import type { CaseActView, CaseView } from '@liuhen/contract/cases'
import type { ReviewFindingView } from '@liuhen/contract/reviews'
import { type ReviewPoint, reviewPoints } from '@liuhen/core/reviews'
import { outcomeNames } from '@liuhen/core/vocabulary'
import { Link } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, Cited, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** Review of a case: what the last opinion wants put right, and what the file shows at each point before the next one. */
export function ReviewOfCase({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const standing = view.acts.filter((one) => one.struck === undefined)
  const last = standing.findLast((one) => one.act === 'reviewed' || one.act === 'review-submitted')
  const isReviewed = last !== undefined || view.facts.some((one) => one.fact === 'major' && one.is === true)
  if (!isReviewed) return null
  return (
    <section className="sheet" aria-label={t(words.title)}>
      <h2 className="group">{t(words.title)}</h2>
      {last?.act === 'reviewed' && <LastOpinion act={last} />}
      <Findings caseId={view.row.id} open={last?.act === 'review-submitted'} />
    </section>
  )
}

/** The last opinion; what it wants put right stands there until the case is handed in again. */
function LastOpinion({ act: { says, on } }: { readonly act: CaseActView }) {
  const { t } = useWords()
  const outcome = outcomeNames[says.outcome as keyof typeof outcomeNames]
  const corrections = typeof says.corrections === 'string' ? says.corrections.split('\n').filter(Boolean) : []
  const wanting = wantingIn(says)
  return (
    <div className="pad">
      <p>
        {t(words.opinion)} {on} {outcome && <Tag tone={says.outcome === 'agreed' ? 'act' : 'zhu'}>{t(outcome)}</Tag>}
      </p>
      {wanting.length > 0 && (
        <p className="small">
          {t(words.notInOrder)}：{wanting.map((one) => t(reviewPoints[one])).join('；')}
        </p>
      )}
      {corrections.length > 0 && (
        <>
          <p>
            <b>{t(words.toCorrect)}</b>
          </p>
          <ol className="corrections">
            {corrections.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}

const GOOD: Readonly<Partial<Record<ReviewPoint, boolean>>> = {
  'subject-lawful': true,
  'facts-clear': true,
  'procedure-lawful': true,
  'law-applied': true,
  'powers-exceeded': false,
  'papers-in-order': true,
  'crime-suspected': false,
}

const wantingIn = (says: CaseActView['says']): ReviewPoint[] =>
  (Object.keys(GOOD) as ReviewPoint[]).filter((one) => one in says && says[one as keyof typeof says] !== GOOD[one])

function Findings({ caseId, open }: { readonly caseId: string; readonly open: boolean }) {
  const { t } = useWords()
  const reply = useReply('showReviewFindings', { params: { id: caseId } })
  return (
    <Await reply={reply}>
      {(found) => (
        <details open={open && found.length > 0}>
          <summary className="group">
            {t(words.shows)} <span>{found.length}</span>
          </summary>
          <div className="pad">
            <p className="muted small">{t(found.length === 0 ? words.nothing : words.onlyShown)}</p>
            {(Object.keys(reviewPoints) as ReviewPoint[]).map((point) => (
              <AtPoint key={point} point={point} found={found.filter((one) => one.point === point)} />
            ))}
          </div>
        </details>
      )}
    </Await>
  )
}

function AtPoint({ point, found }: { readonly point: ReviewPoint; readonly found: readonly ReviewFindingView[] }) {
  const { t } = useWords()
  if (found.length === 0) return null
  return (
    <>
      <h3>{t(reviewPoints[point])}</h3>
      <ul className="plain">
        {found.map((one) => (
          <li key={`${one.code} ${one.act?.id ?? one.paper ?? ''} ${one.message.zh}`} className="small">
            {one.met === 'unknown' && <Tag>{t(words.cannotTell)}</Tag>} {t(one.message)}{' '}
            {one.act && (
              <span className="muted">{t(words.act, { n: one.act.number, act: t(one.act.name), on: one.act.on })}</span>
            )}
            {one.paper !== undefined && (
              <Link to="/papers/$id" params={{ id: one.paper }}>
                {t(words.openPaper)}
              </Link>
            )}{' '}
            <Cited citations={one.citations} />
          </li>
        ))}
      </ul>
    </>
  )
}
