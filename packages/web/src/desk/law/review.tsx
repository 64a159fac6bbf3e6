import type { ReviewWorkflow } from '@liuhen/contract/packs'
import { useReply } from '../../api/index.ts'
import { Cited } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const LISTS = ['decisions', 'materials', 'points', 'outcomes'] as const

/** How a legal review goes here: its course, what is handed in, what is looked at, how it may end, and by when. */
export function Review() {
  const { t } = useWords()
  const { data: view } = useReply('reviewWorkflow')
  if (!view || view.missing.length === 5) return null
  return (
    <section className="sheet" id="review">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.review)}
      </h2>
      {view.missing.length > 0 && (
        <p className="note zhe">
          {t(words.reviewMissing)} {view.missing.map((one) => t(words.reviewParts[one])).join('、')}
        </p>
      )}
      <Term term={view.term} />
      <details>
        <summary className="lead-in">
          {t(words.reviewParts.course)} <span className="muted small">{view.course.length}</span>
        </summary>
        <ol className="small">
          {view.course.map((one) => (
            <li key={one.act}>
              <b>{t(one.title)}</b>
              <ul>
                {one.refusedWhere.map((each) => (
                  <li key={each.say.zh}>
                    {t(words.reviewRefused, { what: t(each.say) })} <Cited citations={each.citations} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      </details>
      {LISTS.filter((list) => view[list].length > 0).map((list) => (
        <details key={list}>
          <summary className="lead-in">
            {t(words.reviewParts[list])} <span className="muted small">{view[list].length}</span>
          </summary>
          <ul className="small">
            {view[list].map((one) => (
              <li key={one.title.zh}>
                {t(one.title)} <Cited citations={one.citations} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}

function Term({ term }: Pick<ReviewWorkflow, 'term'>) {
  const { t } = useWords()
  if (!term) return null
  return (
    <p className="lead-in">
      {t(words.reviewParts.term)}：{term.says ? t(term.says) : t(words.settingOpen)}
      <span className="muted small">
        {' '}
        {t(words.reviewFromTo, { from: t(term.start), to: t(term.end) })} <Cited citations={term.citations} />
      </span>
    </p>
  )
}
