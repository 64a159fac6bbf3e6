import { type SetUpStep, setUpActs } from '@liuhen/contract/workbench'
import { Link } from '@tanstack/react-router'
import { whose } from '../../api/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** What a new bureau does before its first recording: every step, whose it is, and the way to it. */
export function SetUpList({ steps }: { readonly steps: readonly SetUpStep[] }) {
  const { t } = useWords()
  const done = steps.filter((one) => one.done).length
  return (
    <section className="sheet" aria-label={t(words.setUp)}>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.setUp)}
      </h2>
      <p className="lead-in muted small">{t(words.setUpLead, { done, all: steps.length })}</p>
      <ol className="set-up">
        {steps
          .filter((one) => !one.done)
          .map((one) => (
            <Step key={one.step} {...one} />
          ))}
      </ol>
      {done > 0 && (
        <details className="lead-in small muted">
          <summary>{t(words.setUpDone, { done })}</summary>
          <ol className="set-up">
            {steps
              .filter((one) => one.done)
              .map((one) => (
                <Step key={one.step} {...one} />
              ))}
          </ol>
        </details>
      )}
    </section>
  )
}

function Step({ step, done, mine, count }: SetUpStep) {
  const { t } = useWords()
  const [name, to] = words.steps[step]
  const open = step === 'settings'
  return (
    <li className="task two">
      <div className="task-text">
        <b className={done ? 'muted' : undefined}>
          <span aria-hidden>{done ? '✓ ' : '○ '}</span>
          {t(name)}
        </b>{' '}
        <span className="muted small">
          {done
            ? t(words.stepDone)
            : count !== undefined && count > 0 && t(open ? words.stepOpen : words.stepCount, { n: count })}
        </span>
        {!done && !mine && <div className="muted small">{t(whose(setUpActs[step]))}</div>}
      </div>
      {!done && mine && (
        <Link className="button primary" to={to}>
          {t(words.toDo)}
        </Link>
      )}
    </li>
  )
}
