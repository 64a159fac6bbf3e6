import '../cases/cases.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PageHeader } from '../../parts/index.ts'
import { type Text, useWords } from '../../words/index.ts'
import { words } from './words.ts'

const PAGES = [
  ['/oversight', words.cases],
  ['/oversight/checks', words.checks],
  ['/oversight/figures', words.figures],
] as const

/** The head of every page of the supervising authority. */
export function OversightFrame({
  title,
  actions,
  children,
}: {
  readonly title: Text | string
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  const { t } = useWords()
  return (
    <>
      <PageHeader title={typeof title === 'string' ? title : t(title)} actions={actions}>
        {t(words.lead)}
      </PageHeader>
      <nav className="tabs" aria-label={t(words.tabs)}>
        {PAGES.map(([to, name]) => (
          <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
            {t(name)}
          </Link>
        ))}
      </nav>
      <div className="stack">{children}</div>
    </>
  )
}
