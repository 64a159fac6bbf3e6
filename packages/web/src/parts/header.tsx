import { type ReactNode, useEffect } from 'react'
import { useWords } from '../words/index.ts'

export interface PageHeaderProps {
  readonly title: string
  /** Beside the title, smaller. */
  readonly aside?: ReactNode
  /** Under the title: what now, since when, tags. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** The title of a page, which is the window's title too. */
export function PageHeader({ title, aside, children, actions }: PageHeaderProps) {
  const { say } = useWords()
  const product = say('product')
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  return (
    <div className="page-header">
      <div>
        <h1>
          {title} {aside && <span className="muted small">{aside}</span>}
        </h1>
        {children && <div className="muted small">{children}</div>}
      </div>
      {actions && <div className="actions">{actions}</div>}
    </div>
  )
}
