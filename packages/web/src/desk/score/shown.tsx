import './score.css'
import type { ScoreSheetView } from '@liuhen/contract/score'
import { Link, useParams } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Heading, SupervisionFrame } from '../supervision/frame.tsx'
import { momentOf } from '../supervision/moments.ts'
import { bandNames } from '../volumes/words.ts'
import { Item } from './computed.tsx'
import { words } from './words.ts'

/** A sheet as it was handed in: each item with what was reckoned then and what the reviewer found. */
export function ShownSheetPage() {
  const { id = '' } = useParams({ strict: false })
  const reply = useReply('showScoreSheet', { params: { id } })
  return (
    <SupervisionFrame title={words.sheet}>
      <Await reply={reply}>{(sheet) => <Shown sheet={sheet} />}</Await>
    </SupervisionFrame>
  )
}

function Shown({ sheet }: { readonly sheet: ScoreSheetView }) {
  const { t } = useWords()
  const { case: of, unit, by, on, score, own, outOf, band, difference, differing, findings, blocks, items } = sheet
  return (
    <>
      <section className="sheet pad">
        <div className="row between">
          <span>
            <Link to="/cases/$id" params={{ id: of.id }}>
              <b>{of.title}</b>
            </Link>{' '}
            <Tag tone={band === 'failed' ? 'zhu' : undefined}>{t(bandNames[band])}</Tag>
            <div className="muted small">
              {unit.name} · {t(words.handedIn, { by, day: on })} ·{' '}
              {t(sheet.draw === undefined ? words.chosen : words.drawn)}
            </div>
          </span>
          <span>
            {t(words.reviewer)} <b>{t(words.ofPoints, { score, outOf })}</b> · {t(words.own)}{' '}
            {t(words.ofPoints, { score: own.score, outOf })} · {t(words.difference)} {signed(difference)} ·{' '}
            {t(words.differing)} {t(words.items, { n: differing })}
          </span>
        </div>
        {sheet.words !== undefined && <p>{sheet.words}</p>}
        <div className="small">
          {findings.length === 0 ? (
            t(words.noFindings)
          ) : (
            <Link to="/supervision/findings" search={{ sheet: sheet.id }}>
              {t(words.findings, { n: findings.length })}
            </Link>
          )}
        </div>
      </section>
      {blocks.map(({ block, title, points }) => (
        <section className="sheet" key={block}>
          <Heading>
            {t(title)} <small>{points > 0 && t(words.blockPoints, { n: points })}</small>
          </Heading>
          {items
            .filter((one) => one.block === block)
            .map((one) => (
              <div className="score-item" key={one.item}>
                <Item of={one} caseId={of.id} />
                <div>
                  <Verdict of={one} caseId={of.id} />
                </div>
              </div>
            ))}
        </section>
      ))}
    </>
  )
}

/** With its sign, so that zero is told from nothing. */
export const signed = (difference: number): string => (difference > 0 ? `+${difference}` : String(difference))

function Verdict({ of, caseId }: { readonly of: ScoreSheetView['items'][number]; readonly caseId: string }) {
  const { t } = useWords()
  const { fails, points, reason, place } = of.verdict
  return (
    <>
      <Tag tone={fails ? 'zhe' : 'qing'}>
        {fails ? (points === undefined ? t(words.vetoes) : t(words.took, { n: points })) : t(words.fine)}
      </Tag>{' '}
      {of.differs && <Tag tone="act">{t(words.differs)}</Tag>} {reason}{' '}
      {place?.act !== undefined && (
        <Link to="/cases/$id" params={{ id: caseId }} hash={`act-${place.act}`}>
          {t(words.case)}
        </Link>
      )}
      {place?.paper !== undefined && (
        <Link to="/papers/$id" params={{ id: place.paper }}>
          《…》
        </Link>
      )}
      {place?.recording !== undefined && (
        <Link to="/recordings/$id" params={{ id: place.recording }}>
          {place.position === undefined ? '▶' : momentOf(place.position)}
        </Link>
      )}
    </>
  )
}
