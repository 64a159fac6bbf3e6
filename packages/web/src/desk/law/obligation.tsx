import type { ArticlePage } from '@liuhen/contract/packs'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { RuleSentence } from './rule.tsx'
import { modalities, obligationKinds, proofs, words } from './words.ts'

type One = ArticlePage['obligations'][number]

/** One demand of an article beside what the system does about it, and the tests that prove it. */
export function Obligation({ obligation: one, chosen }: { readonly obligation: One; readonly chosen: boolean }) {
  const { t } = useWords()
  return (
    <div className={chosen ? 'obligation chosen' : 'obligation'} id={`obligation-${one.id}`}>
      <div className="asks">
        <div className="row">
          <code>{one.id}</code>
          <Tag>{t(modalities[one.modality])}</Tag>
          <span className="muted small">{t(obligationKinds[one.kind])}</span>
        </div>
        <q lang="zh-CN">{one.quote}</q>
      </div>
      <div className="does">
        {one.does.length === 0 && one.settings.length === 0 && <p className="muted small">{t(words.doesNothing)}</p>}
        {one.does.map((rule) => (
          <RuleSentence key={`${rule.pack}/${rule.rule}`} rule={rule} cited={false} />
        ))}
        {one.settings.map((setting) => (
          <div key={setting.key} className="rule">
            <span className="kind">{t(words.leftToBureau)}</span>
            <Link to="/law/rule-set" hash={setting.key}>
              {t(setting.title)}
            </Link>{' '}
            <Tag tone={setting.open ? 'zhe' : undefined}>
              {t(setting.open ? words.settingOpen : words.settingDecided)}
            </Tag>
          </div>
        ))}
        <Proof proof={one.proof} />
      </div>
    </div>
  )
}

function Proof({ proof }: Pick<One, 'proof'>) {
  const { t } = useWords()
  const tone =
    proof.state === 'proven' ? 'qing' : proof.state === 'open' || proof.state === 'stated' ? 'zhe' : undefined
  const said = (
    <>
      <Tag tone={tone}>{t(proofs[proof.state])}</Tag>{' '}
      {proof.tests.length > 0 && <span className="small">{t(words.tests, { n: proof.tests.length })}</span>}
    </>
  )
  return (
    <div className="proof small">
      {proof.tests.length === 0 ? said : <Tests summary={said} names={proof.tests} />}
      {proof.states.length > 0 && (
        <div className="muted">
          <Tests summary={t(words.statedBy, { n: proof.states.length })} names={proof.states} />
        </div>
      )}
      {proof.reason && <div className="muted">{t(proof.reason)}</div>}
    </div>
  )
}

function Tests({ summary, names }: { readonly summary: ReactNode; readonly names: readonly string[] }) {
  return (
    <details>
      <summary>{summary}</summary>
      <ul>
        {names.map((name) => (
          <li key={name} lang="en">
            {name}
          </li>
        ))}
      </ul>
    </details>
  )
}
