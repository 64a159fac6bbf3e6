import type { CaseView, TransferView } from '@liuhen/contract/cases'
import { beijing, type Instant } from '@liuhen/core/kernel'
import { type Act, acts, materialKinds } from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { Cited, Digest, Facts, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { transferWords as words } from './transfer-words.ts'

/** 移送: what went to whom, item by item, whether it was signed for, what is awaited since when, and what has changed since. */
export function Transfers({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  if (view.transfers.length === 0) return null
  return (
    <section className="sheet pad" aria-label={t(words.title)}>
      <h2>{t(words.title)}</h2>
      {view.transfers.toReversed().map((one) => (
        <Transfer key={one.act} transfer={one} view={view} />
      ))}
    </section>
  )
}

function Transfer({ transfer, view }: { readonly transfer: TransferView; readonly view: CaseView }) {
  const { t } = useWords()
  const { on, to, items, receipt, came, goods, told } = transfer
  return (
    <div className="told">
      <b>{to === undefined ? t(words.toNobody, { on }) : t(words.to, { on, organ: to })}</b>
      <Awaited transfer={transfer} view={view} />
      <Facts
        of={[
          [t(words.receipt), receipt && <Receipt receipt={receipt} />],
          [
            t(words.came),
            came && (
              <>
                {came.on} {t(acts[came.act].name)} <Papers of={came.papers} />
              </>
            ),
          ],
        ]}
      />
      {goods && <Goods goods={goods} view={view} />}
      {told.length > 0 && (
        <div role="status" className="small">
          <Tag tone="zhu">{t(words.differs)}</Tag>
          <ul className="marks">
            {told.map((one) => (
              <li key={one.zh}>{t(one)}</li>
            ))}
          </ul>
        </div>
      )}
      {items === undefined || items.length === 0 ? (
        <p className="zhe small">{t(words.unitemised)}</p>
      ) : (
        <Items items={items} isReceived={receipt !== undefined} />
      )}
    </div>
  )
}

/** What it waits for, since when and until when, and the one step that ends the waiting. */
function Awaited({
  transfer: { act, awaited, receipt },
  view,
}: {
  readonly transfer: TransferView
  readonly view: CaseView
}) {
  const { t } = useWords()
  if (awaited === undefined) return null
  const { what, since, days, last, citations } = awaited
  const enters: readonly Act[] = receipt === undefined ? ['transfer-received'] : ['police-filed', 'transfer-returned']
  const until = last === undefined ? t(words.unlimited) : t(words.last, { last: momentOf(last) })
  return (
    <div className="note">
      <div>
        <b>{t(what)}</b> · {t(words.since, { since, days })} · {until}
      </div>
      <Cited citations={citations} />
      {view.handles && (
        <div className="row">
          {enters.map((one) => (
            <Link
              key={one}
              className="button"
              to="/cases/$id"
              params={{ id: view.row.id }}
              search={{ act: one, of: act }}
              resetScroll={false}
            >
              {t(acts[one].name)}
            </Link>
          ))}
        </div>
      )}
    </div>
  )
}

/** What went to the police once they opened a case, item by item, and what of the goods is still here. */
function Goods({ goods, view }: { readonly goods: NonNullable<TransferView['goods']>; readonly view: CaseView }) {
  const { t } = useWords()
  const { of, handed, kept, citations } = goods
  const isLeft = kept.length > 0 || handed.length === 0
  return (
    <div className={isLeft ? 'note' : 'small'}>
      {handed.map(({ on, items, papers }, at) => (
        <div key={`${on} ${at}`}>
          {t(words.handed, { on, n: items.length })} {items.map((one) => `《${one.title}》`).join('')}{' '}
          <Papers of={papers} />
          {papers.length === 0 && <span className="zhe small">{t(words.unreceipted)}</span>}
        </div>
      ))}
      {isLeft && (
        <>
          <div>
            <b>{t(words.toHandOver)}</b> {kept.map((one) => `《${one.title}》`).join('')}
          </div>
          <Cited citations={citations} />
          {view.handles && handed.length === 0 && (
            <Link
              className="button"
              to="/cases/$id"
              params={{ id: view.row.id }}
              search={{ act: 'crime-goods-handed-over', of }}
              resetScroll={false}
            >
              {t(acts['crime-goods-handed-over'].name)}
            </Link>
          )}
        </>
      )}
    </div>
  )
}

const momentOf = (last: string): string => (last.includes('T') ? beijing(last as Instant).slice(0, 16) : last)

function Receipt({ receipt: { on, by, papers, entered } }: { readonly receipt: NonNullable<TransferView['receipt']> }) {
  const { t } = useWords()
  return (
    <>
      {by === undefined ? t(words.signedBySomebody, { on }) : t(words.signedBy, { on, by })} <Papers of={papers} />
      {papers.length === 0 && <div className="zhe small">{t(words.claim, { who: entered.by })}</div>}
    </>
  )
}

const Papers = ({ of }: { readonly of: NonNullable<TransferView['receipt']>['papers'] }) =>
  of.map((one) => (
    <span key={one.id}>
      《{one.title}》<Digest hex={one.digest} short />{' '}
    </span>
  ))

function Items({
  items,
  isReceived,
}: {
  readonly items: NonNullable<TransferView['items']>
  readonly isReceived: boolean
}) {
  const { t } = useWords()
  const standing = ({ received, returned }: (typeof items)[number]) =>
    returned
      ? ([words.back, undefined] as const)
      : received
        ? ([words.signed, 'act'] as const)
        : isReceived
          ? ([words.unsigned, 'zhu'] as const)
          : ([words.pending, 'zhe'] as const)
  return (
    <ol className="transferred-items">
      {items.map((one) => {
        const [word, tone] = standing(one)
        return (
          <li key={`${one.kind} ${one.id}`}>
            <div className="row between">
              <span>
                <span className="muted small">{t(materialKinds[one.kind])}</span>{' '}
                {one.kind === 'recording' ? (
                  <Link to="/recordings/$id" params={{ id: one.id }}>
                    {one.title}
                  </Link>
                ) : (
                  one.title
                )}{' '}
                <Digest hex={one.digest} short />
              </span>
              <Tag tone={tone}>{t(word)}</Tag>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
