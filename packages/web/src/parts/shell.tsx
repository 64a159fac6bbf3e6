import { Link, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Busy, LineLost } from './line-state.tsx'
import { speak, useWords } from '../words/index.ts'

export interface NavEntry {
  readonly to: string
  readonly label: string
  /** How many things wait there. */
  readonly count?: number | undefined
}

export interface ShellProps {
  /** Groups of the left column; a group without a name has no heading. */
  readonly groups: readonly { readonly name?: string; readonly entries: readonly NavEntry[] }[]
  readonly top: ReactNode
  readonly children: ReactNode
}

/** The frame of every desk page: left column, a bar on top, the page. Below 760 px the column is a drawer. */
export function Shell({ groups, top, children }: ShellProps) {
  const { say, t } = useWords()
  const [open, setOpen] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  useEffect(() => {
    setOpen(false)
    // A keyboard or a screen reader starts each page at its top, not where the link of the last page was.
    if (!first.current) main.current?.focus({ preventScroll: true })
    first.current = false
  }, [path])
  return (
    <div className="shell" onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      <a className="skip" href="#main">
        {say('skip')}
      </a>
      <Busy />
      <nav className={open ? 'nav open' : 'nav'} aria-label={say('pages')} id="pages">
        <Link className="brand" to="/">
          <i aria-hidden>痕</i>
          {say('product')}
        </Link>
        {groups.map((group, i) => (
          <NavGroup key={group.name ?? i} {...group} />
        ))}
        <div className="foot">
          <LanguageSwitch />
        </div>
      </nav>
      <div onClick={() => open && setOpen(false)}>
        <div className="top">
          <button
            type="button"
            className="button menu-button"
            aria-label={say('menu')}
            aria-expanded={open}
            aria-controls="pages"
            onClick={(event) => {
              event.stopPropagation()
              setOpen(!open)
            }}
          >
            <svg width="18" height="14" viewBox="0 0 18 14" aria-hidden>
              <path d="M1 1.5h16M1 7h16M1 12.5h16" stroke="currentColor" strokeWidth="1.6" />
            </svg>
          </button>
          {top}
        </div>
        <LineLost />
        <main className="main" id="main" tabIndex={-1} ref={main} aria-label={t({ zh: '正文', en: 'Content' })}>
          {children}
        </main>
      </div>
    </div>
  )
}

function NavGroup({ name, entries }: ShellProps['groups'][number]) {
  if (entries.length === 0) return null
  return (
    <>
      {name && <small>{name}</small>}
      {entries.map((entry) => (
        <Link key={entry.to} className="entry" to={entry.to} activeOptions={{ exact: entry.to === '/' }}>
          {entry.label}
          {entry.count ? <b>{entry.count.toLocaleString('en-US')}</b> : null}
        </Link>
      ))}
    </>
  )
}

export function LanguageSwitch() {
  const { language, say } = useWords()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="button plain small"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => speak(other)}
    >
      {say('otherLanguage')}
    </button>
  )
}
