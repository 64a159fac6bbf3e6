import type { CitationView } from '@liuhen/contract/packs'
import { Link } from '@tanstack/react-router'
import { useMay, useMe, useReply } from '../api/index.ts'
import { useWords } from '../words/index.ts'

export interface ArticleLinkProps {
  readonly citation: CitationView
  /** Names the instrument too; national law always names itself. */
  readonly whole?: boolean
}

/** The door from a rule to the article it stands on: every place that shows a rule has one. */
export function ArticleLink({ citation, whole = false }: ArticleLinkProps) {
  const { t } = useWords()
  const may = useMay()
  const { pack, article, title, label, quote } = citation
  const name = whole && pack !== 'national' ? `《${t(title)}》${label}` : label
  // Who may not open the regulations here reads which article it is.
  if (!may('showArticle')) return <span title={[t(title), quote].filter(Boolean).join('\n')}>{name}</span>
  return (
    <Link
      className="article-link"
      to="/law/$pack/$"
      params={{ pack, _splat: article }}
      title={[t(title), quote].filter(Boolean).join('\n')}
    >
      {name}
    </Link>
  )
}

/** Each article once, in order; where several instruments are cited, each by its full name. */
export function Cited({
  citations,
  quoted = false,
  whole,
}: {
  readonly citations: readonly CitationView[]
  /** With the words of the obligation. */
  readonly quoted?: boolean
  readonly whole?: boolean
}) {
  const each = [
    ...new Map(citations.map((one) => [`${one.pack}/${one.article} ${quoted ? one.quote : ''}`, one])).values(),
  ]
  const instruments = new Set(each.flatMap((one) => (one.pack === 'national' ? [] : [one.pack])))
  const full = whole ?? instruments.size > 1
  if (quoted)
    return each.map((one) => (
      <div className="article" key={`${one.pack}/${one.article} ${one.quote}`}>
        {one.quote && <q>{one.quote}</q>} <ArticleLink citation={one} whole={full} />
      </div>
    ))
  return (
    <span className="cited">
      {each.map((one, i) => (
        <span key={`${one.pack}/${one.article}`}>
          {i > 0 && '、'}
          <ArticleLink citation={one} whole={full} />
        </span>
      ))}
    </span>
  )
}

/** `changsha-county-2023/41`, `national/penalty-law/60`: how a refusal names its article. */
const REFERENCE = /^([a-z0-9]+(?:-[a-z0-9]+)*)\/(.+)$/

/** Words of a regulation: quoted, with its article and the way there. */
export function Article({ article, quote }: { readonly article: string; readonly quote?: string | undefined }) {
  const [, pack, id] = REFERENCE.exec(article) ?? []
  return (
    <div className="article">
      {quote && <q>{quote}</q>} {pack !== undefined && id !== undefined ? <Referred pack={pack} id={id} /> : article}
    </div>
  )
}

function Referred({ pack, id }: { readonly pack: string; readonly id: string }) {
  const { t } = useWords()
  const me = useMe()
  const may = useMay()
  const reply = useReply(
    'showInstrument',
    { params: { pack }, query: {} },
    { when: me !== undefined && may('showInstrument') },
  )
  const found = reply.data?.articles.find((one) => one.id === id)
  if (!reply.data || !found) return <code>{`${pack}/${id}`}</code>
  const { title } = reply.data.instrument
  return (
    <Link className="article-link" to="/law/$pack/$" params={{ pack, _splat: id }}>
      {pack === 'national' ? found.label : `《${t(title)}》${found.label}`}
    </Link>
  )
}
