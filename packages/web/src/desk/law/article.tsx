import type { ArticlePage as Page } from '@liuhen/contract/packs'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Await, PageHeader, SelectField, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { chaptersOf } from './chapters.ts'
import { FindingItem } from './findings.tsx'
import { InstrumentPage } from './instrument.tsx'
import { runsOf } from './marked.ts'
import { Obligation } from './obligation.tsx'
import { RuleSentence } from './rule.tsx'
import { LawTabs } from './tabs.tsx'
import { words } from './words.ts'

/** One article: its words, beside each of its demands what the system does about it, and how that is proven. */
export function ArticlePage() {
  const { pack = '', _splat: article = '' } = useParams({ strict: false })
  // The address of an instrument is that of an article without its last part.
  return article === '' ? <InstrumentPage /> : <OneArticle pack={pack} article={article} />
}

function OneArticle({ pack, article }: { readonly pack: string; readonly article: string }) {
  const { say } = useWords()
  const { version } = useSearch({ strict: false })
  const reply = useReply('showArticle', { params: { pack, article }, query: version === undefined ? {} : { version } })
  const page = reply.data
  return (
    <>
      <PageHeader title={page ? page.article.label : say('law')}>{page && <Beneath page={page} />}</PageHeader>
      <LawTabs />
      <div className="with-contents">
        <Contents pack={pack} article={article} version={version} />
        <Await reply={reply}>{(one) => <Opened key={`${pack}/${article}`} page={one} />}</Await>
      </div>
    </>
  )
}

function Beneath({ page: { instrument, article } }: { readonly page: Page }) {
  const { t } = useWords()
  return (
    <span className="row">
      <Link to="/law/$pack" params={{ pack: instrument.id }}>
        {t(instrument.title)}
      </Link>
      {article.chapter && <span>{article.chapter}</span>}
      {instrument.trial && <Tag>{t(words.trial)}</Tag>}
      {instrument.versions.length > 1 && <span>{t(words.versionOf, { n: instrument.version })}</span>}
      <span>
        {instrument.effectiveFrom === null ? t(words.sinceUnsaid) : t(words.since, { day: instrument.effectiveFrom })}
      </span>
    </span>
  )
}

/** The other articles by chapter: a column on a desk, a list to choose from on a telephone. */
function Contents({
  pack,
  article,
  version,
}: {
  readonly pack: string
  readonly article: string
  readonly version: number | undefined
}) {
  const { t } = useWords()
  const navigate = useNavigate()
  const search = version === undefined ? {} : { version }
  const reply = useReply('showInstrument', { params: { pack }, query: search })
  const articles = reply.data?.articles ?? []
  return (
    <nav className="contents" aria-label={t(words.articles)}>
      <div className="narrow">
        <SelectField
          label={t(words.choseArticle)}
          value={article}
          onValue={(id) => void navigate({ to: '/law/$pack/$', params: { pack, _splat: id }, search })}
          options={articles.map((one) => ({ value: one.id, label: one.label }))}
        />
      </div>
      <div className="sheet wide">
        {chaptersOf(articles).map(({ name, articles: inside }) => (
          <div key={name ?? ''}>
            {name !== undefined && <b className="small">{name}</b>}
            {inside.map((one) => (
              <Link key={one.id} to="/law/$pack/$" params={{ pack, _splat: one.id }} search={search}>
                {one.label}
              </Link>
            ))}
          </div>
        ))}
      </div>
    </nav>
  )
}

function Opened({ page }: { readonly page: Page }) {
  const { t } = useWords()
  const [chosen, setChosen] = useState<string>()
  return (
    <div className="stack">
      <TextOf page={page} chosen={chosen} onChoose={setChosen} />
      <Live live={page.live} />
      {page.obligations.length > 0 && (
        <section className="sheet">
          <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
            {t(words.obligations)}
          </h2>
          {page.obligations.map((one) => (
            <Obligation key={one.id} obligation={one} chosen={chosen === one.id} />
          ))}
        </section>
      )}
      {page.obligations.length === 0 && <OnIt page={page} />}
      {page.findings.length > 0 && (
        <section className="sheet">
          <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
            {t(words.articleFindings)}
          </h2>
          {page.findings.map((one) => (
            <FindingItem key={one.id} finding={one} />
          ))}
        </section>
      )}
      <Around page={page} />
    </div>
  )
}

interface TextProps {
  readonly page: Page
  readonly chosen: string | undefined
  readonly onChoose: (id: string | undefined) => void
}

function TextOf({ page: { article, obligations }, chosen, onChoose }: TextProps) {
  const { t } = useWords()
  const choose = (id: string | undefined) => {
    onChoose(id)
    if (id !== undefined) document.getElementById(`obligation-${id}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <section className="sheet pad article-text">
      <div className="row between">
        <span className="muted small">{t(article.text === undefined ? words.gist : words.wordForWord)}</span>
        <span className="tags">
          {article.labelLost && <Tag tone="zhe">{t(words.labelLost)}</Tag>}
          {article.unverified && <Tag tone="zhe">{t(words.unverified)}</Tag>}
        </span>
      </div>
      {article.text === undefined ? (
        <p className="text">{article.gist && t(article.gist)}</p>
      ) : (
        <p className="text" lang="zh-CN">
          {runsOf(article.text, obligations).map((run, i) =>
            run.of.length === 0 ? (
              <span key={i}>{run.text}</span>
            ) : (
              <mark
                key={i}
                className={chosen !== undefined && run.of.includes(chosen) ? 'chosen' : undefined}
                title={run.of.join('、')}
                onClick={() => choose(run.of.find((one) => one !== chosen) ?? run.of[0])}
              >
                {run.text}
              </mark>
            ),
          )}
        </p>
      )}
    </section>
  )
}

function Live({ live }: Pick<Page, 'live'>) {
  const { t } = useWords()
  if (live.length === 0) return null
  return (
    <section className="sheet pad live" aria-label={t(words.live)}>
      {live.map((one) => (
        <div key={one.key}>
          <b className={one.value > 0 && one.key !== 'recordings' ? 'figure zhu' : 'figure'}>
            {one.of === undefined ? one.value : t(words.liveOf, { value: one.value, of: one.of })}
          </b>
          <div>{t(one.says)}</div>
          <div className="muted small">
            {one.from} – {one.to}
          </div>
        </div>
      ))}
    </section>
  )
}

function OnIt({ page }: { readonly page: Page }) {
  const { t } = useWords()
  const law = page.article.text === undefined
  return (
    <section className="sheet pad">
      <h3>{t(words.rulesOnIt)}</h3>
      {page.rules.length === 0 && <p className="muted small">{t(law ? words.rulesNone : words.noObligations)}</p>}
      {page.rules.map((one) => (
        <RuleSentence key={`${one.pack}/${one.rule}`} rule={one} />
      ))}
    </section>
  )
}

function Around({ page: { instrument, previous, next } }: { readonly page: Page }) {
  const { t } = useWords()
  return (
    <div className="row between">
      {previous ? (
        <Link to="/law/$pack/$" params={{ pack: instrument.id, _splat: previous.id }}>
          ← {t(words.previous)} {previous.label}
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link to="/law/$pack/$" params={{ pack: instrument.id, _splat: next.id }}>
          {t(words.next)} {next.label} →
        </Link>
      )}
    </div>
  )
}
