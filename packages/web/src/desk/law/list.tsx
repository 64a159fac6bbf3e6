import type { Instrument } from '@liuhen/contract/packs'
import { Link } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, Empty, PageHeader, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { LawTabs } from './tabs.tsx'
import { words } from './words.ts'

/** 制度: what the bureau runs on first, then what others run on, and the national law around it. */
export function LawPage() {
  const { t, say } = useWords()
  const reply = useReply('listInstruments')
  return (
    <>
      <PageHeader title={say('law')}>{t(words.lead)}</PageHeader>
      <LawTabs />
      <Await reply={reply}>
        {(all) =>
          all.length === 0 ? (
            <div className="sheet">
              <Empty title={t(words.none)}>{t(words.noneHint)}</Empty>
            </div>
          ) : (
            <Groups all={all} />
          )
        }
      </Await>
    </>
  )
}

function Groups({ all }: { readonly all: readonly Instrument[] }) {
  const { t } = useWords()
  const ours = all.filter((one) => one.chosen && one.kind === 'instrument')
  const national = all.filter((one) => one.kind === 'national')
  const others = all.filter((one) => !one.chosen && one.kind === 'instrument')
  return (
    <div className="stack">
      {ours.length === 0 ? (
        <div className="note zhe">
          <b>{t(words.noneOurs)}</b>
          <div>{t(words.noneOursHint)}</div>
          <Link to="/law/rule-set">{t(words.choose)}</Link>
        </div>
      ) : (
        <Group name={t(words.ours)} rows={ours} />
      )}
      <Group name={t(words.national)} rows={national} />
      <Group name={t(words.others)} rows={others} />
    </div>
  )
}

function Group({ name, rows }: { readonly name: string; readonly rows: readonly Instrument[] }) {
  if (rows.length === 0) return null
  return (
    <section className="sheet" aria-label={name}>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {name}
      </h2>
      {rows.map((one) => (
        <Row key={one.id} instrument={one} />
      ))}
    </section>
  )
}

function Row({ instrument: one }: { readonly instrument: Instrument }) {
  const { t } = useWords()
  return (
    <div className="instrument">
      <div>
        <Link className="title" to="/law/$pack" params={{ pack: one.id }}>
          {t(one.title)}
        </Link>
        <div className="muted small">
          {[
            one.issuer,
            one.documentNumber,
            t(one.effectiveFrom ? words.since : words.sinceUnsaid, { day: one.effectiveFrom ?? '' }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
        <div className="muted small">{t(words.counts, one.counts)}</div>
      </div>
      <div className="tags">
        <InstrumentTags instrument={one} />
      </div>
    </div>
  )
}

/** 试行, not in force, what is open and what was found. */
export function InstrumentTags({ instrument: one }: { readonly instrument: Instrument }) {
  const { t } = useWords()
  return (
    <>
      {one.chosen && one.kind === 'instrument' && <Tag tone="act">{t(words.ours)}</Tag>}
      {one.trial && <Tag>{t(words.trial)}</Tag>}
      {!one.inForce && <Tag tone="zhe">{t(words.notInForce)}</Tag>}
      {one.chosen && one.counts.openSettings > 0 && (
        <Link to="/law/rule-set">
          <Tag tone="zhe">{t(words.openSettings, { n: one.counts.openSettings })}</Tag>
        </Link>
      )}
      {one.counts.findings > 0 && (
        <Link to="/law/findings" search={{ pack: one.id }}>
          <Tag>{t(words.findingCount, { n: one.counts.findings })}</Tag>
        </Link>
      )}
    </>
  )
}
