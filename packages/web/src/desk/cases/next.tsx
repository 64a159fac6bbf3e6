import type { CaseView, NextView } from '@liuhen/contract/cases'
import { Act, acts, comesUp, isOurs, STAGES, type Stage } from '@liuhen/core/procedure'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Action, Cited, SelectField, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { ActLink, Condition } from './condition.tsx'
import { RecordingsOfAct } from './recordings-of-act.tsx'
import { approvalStanding, conditionsOf, formOf, lacksRecording, leadingStep, standingOf } from './standing.ts'
import { words } from './words.ts'

const keyOf = (one: NextView): string => `${one.act} ${one.of?.id ?? ''}`
/** 现在可以做: what leads the case on, and why it cannot yet; what is to be mended; then all else that may be done, by stage. */
export function Now({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const leading = leadingStep(view)
  const ready = view.next.filter((one) => one !== leading && standingOf(view, one) === 'ready')
  const mine = ready.filter((one) => one.mine)
  const others = ready.filter((one) => !one.mine)
  const hasPart = view.handles || view.leads
  const nothing = leading === undefined && ready.length === 0
  return (
    <section className="sheet" aria-label={t(words.now)}>
      <h2 className="group">{t(words.now)}</h2>
      {!view.rulesChosen && (
        <p className="lead-in zhe small">
          {t(words.rulesMissing)} <Link to="/law/rule-set">{t(words.toRuleSet)}</Link>
        </p>
      )}
      {nothing && view.rulesChosen && (
        <p className="muted lead-in">{t(view.row.open ? words.nowNone : words.nowOver)}</p>
      )}
      {hasPart && <ToMend view={view} />}
      {leading && <Leading view={view} next={leading} />}
      <ByStage view={view} steps={mine} />
      {hasPart && <Happened view={view} />}
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

/** Acts whose recording is missing: the end of the investigation waits for each. */
function ToMend({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const [tying, setTying] = useState<string>()
  const tied = view.acts.find((one) => one.id === tying)
  return (
    <>
      {view.acts.filter(lacksRecording).map((one) => (
        <div key={one.id} className="step-mend">
          <span>
            <Tag tone="zhu">{t(words.missing)}</Tag>{' '}
            <a href={`#act-${one.id}`}>
              {one.number} {t(acts[one.act].name)}
            </a>{' '}
            <span className="muted small">
              {one.on} {one.at}
            </span>{' '}
            <span className="small">
              <Cited citations={one.mustRecord ?? []} />
            </span>
          </span>
          <Action onAct={() => setTying(one.id)}>{t(words.tie)}</Action>
        </div>
      ))}
      {tied && <RecordingsOfAct caseId={view.row.id} act={tied} onClose={() => setTying(undefined)} />}
    </>
  )
}

/** What leads the case on: its button when it can be done, and else each thing that is missing with its article. */
function Leading({ view, next }: { readonly view: CaseView; readonly next: NextView }) {
  const { t } = useWords()
  const standing = standingOf(view, next)
  const approval = approvalStanding(view, next)
  const missing = conditionsOf(view, next).filter((one) => one.clears?.approval === undefined || approval === 'missing')
  return (
    <div className="leading">
      <div className="row between">
        <div>
          <div className="muted small">
            {t(words.leadsOn)} · {t(STAGES[acts[next.act].stage])}
          </div>
          <b className="leading-name">{t(acts[next.act].name)}</b> <About next={next} />
          {next.state === 'open-late' && <Tag tone="zhe">{t(words.late)}</Tag>}
          {approval === 'agreed' && <Tag>{t(words.approved)}</Tag>}
          {approval === 'asked' && <Tag tone="act">{t(words.waitsFor, { post: postOf(view, next) })}</Tag>}
          {next.earliest && <Tag>{t(words.waitsUntil, { day: next.earliest })}</Tag>}
          {standing === 'blocked' && <span className="muted small"> {t(words.lacks, { n: missing.length })}</span>}
        </div>
        {standing === 'ready' &&
          (next.mine ? (
            <ActLink caseId={view.row.id} act={next.act} of={next.of?.id} className="button primary">
              {t(approval === 'to-ask' ? words.toApproval : words.doIt)}
            </ActLink>
          ) : (
            <span className="muted small">{t(words.othersDo)}</span>
          ))}
      </div>
      {missing.map((one) => (
        <Condition
          key={one.code}
          condition={one}
          caseId={view.row.id}
          next={view.next}
          quoted={standing === 'blocked'}
          approval={{ act: next.act, of: next.of?.id }}
        />
      ))}
      {next.tells.length > 0 && (
        <details className="small">
          <summary className="muted">
            {t(words.tells)} · {next.tells.length}
          </summary>
          {next.tells.map((one) => (
            <Condition key={one.code} condition={one} caseId={view.row.id} quoted={false} />
          ))}
        </details>
      )}
    </div>
  )
}

/** Everything else that may be done, a line of buttons for each stage. */
function ByStage({ view, steps }: { readonly view: CaseView; readonly steps: readonly NextView[] }) {
  const { t } = useWords()
  const stages = (Object.keys(STAGES) as Stage[])
    .map((stage) => ({ stage, own: steps.filter((one) => acts[one.act].stage === stage) }))
    .filter(({ own }) => own.length > 0)
  return (
    <dl className="by-stage">
      {stages.map(({ stage, own }) => [
        <dt key={stage}>{t(STAGES[stage])}</dt>,
        <dd key={`${stage}:`}>
          {own.map((one) => (
            <Ready key={keyOf(one)} view={view} next={one} />
          ))}
        </dd>,
      ])}
    </dl>
  )
}

function About({ next: { of } }: { readonly next: NextView }) {
  const { t } = useWords()
  if (of === undefined) return null
  return <span className="muted small">{t(words.about, { day: of.on, act: t(acts[of.act].name) })}</span>
}

function Ready({ view, next }: { readonly view: CaseView; readonly next: NextView }) {
  const { t } = useWords()
  const approval = approvalStanding(view, next)
  const marks = next.conditions.filter((one) => one.clears?.approval === undefined)
  const about = next.of && t(words.about, { day: next.of.on, act: t(acts[next.of.act].name) })
  return (
    <span className="step-ready">
      <ActLink caseId={view.row.id} act={next.act} of={next.of?.id} className="button">
        {t(acts[next.act].name)}
        {approval === 'to-ask' && <span className="muted small"> · {t(words.toApproval)}</span>}
        {approval === 'agreed' && <span className="muted small"> · {t(words.approved)}</span>}
      </ActLink>
      {next.tells.length > 0 && (
        <span className="muted small" title={next.tells.map((one) => t(one.message)).join('\n')}>
          {' '}
          {t(words.tellsSo, { n: next.tells.length })}
        </span>
      )}
      {(about !== undefined || next.state === 'open-late' || marks.length > 0) && (
        <span className="small">
          <span className="muted">{about}</span> {next.state === 'open-late' && <Tag tone="zhe">{t(words.late)}</Tag>}
          {marks.map((one) => (
            <span key={one.code} className="zhe">
              {' '}
              {t(one.message)} <Cited citations={one.citations} />
            </span>
          ))}
        </span>
      )}
    </span>
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
    <div className="lead-in happening-choice">
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

/** Whose signature is awaited. */
const postOf = (view: CaseView, one: NextView): string =>
  formOf(view, one)?.chain.find((each) => each.signed === undefined)?.post ?? one.approval?.chain[0] ?? ''

/** 等待: until which day, or for whose signature. */
export function Waiting({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const leading = leadingStep(view)
  const waiting = view.next.filter((one) => one !== leading && standingOf(view, one) === 'waiting')
  const asked = waiting.filter((one) => approvalStanding(view, one) === 'asked')
  if (waiting.length === 0) return null
  return (
    <section className="sheet" aria-label={t(words.waiting)}>
      <h2 className="group">{t(words.waiting)}</h2>
      {asked.map((one) => (
        <div key={`asked ${keyOf(one)}`} className="step-waits">
          <b>{t(acts[one.act].name)}</b> <About next={one} />{' '}
          <Tag tone="act">{t(words.waitsFor, { post: postOf(view, one) })}</Tag>
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
  const leading = leadingStep(view)
  const blocked = view.next.filter((one) => one !== leading && standingOf(view, one) === 'blocked')
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
