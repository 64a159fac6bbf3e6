import type { CaseView, NextView } from '@liuhen/contract/cases'
import { Act, acts, comesUp, isOurs, STAGES, type Stage } from '@liuhen/core/procedure'
import { Link, useNavigate } from '@tanstack/react-router'
import { SelectField, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { ActLink, Condition } from './condition.tsx'
import { approvalStanding, formOf, standingOf } from './standing.ts'
import { words } from './words.ts'

const keyOf = (one: NextView): string => `${one.act} ${one.of?.id ?? ''}`
/** 现在可以做: what may be done now, the viewer's own first; what only waits for its approval is among it. */
export function Now({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const ready = view.next.filter((one) => standingOf(view, one) === 'ready')
  const mine = ready.filter((one) => one.mine)
  const others = ready.filter((one) => !one.mine)
  return (
    <section className="sheet" aria-label={t(words.now)}>
      <h2 className="group">{t(words.now)}</h2>
      {!view.rulesChosen && (
        <p className="lead-in zhe small">
          {t(words.rulesMissing)} <Link to="/law/rule-set">{t(words.toRuleSet)}</Link>
        </p>
      )}
      {mine.length === 0 && (
        <p className="muted lead-in">{t(view.row.open || others.length > 0 ? words.nowNone : words.nowOver)}</p>
      )}
      {mine.map((one) => (
        <Ready key={keyOf(one)} view={view} next={one} />
      ))}
      {(view.handles || view.leads) && <Happened view={view} />}
      {others.length > 0 && (
        <details className="lead-in small">
          <summary>
            {t(words.others)} · {others.length}
          </summary>
          <ul className="step-list">
            {others.map((one) => (
              <li key={keyOf(one)}>
                {t(acts[one.act].name)} <About next={one} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function About({ next: { of } }: { readonly next: NextView }) {
  const { t } = useWords()
  if (of === undefined) return null
  return <span className="muted small">{t(words.about, { day: of.on, act: t(acts[of.act].name) })}</span>
}

function Ready({ view, next }: { readonly view: CaseView; readonly next: NextView }) {
  const { t } = useWords()
  const noted = next.conditions.filter((one) => one.clears?.approval === undefined)
  const approval = approvalStanding(view, next)
  return (
    <div className="step-open">
      <ActLink caseId={view.row.id} act={next.act} of={next.of?.id} className="button primary">
        {t(acts[next.act].name)}
      </ActLink>
      <span>
        <span className="muted small">{t(STAGES[acts[next.act].stage])}</span> <About next={next} />{' '}
        {next.state === 'open-late' && <Tag tone="zhe">{t(words.late)}</Tag>}{' '}
        {approval === 'to-ask' && <Tag tone="act">{t(words.toApproval)}</Tag>}
        {approval === 'agreed' && <Tag>{t(words.approved)}</Tag>}
      </span>
      {noted.length > 0 && (
        <div className="step-conditions small">
          {noted.map((one) => (
            <Condition key={one.code} condition={one} caseId={view.row.id} next={view.next} quoted={false} />
          ))}
        </div>
      )}
    </div>
  )
}

/** What the party or somebody else does: nothing of the bureau's stands in its way, and it is entered when it happened. */
function Happened({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const done = (act: Act) => view.acts.some((one) => one.act === act && one.struck === undefined)
  const coming = Act.options.filter((act) => !isOurs(act) && comesUp(act, done))
  if (coming.length === 0) return null
  return (
    <div className="lead-in happened">
      <SelectField
        label={t(words.happened)}
        hint={t(words.happenedHint)}
        value=""
        empty="—"
        onValue={(act) =>
          void navigate({ to: '/cases/$id', params: { id: view.row.id }, search: { act }, resetScroll: false })
        }
        options={coming.map((act) => ({ value: act, label: t(acts[act].name) }))}
      />
    </div>
  )
}

/** 等待: until which day, or for whose signature. */
export function Waiting({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const waiting = view.next.filter((one) => standingOf(view, one) === 'waiting')
  const asked = waiting.filter((one) => approvalStanding(view, one) === 'asked')
  if (waiting.length === 0) return null
  const postOf = (one: NextView): string =>
    formOf(view, one)?.chain.find((each) => each.signed === undefined)?.post ?? one.approval?.chain[0] ?? ''
  return (
    <section className="sheet" aria-label={t(words.waiting)}>
      <h2 className="group">{t(words.waiting)}</h2>
      {asked.map((one) => (
        <div key={`asked ${keyOf(one)}`} className="step-waits">
          <b>{t(acts[one.act].name)}</b> <About next={one} />{' '}
          <Tag tone="act">{t(words.waitsFor, { post: postOf(one) })}</Tag>
        </div>
      ))}
      {waiting
        .filter((one) => !asked.includes(one))
        .map((one) => (
          <div key={keyOf(one)} className="step-waits">
            <b>{t(acts[one.act].name)}</b> <About next={one} />{' '}
            {one.earliest && <Tag>{t(words.waitsUntil, { day: one.earliest })}</Tag>}
            {one.conditions.map((each) => (
              <Condition
                key={each.code}
                condition={{ ...each, earliest: undefined }}
                caseId={view.row.id}
                next={view.next}
                quoted={false}
              />
            ))}
          </div>
        ))}
    </section>
  )
}

/** 还不能做, by stage: each says each thing that is missing, with its article. */
export function Blocked({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const blocked = view.next.filter((one) => standingOf(view, one) === 'blocked')
  if (blocked.length === 0) return null
  const stages = (Object.keys(STAGES) as Stage[])
    .map((stage) => ({ stage, steps: blocked.filter((one) => acts[one.act].stage === stage) }))
    .filter(({ steps }) => steps.length > 0)
  return (
    <section className="sheet" aria-label={t(words.blocked)}>
      <h2 className="group">
        {t(words.blocked)} <span>{blocked.length}</span>
      </h2>
      {stages.map(({ stage, steps }) => (
        <details key={stage} className="blocked-stage">
          <summary>
            {t(STAGES[stage])}{' '}
            <span className="muted small">{steps.map((one) => t(acts[one.act].name)).join('、')}</span>
          </summary>
          {steps.map((one) => (
            <div key={keyOf(one)} className="step-blocked" id={`step-${one.act}`}>
              <div>
                <b>{t(acts[one.act].name)}</b> <About next={one} />{' '}
                <span className="muted small">{t(words.lacks, { n: one.conditions.length })}</span>
              </div>
              {one.conditions.map((each) => (
                <Condition
                  key={each.code}
                  condition={each}
                  caseId={view.row.id}
                  next={view.next}
                  approval={{ act: one.act, of: one.of?.id }}
                />
              ))}
            </div>
          ))}
        </details>
      ))}
    </section>
  )
}
