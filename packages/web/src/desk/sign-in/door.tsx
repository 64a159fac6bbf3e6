import './door.css'
import { type ReactNode, useEffect } from 'react'
import { LanguageSwitch } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const words = {
  foot: text(
    '本系统运行在本单位内部。登录、查看和导出都写入流水，不能删改。',
    'Runs on the premises of this bureau. Every sign-in, look and export goes into a journal that cannot be altered.',
  ),
}

/** The frame of the pages before the desk: sign-in and set-up. */
export function Door({
  title,
  lead,
  wide = false,
  children,
}: {
  readonly title: string
  readonly lead?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}) {
  const { say, t } = useWords()
  const product = say('product')
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  return (
    <div className="door">
      <div className="head">
        <span className="brand">
          <i aria-hidden>痕</i>
          {product}
        </span>
        <LanguageSwitch />
      </div>
      <main className={wide ? 'middle wide' : 'middle'}>
        <h1>{title}</h1>
        {lead && <div className="lead">{lead}</div>}
        {children}
      </main>
      <div className="foot">{t(words.foot)}</div>
    </div>
  )
}
