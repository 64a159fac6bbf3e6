import type { CaseView, NextView } from '@liuhen/contract/cases'
import { Act, acts, isOurs, type NotUp, notUp, STAGES, type Stage } from '@liuhen/core/procedure'
import { Tag, type Tone } from '../../parts/index.ts'
import { type Text, useWords } from '../../words/index.ts'
import { approvalStanding, formOf, standingOf } from './standing.ts'
import { words } from './words.ts'

const STANDS: Readonly<Record<'ready' | 'waiting' | 'blocked', readonly [Text, Tone | undefined]>> = {
  ready: [words.stepOpen, 'act'],
  waiting: [words.stepWaiting, 'zhe'],
  blocked: [words.stepBlocked, 'zhu'],
}

const BY: Readonly<Record<NextView['who'], Text>> = {
  handlers: words.byHandlers,
  reviewers: words.byReviewers,
  custodian: words.byCustodian,
}

/** 全部步骤: every step of the procedure, stage by stage, as done, open, waiting, blocked or not applicable, by whom and why. */
export function Course({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  if (!view.rulesChosen) return null
  return (
    <section className="sheet" aria-label={t(words.course)}>
      <details>
        <summary className="group">{t(words.course)}</summary>
        <p className="muted lead-in small">{t(words.courseHint)}</p>
        {(Object.keys(STAGES) as Stage[]).map((stage) => (
          <details key={stage} className="blocked-stage">
            <summary>{t(STAGES[stage])}</summary>
            <ul className="course">
              {Act.options
                .filter((act) => isOurs(act) && acts[act].stage === stage)
                .map((act) => (
                  <Step key={act} act={act} view={view} />
                ))}
            </ul>
          </details>
        ))}
      </details>
    </section>
  )
}

function Step({ act, view }: { readonly act: Act; readonly view: CaseView }) {
  const { t } = useWords()
  const standing = (kind: Act): boolean => view.acts.some((one) => one.act === kind && one.struck === undefined)
  const done = view.acts.filter((one) => one.act === act && one.struck === undefined)
  const last = done.at(-1)
  const coming = view.next.filter((one) => one.act === act)
  const why = notUp(act, standing)
  return (
    <li>
      <b>{t(acts[act].name)}</b>{' '}
      {last && (
        <>
          <Tag>{t(words.stepDone)}</Tag>{' '}
          <a className="muted small" href={`#act-${last.id}`}>
            {last.on} {last.by.map((one) => one.name).join('、')}
            {done.length > 1 && ` · ${t(words.stepTimes, { n: done.length })}`}
          </a>{' '}
        </>
      )}
      {coming.map((one) => (
        <Coming key={one.of?.id ?? ''} view={view} next={one} />
      ))}
      {coming.length === 0 && last === undefined && (
        <>
          <Tag>{t(words.stepNot)}</Tag> <span className="muted small">{why && <Why why={why} />}</span>
        </>
      )}
    </li>
  )
}

function Coming({ view, next }: { readonly view: CaseView; readonly next: NextView }) {
  const { t } = useWords()
  const stands = standingOf(view, next)
  const [name, tone] = STANDS[stands]
  const waiting = approvalStanding(view, next) === 'asked' ? formOf(view, next) : undefined
  const post = waiting?.chain.find((one) => one.signed === undefined)?.post
  const first = next.conditions.find((one) => one.effect === 'refused' && one.clears?.approval === undefined)
  return (
    <span>
      <Tag {...(tone && { tone })}>{t(next.state === 'open-late' ? words.late : name)}</Tag>{' '}
      <span className="muted small">
        {t(BY[next.who])}
        {post !== undefined && ` · ${t(words.waitsFor, { post })}`}
        {next.earliest !== undefined && ` · ${t(words.waitsUntil, { day: next.earliest })}`}
        {stands === 'blocked' && first && ` · ${t(first.message)}`}
      </span>{' '}
    </span>
  )
}

function Why({ why }: { readonly why: NotUp }) {
  const { t } = useWords()
  if ('once' in why) return t(words.notOnce)
  if ('after' in why) return t(words.notAfter, { act: t(acts[why.after].name) })
  return t(words.notYet, { acts: why.wants.map((one) => t(acts[one].name)).join('、') })
}
