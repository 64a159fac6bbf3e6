import { isBySignatures } from '@liuhen/core/procedure'
import { ProblemNote } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Condition } from './condition.tsx'
import { formWords } from './form-words.ts'
import { type ActFormState, factOf } from './use-act-form.ts'

/** What still stands in the way of the act as it is filled in: what makes it void, then the marks it would bear. */
export function InTheWay({ form, asksApproval }: { readonly form: ActFormState; readonly asksApproval: boolean }) {
  const { t } = useWords()
  const { conditions, view, checking, checkFailed } = form
  const refusing = conditions.filter((one) => one.effect === 'refused' && one.clears?.approval === undefined)
  // What its own fields would clear is said beside them.
  const besides = refusing.filter((one) => factOf(one) === undefined)
  const unsaid = refusing.length - besides.length
  const clear = isBySignatures(form.act)
    ? formWords.clearForSignatures
    : asksApproval
      ? formWords.clearForApproval
      : formWords.clear
  const marking = conditions.filter((one) => one.effect !== 'refused')
  if (checkFailed)
    return (
      <div className="in-the-way">
        <p className="muted small">{t(formWords.checkFailed)}</p>
        <ProblemNote error={checkFailed} bare />
      </div>
    )
  return (
    <div className="in-the-way" aria-live="polite" aria-busy={checking}>
      {refusing.length > 0 ? (
        <>
          <h3 className="zhu">{t(formWords.lacking, { n: refusing.length })}</h3>
          {besides.map((one) => (
            <Condition key={one.code} condition={one} caseId={view.row.id} next={view.next} />
          ))}
          {unsaid > 0 && <p className="muted small">{t(formWords.unsaidAbove, { n: unsaid })}</p>}
        </>
      ) : (
        <p className="muted small">{t(checking ? formWords.checking : clear)}</p>
      )}
      {marking.length > 0 && (
        <>
          <h3 className="zhe">{t(formWords.marks)}</h3>
          {marking.map((one) => (
            <Condition key={one.code} condition={one} caseId={view.row.id} next={view.next} quoted={false} />
          ))}
        </>
      )}
    </div>
  )
}
