import type { CauseView, GenerationView } from '@liuhen/contract/causes'
import { Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { bandOf, words } from './words.ts'

/** One cause: its generations side by side, what differs, and the benchmark. */
export function CauseItem({ cause }: { readonly cause: CauseView }) {
  const { t } = useWords()
  const { code, generations, benchmarks, differences, why, designation } = cause
  const shown = [...new Set([cause.atAct, cause.atDecision])].filter((one) => one !== undefined)
  const isDesignated = shown.some((at) => generations[at]?.designated === true)
  const [last] = shown.toReversed()
  return (
    <article className="cause" aria-label={t(generations[last ?? 0]?.title ?? words.none)}>
      <h3>
        {t(generations[last ?? 0]?.title ?? words.none)} <code className="muted small">{code}</code>
      </h3>
      <div className="generations">
        {shown.map((at) => (
          <Generation key={at} cause={cause} at={at} />
        ))}
      </div>
      {(differences.length > 0 || shown.length > 1 || cause.counts === undefined) && <p className="small">{t(why)}</p>}
      {differences.length > 0 && (
        <ul className="small" aria-label={t(words.differences)}>
          {differences.map((one) => (
            <li key={one.zh}>{t(one)}</li>
          ))}
        </ul>
      )}
      {benchmarks.length > 0 && (
        <ul className="small" aria-label={t(words.benchmarks)}>
          {benchmarks.map((one) => (
            <li key={`${one.grade} ${one.party ?? ''} ${one.from}`}>
              {t(words.band, bandOf(one))} · {one.document}
              {one.invented && <Tag>{t(words.invented)}</Tag>}
            </li>
          ))}
        </ul>
      )}
      {isDesignated && (
        <p className="muted small">
          {designation === undefined ? t(words.noDesignation) : t(words.designation, { document: designation })}
        </p>
      )}
    </article>
  )
}

function Generation({ cause, at }: { readonly cause: CauseView; readonly at: number }) {
  const { t } = useWords()
  const one = cause.generations[at]
  if (one === undefined) return null
  const span =
    one.until === undefined
      ? t(words.fromOn, { from: one.from })
      : t(words.fromUntil, { from: one.from, until: one.until })
  return (
    <section className={cause.counts === at ? 'generation counting' : 'generation'} aria-label={span}>
      <div className="row">
        <b>{span}</b>
        {cause.counts === at && <Tag tone="act">{t(words.counts)}</Tag>}
        {cause.atAct === at && <Tag>{t(words.was)}</Tag>}
        {cause.atDecision === at && <Tag>{t(words.is)}</Tag>}
        {one.invented && <Tag tone="zhe">{t(words.invented)}</Tag>}
        {one.read !== 'text' && <Tag tone="zhe">{t(words[one.read])}</Tag>}
      </div>
      <dl className="small">
        {one.prohibition.length > 0 && (
          <>
            <dt>{t(words.norm)}</dt>
            <dd>{one.prohibition.map((each) => t(each.words)).join('、')}</dd>
          </>
        )}
        <dt>{t(words.penalty)}</dt>
        <dd>{one.penalty.map((each) => t(each.words)).join('、')}</dd>
        <Fines generation={one} />
      </dl>
      <Wants generation={one} />
      {one.note && <p className="muted small">{t(one.note)}</p>}
      <p className="muted small">{t(words.source, { source: one.source, day: one.checkedOn })}</p>
    </section>
  )
}

function Fines({ generation: { fine } }: { readonly generation: GenerationView }) {
  const { t } = useWords()
  return fine.map(({ party, once, refused }) => (
    <div key={party} className="pair-of">
      <dt>{t(words[party])}</dt>
      <dd>{refused ? t(words.refused, { once: t(once), refused: t(refused) }) : t(once)}</dd>
    </div>
  ))
}

function Wants({ generation: one }: { readonly generation: GenerationView }) {
  const { t } = useWords()
  const wants = (['orderFirst', 'reportNeeded', 'designated', 'dailyFine'] as const).filter((flag) => one[flag])
  return (
    <>
      {one.elements.length > 0 && <p className="small">{one.elements.map((each) => t(each)).join('；')}</p>}
      {(wants.length > 0 || one.limitationYears === 5) && (
        <p className="small">
          {[
            ...wants.map((flag) => t(words[flag])),
            ...(one.limitationYears === 5 ? [t(words.limitation, { n: 5 })] : []),
          ].join(' · ')}
        </p>
      )}
    </>
  )
}
