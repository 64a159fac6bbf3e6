import './discs.css'
import '../workbench/workbench.css'
import { pathOf, table } from '@liuhen/contract'
import type { DiscDue, DiscView } from '@liuhen/contract/discs'
import { media } from '@liuhen/core/discs'
import { beijing } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Digest, Empty, PageHeader, type Step, Steps, Tag, Time } from '../../parts/index.ts'
import { bytesIn, durationIn, useWords } from '../../words/index.ts'
import { type DiscAct, DiscActDialog } from './acts.tsx'
import { MakeDiscDialog } from './make-dialog.tsx'
import { phases, standsWords, words } from './words.ts'

/** 光盘登记: what has to be on a disc by when, and every disc from its number to its end. */
export function DiscsPage() {
  const { t } = useWords()
  const reply = useReply('listDiscs', undefined, { every: 10_000 })
  return (
    <>
      <PageHeader title={t(words.title)}>{t(words.lead)}</PageHeader>
      <Await reply={reply}>
        {({ discs, due, burner }) => (
          <div className="stack">
            <Due due={due} />
            <section className="sheet discs">
              <h2 className="group">{t(words.all)}</h2>
              {!burner && discs.some((one) => one.stands === 'image') && (
                <p className="muted small lead-in">{t(words.noBurner)}</p>
              )}
              {discs.length === 0 && <Empty title={t(words.none)}>{t(words.noneHint)}</Empty>}
              {discs.map((one) => (
                <Disc key={one.id} disc={one} burner={burner} />
              ))}
            </section>
          </div>
        )}
      </Await>
    </>
  )
}

function Due({ due }: { readonly due: readonly DiscDue[] }) {
  const { t } = useWords()
  const may = useMay()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [making, setMaking] = useState(false)
  const there = due.filter((one) => chosen.has(one.recording)).map((one) => one.recording)
  const tick = (id: string): void =>
    setChosen((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    )
  return (
    <section className="sheet">
      <h2 className="group">{t(words.due)}</h2>
      {due.length === 0 && <p className="muted small lead-in">{t(words.noneDue)}</p>}
      {due.map((one) => (
        <DueRow key={one.recording} {...one} chosen={chosen.has(one.recording)} onTick={() => tick(one.recording)} />
      ))}
      {due.length > 0 && may('makeDiscs') && (
        <p className="row disc-make">
          <Action
            kind="primary"
            why={there.length === 0 ? t(words.chooseFirst) : undefined}
            onAct={() => setMaking(true)}
          >
            {there.length === 0 ? t(words.make) : t(words.makeChosen, { n: there.length })}
          </Action>
        </p>
      )}
      {making && <MakeDiscDialog of={{ recordings: there }} onClose={() => setMaking(false)} />}
    </section>
  )
}

type DueRowProps = DiscDue & { readonly chosen: boolean; readonly onTick: () => void }

function DueRow({ recording, fileName, officer, ended, due, overdue, lateBy, cases, citations, ...row }: DueRowProps) {
  const { t, language } = useWords()
  const may = useMay()
  return (
    <div className="task">
      <div className={overdue ? 'due zhu' : 'due'}>
        {overdue
          ? t(words.overdue, { long: durationIn(lateBy, language) })
          : t(words.before, { at: beijing(due).slice(5, 16) })}
      </div>
      <div className="task-text">
        <b>
          <Link to="/recordings/$id" params={{ id: recording }}>
            {officer ? `${officer} · ${fileName}` : fileName}
          </Link>
        </b>
        <div className="muted small">
          {t(words.ended, { at: beijing(ended).slice(0, 16) })} ·{' '}
          {t(words.inCase, { cases: cases.map((one) => one.title).join('、') })} · <Cited citations={citations} />
        </div>
      </div>
      {may('makeDiscs') && (
        <label className="disc-tick">
          <input
            type="checkbox"
            checked={row.chosen}
            aria-label={t(words.choose, { name: fileName })}
            onChange={row.onTick}
          />
        </label>
      )}
    </div>
  )
}

const tones = { ordered: 'zhe', failed: 'zhu', image: 'zhe', kept: 'qing', lost: 'zhu', broken: 'zhu' } as const

interface DiscProps {
  readonly disc: DiscView
  readonly burner: boolean
}

function Disc({ disc, burner }: DiscProps) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const { burnt, image, replaces, replacedBy, gone, part, stands } = disc
  const needsAnother = (gone !== undefined || disc.damaged) && !replacedBy
  const facts = [
    t(media[disc.medium].title),
    part && t(words.part, part),
    t(words.items, { n: disc.recordings.length }),
    image && bytesIn(image.bytes),
    disc.place && t(words.kept, { place: disc.place }),
    disc.nextCheck && stands === 'kept' && t(words.nextCheck, { day: disc.nextCheck }),
  ].filter(Boolean)
  const lastFailure = disc.burnFailures.at(-1)
  const out = disc.loans.find((one) => !one.back)
  return (
    <article className="disc">
      <div className="disc-head">
        <b className="disc-serial">{disc.serial}</b>
        <Tag tone={tones[stands]}>{t(standsWords[stands])}</Tag>
        {disc.checkDue && <Tag tone="zhu">{t(words.checkDue)}</Tag>}
        {disc.damaged && !gone && <Tag tone="zhu">{t(words.damaged)}</Tag>}
        <UnderWay id={disc.id} />
      </div>
      <div className="muted small">{facts.join(' · ')}</div>
      {burnt && (
        <div className="small">
          {t(words.burntBy, { by: burnt.by })} · <Time at={burnt.at} to="minute" /> ·{' '}
          {t(burnt.read ? words.byRead : words.bySaid)}
          {burnt.note && `（${burnt.note}）`}
        </div>
      )}
      {disc.failed && <div className="zhu small">{disc.failed.said}</div>}
      {stands === 'image' && lastFailure && (
        <div className="zhu small">{t(words.failures, { n: disc.burnFailures.length, said: lastFailure.said })}</div>
      )}
      {gone && (
        <div className="small">
          {gone.reason} · {gone.by} · <Time at={gone.at} to="minute" />
        </div>
      )}
      {out && (
        <div className={out.overdue ? 'zhu small' : 'small'}>
          {t(words.lent, { borrower: out.borrower, due: out.due })} {out.overdue && t(words.notBack)}
        </div>
      )}
      {replaces && <div className="small">{t(words.replaces, replaces)}</div>}
      {replacedBy && <div className="small">{t(words.replacedBy, { serial: replacedBy.serial })}</div>}
      {needsAnother && <div className="zhu small">{t(words.toReplace)}</div>}
      <Acts disc={disc} burner={burner} needsAnother={needsAnother} />
      <button type="button" className="button plain small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(words.more)}
      </button>
      {open && <Course disc={disc} />}
    </article>
  )
}

