import type { CaseView, ConditionView } from '@liuhen/contract/cases'
import { type Act, acts, isByVolume, isOurs } from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { Cited } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

type Nexts = CaseView['next']

/** The way to an act's form: it opens on the page of its case. */
export function ActLink({
  caseId,
  act,
  of,
  className,
  children,
}: {
  readonly caseId: string
  readonly act: Act
  readonly of?: string | undefined
  readonly className?: string
  readonly children: React.ReactNode
}) {
  // Nobody says that a case is archived: the way there is its volume.
  if (isByVolume(act))
    return (
      <a className={className} href="#volume">
        {children}
      </a>
    )
  return (
    <Link
      {...(className && { className })}
      to="/cases/$id"
      params={{ id: caseId }}
      search={{ act, ...(of !== undefined && { of }) }}
      resetScroll={false}
    >
      {children}
    </Link>
  )
}

/** What is missing: in a sentence, by which article, what was no help, from when on, and what one act would clear it. */
export function Condition({
  condition,
  caseId,
  next = [],
  approval,
  quoted = true,
}: {
  readonly condition: ConditionView
  readonly caseId: string
  /** The steps of the case: the way to those that would clear it. */
  readonly next?: Nexts
  /** The step that is put up for approval to clear it. */
  readonly approval?: { readonly act: Act; readonly of?: string | undefined } | undefined
  readonly quoted?: boolean
}) {
  const { t } = useWords()
  const { clears } = condition
  const steps = (clears?.acts ?? []).map((act) => ({ act, found: next.find((one) => one.act === act && one.mine) }))
  return (
    <div className="condition">
      <div>
        {t(condition.message)} {condition.met === 'unknown' && <span className="muted small">{t(words.unknown)}</span>}
        {condition.earliest && <span className="muted small"> {t(words.waitsUntil, { day: condition.earliest })}</span>}
      </div>
      {condition.citations.length > 0 && <Cited citations={condition.citations} quoted={quoted} />}
      {condition.exceptions.length > 0 && (
        <div className="muted small">
          {t(words.helpless)}：
          {condition.exceptions.map((one, i) => (
            <span key={one.say.zh}>
              {i > 0 && '；'}
              {t(one.say)}
              {one.why && `（${t(one.why)}）`} <Cited citations={[one.citation]} />
            </span>
          ))}
        </div>
      )}
      {steps.length > 0 && (
        <div className="small">
          {t(words.clearsBy)}：
          {steps.map(({ act, found }, i) => (
            <span key={act}>
              {i > 0 && '、'}
              {!isOurs(act) || found?.state === 'open' || found?.state === 'open-late' ? (
                <ActLink caseId={caseId} act={act} of={found?.of?.id} className="article-link">
                  {t(acts[act].name)}
                </ActLink>
              ) : (
                t(acts[act].name)
              )}
            </span>
          ))}
        </div>
      )}
      {clears?.setting !== undefined && (
        <Link className="article-link small" to="/law/rule-set" hash={clears.setting}>
          {t(words.toSetting)}
        </Link>
      )}
      {clears?.caseFact !== undefined && (
        <a className="article-link small" href={`#fact-${clears.caseFact}`}>
          {t(words.toFact)}
        </a>
      )}
      {clears?.approval !== undefined && approval && (
        <ActLink caseId={caseId} act={approval.act} of={approval.of} className="article-link small">
          {t(words.toApproval)}
        </ActLink>
      )}
    </div>
  )
}
