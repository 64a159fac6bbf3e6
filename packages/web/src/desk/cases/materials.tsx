import type { CaseActView, MaterialChoice } from '@liuhen/contract/cases'
import { MAY_BE_DRAFT, materialKinds, MaterialRole, materialRoles } from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { Digest, SelectField, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { materialWords } from './material-words.ts'

/** By what a piece is known in a form: its kind and id. */
const keyOf = ({ kind, id }: Pick<MaterialChoice, 'kind' | 'id'>): string => `${kind} ${id}`

/** As what each piece of the case is handed in, or not at all; its evidence goes with it by itself. */
export function MaterialsChoice({
  found,
  chosen,
  onChosen,
  wrong,
}: {
  readonly found: readonly MaterialChoice[]
  readonly chosen: Readonly<Record<string, string>>
  readonly onChosen: (chosen: Record<string, string>) => void
  readonly wrong: string | undefined
}) {
  const { t } = useWords()
  const evidence = found.filter((one) => one.kind === 'evidence')
  const pieces = found.filter((one) => one.kind !== 'evidence')
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
          options={MaterialRole.options
            .filter((as) => as !== 'evidence' && (one.fixed || MAY_BE_DRAFT.includes(as)))
            .map((as) => ({ value: as, label: t(materialRoles[as]) }))}
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
export function HandedIn({ act: { materials, differs } }: { readonly act: CaseActView }) {
  const { t } = useWords()
  if (materials === undefined) return null
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
        <summary>{t(materialWords.handed, { n: materials.length })}</summary>
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
