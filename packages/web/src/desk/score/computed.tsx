import type { SheetItemView } from '@liuhen/contract/score'
import { Link } from '@tanstack/react-router'
import { Cited, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { computedNames, words } from './words.ts'

type Found = SheetItemView['computed']['found'][number]

/** An item of the standard, with what the system reckons of it and where that is seen. */
export function Item({ of, caseId }: { readonly of: SheetItemView; readonly caseId: string }) {
  const { t } = useWords()
  const { say, citations, most, computed } = of
  const isVeto = most === undefined
  return (
    <div>
      <b>{t(say)}</b> <span className="muted small">{isVeto ? t(words.veto) : t(words.most, { n: most })}</span>{' '}
      <Cited citations={citations} />
      <div className="small">
        <Tag tone={computed.stands === 'lost' ? 'zhe' : computed.stands === 'kept' ? 'qing' : undefined}>
          {isVeto && computed.stands === 'lost'
            ? t(words.vetoFound)
            : t(computedNames[computed.stands], { n: computed.points ?? 0 })}
        </Tag>
      </div>
      {computed.found.map((one, at) => (
        <div className="small muted" key={`${one.at?.act ?? one.at?.paper ?? ''} ${at}`}>
          {t(one.why)} <Cited citations={one.citations} /> <Place of={one} caseId={caseId} />
        </div>
      ))}
    </div>
  )
}

function Place({ of: { at }, caseId }: { readonly of: Found; readonly caseId: string }) {
  const { t } = useWords()
  if (at?.paper !== undefined)
    return (
      <Link to="/papers/$id" params={{ id: at.paper }}>
        {t(at.title)}
      </Link>
    )
  if (at?.act !== undefined)
    return (
      <Link to="/cases/$id" params={{ id: caseId }} hash={`act-${at.act}`}>
        {t(at.title)} {at.on}
      </Link>
    )
  return null
}
