import type { CitationView } from '@liuhen/contract/packs'
import { SelectField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** Which of the proposed articles a problem is one of; its value is `pack/article`. */
export function ArticleField({
  of,
  value,
  onValue,
  wrong,
}: {
  readonly of: readonly CitationView[]
  readonly value: string
  readonly onValue: (value: string) => void
  readonly wrong?: string | undefined
}) {
  const { t, say } = useWords()
  return (
    <SelectField
      label={t(words.article)}
      value={value}
      onValue={onValue}
      empty={say('choose')}
      options={of.map((one) => ({
        value: `${one.pack}/${one.article}`,
        label: `${one.label} ${one.quote ?? ''}`.slice(0, 60),
      }))}
      wrong={wrong}
    />
  )
}
