import '../workbench/workbench.css'
import type { EndpointName } from '@liuhen/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../api/index.ts'
import { PageHeader } from '../../parts/index.ts'
import { type Text, useWords } from '../../words/index.ts'
import { words } from './words.ts'

const PAGES = [
  ['/supervision', words.plan, 'supervisionPlan'],
  ['/supervision/findings', words.findings, 'listFindings'],
  ['/supervision/draws', words.draws, 'listDraws'],
  ['/supervision/sheets', words.sheets, 'listScoreSheets'],
  ['/supervision/indices', words.indices, 'indices'],
  ['/supervision/circulars', words.circulars, 'listCirculars'],
  ['/supervision/outside', words.outside, 'listOutsidePapers'],
] as const satisfies readonly (readonly [string, Text, EndpointName])[]

/** The head of every page of supervision: its name, and the way to the others. */
export function SupervisionFrame({
  title,
  lead,
  actions,
  children,
}: {
  readonly title: Text
  readonly lead?: Text
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  const { t } = useWords()
  const may = useMay()
  return (
    <>
      <PageHeader title={t(title)} actions={actions}>
        {lead && t(lead)}
      </PageHeader>
      <nav className="tabs" aria-label={t(words.tabs)}>
        {PAGES.filter(([, , act]) => may(act)).map(([to, name]) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/supervision', includeSearch: false }}>
            {t(name)}
          </Link>
        ))}
      </nav>
      <div className="stack">{children}</div>
    </>
  )
}

/** The heading of a section of a page. */
export const Heading = ({ children }: { readonly children: ReactNode }) => <h2 className="group">{children}</h2>
