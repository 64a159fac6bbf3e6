import type { CaseActView, MaterialChoice } from '@liuhen/contract/cases'
import {
  type Act,
  MAY_BE_DRAFT,
  materialKinds,
  type MaterialRole,
  materialRoles,
  OF_THE_LIST,
  REVIEW_ROLES,
  rolesHandedIn,
} from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { Digest, SelectField, Tag } from '../../parts/index.ts'
import { type Text, useWords } from '../../words/index.ts'
import { materialWords } from './material-words.ts'

/** By what a piece is known in a form: its kind and id. */
const keyOf = ({ kind, id }: Pick<MaterialChoice, 'kind' | 'id'>): string => `${kind} ${id}`

interface ChoiceProps {
  readonly found: readonly MaterialChoice[]
  readonly chosen: Readonly<Record<string, string>>
  readonly onChosen: (chosen: Record<string, string>) => void
  readonly wrong: string | undefined
}

/** What of the case goes with an act: to a review each as something, with a transfer or its receipt what is ticked. */
export function MaterialsChoice({ act, ...choice }: ChoiceProps & { readonly act: Act }) {
  const roles = rolesHandedIn(act)
  if (roles === REVIEW_ROLES) return <ForReview {...choice} />
  return roles.map((role) => <TickedAs key={role} role={role} {...choice} />)
}

const HINTS: Readonly<Partial<Record<MaterialRole, Text>>> = {
  transferred: materialWords.transferredHint,
  received: materialWords.receivedHint,
  returned: materialWords.returnedHint,
  'handed-over': materialWords.transferredHint,
  receipt: materialWords.receiptHint,
}

/** What can be ticked as that: of a receipt the list of its transfer, of a paper of the other side what is stored. */
const candidates = (role: MaterialRole, found: readonly MaterialChoice[]): readonly MaterialChoice[] =>
  OF_THE_LIST.includes(role)
    ? found.filter((one) => one.listed)
    : role === 'receipt'
      ? found.filter((one) => !one.listed && one.fixed && (one.kind === 'file' || one.kind === 'paper'))
      : found

function TickedAs({ role, found, chosen, onChosen, wrong }: ChoiceProps & { readonly role: MaterialRole }) {
  const { t } = useWords()
  const all = candidates(role, found)
  const fit = all.filter((one) => one.fixed)
  const isTicked = (one: MaterialChoice): boolean => chosen[keyOf(one)] === role
  const others = Object.fromEntries(Object.entries(chosen).filter(([, as]) => as !== role))
  const put = (ticked: readonly MaterialChoice[]) =>
    onChosen({ ...others, ...Object.fromEntries(ticked.map((one) => [keyOf(one), role])) })
  const hint = HINTS[role]
  const isAll = fit.every(isTicked)
  return (
    <fieldset className="materials-choice">
      <legend>
        {t(materialRoles[role])} {hint && <span className="muted small">{t(hint)}</span>}
      </legend>
      {all.length === 0 && <p className="muted small">{t(materialWords.noThings)}</p>}
      {fit.length > 1 && (
        <button type="button" className="button plain" onClick={() => put(isAll ? [] : fit)}>
          {t(isAll ? materialWords.tickNone : materialWords.tickAll)}
        </button>
      )}
      {all.map((one) => (
        <label key={keyOf(one)} className="check">
          <input
            type="checkbox"
            checked={isTicked(one)}
            disabled={!one.fixed}
            onChange={(event) =>
              put(
                event.target.checked
                  ? [...all.filter(isTicked), one]
                  : all.filter((other) => isTicked(other) && other !== one),
              )
            }
          />
          <span>
            {t(materialKinds[one.kind])}《{one.title}》{one.fixed ? '' : `（${t(materialWords.draft)}）`}
          </span>
        </label>
      ))}
      {wrong && role !== 'receipt' && <div className="zhu small">{wrong}</div>}
    </fieldset>
  )
}

/** As what each piece of the case is handed in for review, or not at all; its evidence goes with it by itself. */
function ForReview({ found, chosen, onChosen, wrong }: ChoiceProps) {
  const { t } = useWords()
  const evidence = found.filter((one) => one.kind === 'evidence')
  const pieces = found.filter((one) => one.kind !== 'evidence' && one.kind !== 'goods')
  return (
    <fieldset className="materials-choice">
      <legend>
        {t(materialWords.handIn)} <span className="muted small">{t(materialWords.handInHint)}</span>
      </legend>
      {pieces.length === 0 && <p className="muted small">{t(materialWords.none)}</p>}
      {pieces.map((one) => (
        <SelectField
          key={keyOf(one)}
          label={`${t(materialKinds[one.kind])}《${one.title}》${one.fixed ? '' : `（${t(materialWords.draft)}）`}`}
          value={chosen[keyOf(one)] ?? ''}
          empty={t(materialWords.notHandedIn)}
          onValue={(as) => {
            const { [keyOf(one)]: _, ...others } = chosen
            onChosen(as === '' ? others : { ...others, [keyOf(one)]: as })
          }}
          options={REVIEW_ROLES.filter((as) => as !== 'evidence' && (one.fixed || MAY_BE_DRAFT.includes(as))).map(
            (as) => ({ value: as, label: t(materialRoles[as]) }),
          )}
        />
      ))}
      <p className={evidence.length === 0 ? 'small zhe' : 'small'}>
        {evidence.length === 0
          ? t(materialWords.noEvidence)
          : t(materialWords.evidence, { n: evidence.length, titles: evidence.map((one) => one.title).join('、') })}
      </p>
      {wrong && <div className="zhu small">{wrong}</div>}
    </fieldset>
  )
}

/** What was handed in with an act, each piece by the digest it had then, and what has changed of it since. */
export function HandedIn({ act: { act, materials, differs } }: { readonly act: CaseActView }) {
  const { t } = useWords()
  if (materials === undefined || materials.length === 0) return null
  const count =
    act === 'transferred'
      ? materialWords.ofTransfer
      : rolesHandedIn(act) === REVIEW_ROLES
        ? materialWords.handed
        : materialWords.ofReceipt
  return (
    <div className="small handed-in">
      {differs && differs.length > 0 ? (
        <div role="status">
          <Tag tone="zhu">{t(materialWords.anew)}</Tag>
          <ul className="marks">
            {differs.map((one) => (
              <li key={one.zh}>{t(one)}</li>
            ))}
          </ul>
        </div>
      ) : (
        differs && <span className="muted">{t(materialWords.asThen)}</span>
      )}
      <details>
        <summary>{t(count, { n: materials.length })}</summary>
        <ul className="marks">
          {materials.map((one) => (
            <li key={`${one.as} ${keyOf(one)}`}>
              {t(materialRoles[one.as])} ·{' '}
              {one.kind === 'recording' ? (
                <Link to="/recordings/$id" params={{ id: one.id }}>
                  {one.title}
                </Link>
              ) : (
                one.title
              )}{' '}
              <Digest hex={one.digest} short />
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
