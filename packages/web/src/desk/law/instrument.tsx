import type { ArticleRow } from '@liuhen/contract/packs'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Await, Empty, Facts, PageHeader, SearchInput, SelectField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { chaptersOf } from './chapters.ts'
import { InstrumentTags } from './list.tsx'
import { LawTabs } from './tabs.tsx'
import { words } from './words.ts'

/** One instrument: what it is, and its articles by chapter. */
export function InstrumentPage() {
  const { t, say } = useWords()
  const { pack = '' } = useParams({ strict: false })
  const { version } = useSearch({ strict: false })
  const reply = useReply('showInstrument', { params: { pack }, query: version === undefined ? {} : { version } })
  const instrument = reply.data?.instrument
  return (
    <>
      <PageHeader
        title={instrument ? t(instrument.title) : say('law')}
        actions={
          <Link className="button" to="/law/diff" search={{ pack }}>
            {t(words.differences)}
          </Link>
        }
      >
        {instrument && (
          <span className="tags">
            <InstrumentTags instrument={instrument} />
          </span>
        )}
      </PageHeader>
      <LawTabs />
      <Await reply={reply}>
        {({ instrument: one, articles }) => (
          <div className="columns">
            <Articles pack={pack} articles={articles} />
            <section className="sheet pad">
              <Facts
                of={[
                  [t(words.issuer), one.issuer],
                  [t(words.number), one.documentNumber],
                  [t(words.issued), one.issuedOn],
                  [t(words.force), <InForce key="force" from={one.effectiveFrom} to={one.effectiveTo} />],
                  [
                    t(words.version),
                    <Versions key="versions" pack={pack} shown={one.version} versions={one.versions} />,
                  ],
                  [t(words.basedOn), one.basedOn.length > 0 && <Lines key="based" of={one.basedOn} />],
                  [t(words.interpretedBy), one.interpretedBy],
                  [t(words.scope), one.scope.length > 0 && one.scope.join('、')],
                  [t(words.articles), t(words.counts, one.counts)],
                  [t(words.note), one.note && t(one.note)],
                ]}
              />
            </section>
          </div>
        )}
      </Await>
    </>
  )
}

function Lines({ of }: { readonly of: readonly string[] }) {
  return (
    <>
      {of.map((one) => (
        <div key={one}>{one}</div>
      ))}
    </>
  )
}

function InForce({ from, to }: { readonly from: string | null; readonly to: string | undefined }) {
  const { t } = useWords()
  const parts = [
    from === null ? t(words.sinceUnsaid) : t(words.since, { day: from }),
    to && t(words.until, { day: to }),
  ]
  return <>{parts.filter(Boolean).join(' · ')}</>
}

function Versions({
  pack,
  shown,
  versions,
}: {
  readonly pack: string
  readonly shown: number
  readonly versions: readonly { readonly version: number; readonly from: string | null }[]
}) {
  const { t } = useWords()
  const navigate = useNavigate()
  const name = (one: (typeof versions)[number]) =>
    one.from === null ? t(words.versionOf, { n: one.version }) : t(words.versionFrom, { n: one.version, day: one.from })
  const only = versions[0]
  if (versions.length < 2) return <>{only ? name(only) : t(words.versionOf, { n: shown })}</>
  return (
    <SelectField
      label={t(words.version)}
      value={String(shown)}
      onValue={(value) => void navigate({ to: '/law/$pack', params: { pack }, search: { version: Number(value) } })}
      options={versions.map((one) => ({ value: String(one.version), label: name(one) }))}
    />
  )
}

function Articles({ pack, articles }: { readonly pack: string; readonly articles: readonly ArticleRow[] }) {
  const { t, say } = useWords()
  const [find, setFind] = useState('')
  const wanted = find.trim()
  const shown = articles.filter((one) => [one.label, one.opening, one.law ?? ''].some((part) => part.includes(wanted)))
  return (
    <section className="sheet" aria-label={t(words.articles)}>
      <div className="filters one">
        <SearchInput label={t(words.findArticle)} value={find} onValue={setFind} />
      </div>
      {shown.length === 0 && <Empty title={say('nothingFound')} mark="无" />}
      {chaptersOf(shown).map(({ name, articles: inside }) => (
        <div key={name ?? ''}>
          {name !== undefined && (
            <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
              {name}
            </h2>
          )}
          <ol className="articles">
            {inside.map((one) => (
              <li key={one.id}>
                <Link to="/law/$pack/$" params={{ pack, _splat: one.id }}>
                  {one.label}
                </Link>
                <span>{one.opening.startsWith(one.label) ? one.opening.slice(one.label.length) : one.opening}</span>
                <span className="muted small">
                  {t(words.articleCounts, { obligations: one.obligations, rules: one.rules })}
                </span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  )
}
