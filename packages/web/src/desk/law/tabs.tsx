import './law.css'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useReply } from '../../api/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** The way between the pages of the regulations; the rule set says how much of it is still open. */
export function LawTabs() {
  const { t, say } = useWords()
  const ruleSet = useReply('ruleSet', { query: {} })
  const open = ruleSet.data?.open ?? 0
  const strip = useRef<HTMLElement>(null)
  // On a telephone the page one is on may be the last of the strip.
  useEffect(() => {
    const nav = strip.current
    if (!nav) return
    const seen = new ResizeObserver(() => {
      const here = nav.querySelector<HTMLElement>('[aria-current=page]')
      if (here) nav.scrollLeft = here.offsetLeft + here.offsetWidth / 2 - nav.offsetLeft - nav.clientWidth / 2
    })
    seen.observe(nav)
    return () => seen.disconnect()
  }, [open])
  const pages = [
    { to: '/law', name: t(words.instruments), exact: true },
    { to: '/law/compare', name: t(words.compare) },
    {
      to: '/law/rule-set',
      name: open > 0 ? `${t(words.ruleSet)} · ${t(words.openSettings, { n: open })}` : t(words.ruleSet),
    },
    { to: '/law/causes', name: t(words.causes) },
    { to: '/law/findings', name: t(words.findings) },
    { to: '/law/calendar', name: t(words.calendar) },
    { to: '/deadline', name: say('deadline') },
  ] as const
  return (
    <nav className="tabs" ref={strip} aria-label={t(words.tabs)}>
      {pages.map((one) => (
        <Link key={one.to} to={one.to} activeOptions={{ exact: 'exact' in one, includeSearch: false }}>
          {one.name}
        </Link>
      ))}
    </nav>
  )
}
