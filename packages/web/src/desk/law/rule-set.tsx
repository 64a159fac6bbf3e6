import type { RuleSetView } from '@liuhen/contract/packs'
import type { Text } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useReply, whose } from '../../api/index.ts'
import { Action, Await, Cited, Empty, PageHeader, Steps, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { ChoosePacks } from './choose-packs.tsx'
import { Districts } from './districts.tsx'
import { Mandatory } from './mandatory.tsx'
import { Review } from './review.tsx'
import { Setting } from './setting.tsx'
import { LawTabs } from './tabs.tsx'
import { words } from './words.ts'

/** What the bureau runs on: its packs, what it has still to decide, and what it decided. */
export function RuleSetPage() {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('ruleSet', { query: {} })
  const [choosing, setChoosing] = useState(false)
  return (
    <>
      <PageHeader
        title={t(words.ruleSet)}
        actions={
          <Action
            kind={reply.data?.chosen === false ? 'primary' : undefined}
            onAct={() => setChoosing(true)}
            why={may('chooseRuleSet') ? undefined : t(whose('chooseRuleSet'))}
          >
            {t(reply.data?.chosen === false ? words.choose : words.changeChoice)}
          </Action>
        }
      >
        {t(words.ruleSetLead)}
      </PageHeader>
      <LawTabs />
      <Await reply={reply}>{(ruleSet) => <Whole ruleSet={ruleSet} />}</Await>
      {choosing && <ChoosePacks onClose={() => setChoosing(false)} />}
    </>
  )
}

function Whole({ ruleSet }: { readonly ruleSet: RuleSetView }) {
  const { t } = useWords()
  const due = ruleSet.settings.filter((one) => one.renewal?.state === 'due')
  const rest = ruleSet.settings.filter((one) => !due.includes(one))
  const undecided = rest.filter((one) => one.current === undefined && one.renewal === undefined)
  const later = undecided.filter((one) => one.waitsFor !== undefined)
  const printed = undecided.filter((one) => one.optional && one.waitsFor === undefined)
  const open = [...undecided.filter((one) => !one.optional && one.waitsFor === undefined), ...due]
  const decided = rest.filter((one) => one.current !== undefined)
  if (!ruleSet.chosen)
    return (
      <div className="sheet">
        <Empty title={t(words.noneOurs)} mark="选">
          {t(words.noneOursHint)}
        </Empty>
      </div>
    )
  return (
    <div className="columns">
      <div className="stack">
        <section className="sheet">
          <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
            {t(words.openTitle)} <span>{open.length > 0 && t(words.openSettings, { n: open.length })}</span>
          </h2>
          <p className="muted small lead-in">{t(open.length > 0 ? words.openLead : words.openNone)}</p>
          {open.map((one) => (
            <Setting key={one.key} setting={one} />
          ))}
        </section>
        <section className="sheet">
          <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
            {t(words.decided)}
          </h2>
          {decided.length === 0 && <p className="muted small lead-in">{t(words.decidedNone)}</p>}
          {decided.map((one) => (
            <Setting key={one.key} setting={one} />
          ))}
        </section>
        <Districts districts={ruleSet.districts} />
        <Review />
        <Superiors superiors={ruleSet.superiors} />
        <Mandatory ruleSet={ruleSet} />
        <NotAsked title={words.printedTitle} lead={words.printedLead} settings={printed} />
        <NotAsked title={words.laterTitle} lead={words.laterLead} settings={later} />
      </div>
      <div className="stack">
        <InUse ruleSet={ruleSet} />
        <History history={ruleSet.history} />
      </div>
    </div>
  )
}

/** What may be decided, and holds nothing up while it is not. */
function NotAsked({
  title,
  lead,
  settings,
}: {
  readonly title: Text
  readonly lead: Text
  readonly settings: RuleSetView['settings']
}) {
  const { t } = useWords()
  if (settings.length === 0) return null
  return (
    <section className="sheet">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(title)}
      </h2>
      <p className="muted small lead-in">{t(lead)}</p>
      {settings.map((one) => (
        <Setting key={one.key} setting={one} />
      ))}
    </section>
  )
}

/** What superiors provide otherwise, with the one of both that counts. */
function Superiors({ superiors }: Pick<RuleSetView, 'superiors'>) {
  const { t } = useWords()
  if (superiors.length === 0) return null
  return (
    <section className="sheet">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.superiors)}
      </h2>
      <p className="muted small lead-in">{t(words.superiorsLead)}</p>
      {superiors.map(({ title, ours, theirs, effective, why, yields }) => (
        <div className="pad-line" key={`${theirs.pack} ${theirs.rule} ${ours?.rule ?? ''}`}>
          <b>{t(title)}</b>
          {ours && (
            <div className="small">
              {t(words.bureauSays)} {t(ours.says)} <Cited citations={ours.citations} />
            </div>
          )}
          <div className="small">
            {t(words.superiorSays)} {t(theirs.says)} <Cited citations={theirs.citations} />
          </div>
          <div>
            <Tag>{t(words.inForce)}</Tag> {t(effective.says)}
            <span className="muted small">
              {' '}
              {t(why)} {yields.length > 0 && <Cited citations={yields} />}
            </span>
          </div>
        </div>
      ))}
    </section>
  )
}

function InUse({ ruleSet }: { readonly ruleSet: RuleSetView }) {
  const { t } = useWords()
  return (
    <section className="sheet pad">
      <h3>{t(words.runsOn)}</h3>
      <ul className="bare-list">
        {ruleSet.packs.map((one) => (
          <li key={one.id}>
            <Link to="/law/$pack" params={{ pack: one.id }}>
              {t(one.title)}
            </Link>
            <div className="muted small">{one.issuer}</div>
          </li>
        ))}
      </ul>
      {ruleSet.outOfForce.map((one) => (
        <div className="note zhe" key={one.id}>
          <Tag tone="zhe">{t(words.outOfForce)}</Tag> {t(one.title)}
          <div className="small">{t(one.reason)}</div>
        </div>
      ))}
    </section>
  )
}

function History({ history }: Pick<RuleSetView, 'history'>) {
  const { t } = useWords()
  if (history.length === 0) return null
  return (
    <section className="sheet pad">
      <h3>{t(words.choiceHistory)}</h3>
      <Steps
        of={history.map((one, i) => ({
          key: `${one.at} ${i}`,
          what: t(words.usedFrom, { packs: one.packs.map((pack) => t(pack.title)).join('、'), from: one.from }),
          detail: [one.by, one.reason].filter(Boolean).join(' · '),
          at: one.at,
        }))}
        whole
      />
    </section>
  )
}