function UnderWay({ id }: { readonly id: string }) {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('discsUnderWay', undefined, { every: 2000, when: may('discsUnderWay') })
  const found = reply.data?.find((one) => one.id === id)
  return found ? (
    <span className="small" role="status">
      {t(phases[found.phase])}
    </span>
  ) : null
}

/** What can be done with it now; the first is what comes next. */
function Acts({ disc, burner, needsAnother }: DiscProps & { readonly needsAnother: boolean }) {
  const { t } = useWords()
  const may = useMay()
  const [act, setAct] = useState<DiscAct>()
  if (!may('sayDiscBurnt') || !disc.image) return null
  const { stands } = disc
  type Offered = readonly [DiscAct, keyof typeof words]
  const again: readonly Offered[] = [['again', 'again']]
  const isOut = disc.loans.some((one) => !one.back)
  const kept: readonly Offered[] = [
    ...(burner ? [['read', 'read'] as const] : []),
    ['check', 'check'],
    isOut ? ['back', 'back'] : ['lend', 'lend'],
    ['move', 'move'],
    ['gone', 'gone'],
  ]
  const offered: readonly Offered[] =
    stands === 'image'
      ? [...(burner ? [['burn', 'burn'] as const] : []), ['said', 'sayBurnt']]
      : [...(needsAnother ? again : []), ...(stands === 'kept' ? kept : []), ...(needsAnother ? [] : again)]
  return (
    <div className="row disc-acts">
      {offered.map(([one, name], i) => (
        <Action
          key={one}
          kind={i === 0 && (stands === 'image' || needsAnother) ? 'primary' : undefined}
          onAct={() => setAct(one)}
        >
          {t(words[name])}
        </Action>
      ))}
      <a className="button" href={pathOf(table.discImage, { id: disc.id })} download>
        {t(words.image)}
      </a>
      <a className="button" href={pathOf(table.discLabel, { id: disc.id })} target="_blank" rel="noreferrer">
        {t(words.label)}
      </a>
      {act && <DiscActDialog act={act} disc={disc} onClose={() => setAct(undefined)} />}
    </div>
  )
}

function Course({ disc }: { readonly disc: DiscView }) {
  const { t } = useWords()
  const { ordered, image, burnt, gone } = disc
  const steps: Step[] = [
    { key: 'ordered', what: `${t(words.make)} · ${ordered.by}`, at: ordered.at },
    ...(image
      ? [{ key: 'image', what: image.tool, detail: <Digest hex={image.sha256} />, at: image.at, tone: 'ink' as const }]
      : []),
    ...disc.burnFailures.map((one): Step => ({ key: one.at, what: one.said, at: one.at, tone: 'zhu' })),
    ...(burnt ? [{ key: 'burnt', what: t(words.burntBy, { by: burnt.by }), at: burnt.at, tone: 'qing' as const }] : []),
    ...disc.checks.map((one): Step => ({
      key: one.at,
      what: `${t(one.whole ? words.whole : words.notWhole)} · ${one.by}`,
      detail: one.note ?? t(words.read),
      at: one.at,
      tone: one.whole ? 'qing' : 'zhu',
    })),
    ...disc.loans.flatMap((one): Step[] => [
      {
        key: one.loan,
        what: `${t(words.lent, { borrower: one.borrower, due: one.due })} · ${one.lent.by}`,
        at: one.lent.at,
      },
      ...(one.back
        ? [
            {
              key: `${one.loan} back`,
              what: `${t(words.lentBack, { borrower: one.borrower, condition: one.back.condition })} · ${one.back.by}`,
              at: one.back.at,
            },
          ]
        : []),
    ]),
    ...(gone ? [{ key: 'gone', what: `${gone.reason} · ${gone.by}`, at: gone.at, tone: 'zhu' as const }] : []),
  ]
  return <Steps of={steps.toSorted((a, b) => (a.at < b.at ? -1 : 1))} />
}
