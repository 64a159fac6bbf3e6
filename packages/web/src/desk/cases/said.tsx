import { choiceName, type Fact, facts, type Said } from '@liuhen/core/procedure'
import { methodNames, outcomeNames } from '@liuhen/core/vocabulary'
import { useWords } from '../../words/index.ts'
import { CauseName } from '../causes/fields.tsx'
import { formWords } from './form-words.ts'
import { words } from './words.ts'

/** What an act says of itself, each fact with its answer in words. */
export function SaidFacts({ says }: { readonly says: Said }) {
  const { t } = useWords()
  const said = useSaid()
  const entries = Object.entries(says).filter((one): one is [Fact, boolean | string | number] => one[1] !== undefined)
  if (entries.length === 0) return null
  return (
    <ul className="said">
      {entries.map(([fact, value]) => (
        <li key={fact}>
          <span className="muted">{t(facts[fact].name)}</span>{' '}
          {fact === 'cause' ? <CauseName code={String(value)} /> : said(fact, value)}
        </li>
      ))}
    </ul>
  )
}

/** An answer in words: 是, 直接送达, 2,000 元. */
export function useSaid(): (fact: Fact, value: boolean | string | number) => string {
  const { t } = useWords()
  return (fact, value) => {
    if (typeof value === 'boolean') return t(value ? words.yes : words.no)
    if (typeof value === 'number') {
      const number = value.toLocaleString('en-US')
      return facts[fact].type === 'count' ? number : `${number} ${t(formWords.yuan)}`
    }
    const names = { method: methodNames, outcome: outcomeNames }[facts[fact].type as string] as
      | Readonly<Record<string, { zh: string; en: string }>>
      | undefined
    const name = names?.[value] ?? choiceName(fact, value)
    return name ? t(name) : value
  }
}
