import type { CourtWindow as Window, PeriodRow } from '@liuhen/contract/packs'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { decisionNames } from '@liuhen/core/packs'
import { Decision } from '@liuhen/core/policy'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Await, Cited, DateField, SelectField, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Reading } from './deadline-result.tsx'
import { words } from './deadline-words.ts'

/** When a court may be asked to enforce a decision: by the statute, and as the bureau's own regulation prints it. */
export function CourtWindow({
  begin,
  heldAgainst = '',
  printedBy,
}: {
  readonly begin: string | undefined
  /** The pack whose wording is shown beside the law from the start. */
  readonly heldAgainst?: string
  /** The instruments that print a wording of their own. */
  readonly printedBy: readonly PeriodRow[]
}) {
  const { t, say } = useWords()
  const [received, setReceived] = useState(begin ?? dayOf(instantOf(Date.now())))
  const [demanded, setDemanded] = useState('')
  const [deferredTo, setDeferredTo] = useState('')
  const [pack, setPack] = useState(heldAgainst)
  const [kind, setKind] = useState('')
  const decision = Decision.safeParse(kind).data
  const days = [received, demanded, deferredTo].map((one) => CalendarDate.safeParse(one).data)
  const [from, demand, deferred] = days
  const body = {
    received: from ?? dayOf(instantOf(0)),
    ...(demand && { demanded: demand }),
    ...(deferred && { deferredTo: deferred }),
    ...(decision && { decision }),
    ...(pack !== '' && { pack }),
  }
  const reply = useReply('courtWindow', { body }, { when: from !== undefined, keep: true })
  return (
    <div className="stack">
      <section className="sheet pad">
        <h2>{t(words.court)}</h2>
        <p className="muted small">{t(words.courtLead)}</p>
        <div className="pair">
          <DateField label={t(words.received)} value={received} onValue={setReceived} />
          <DateField label={`${t(words.demanded)}（${say('optional')}）`} value={demanded} onValue={setDemanded} />
          <DateField
            label={`${t(words.deferredTo)}（${say('optional')}）`}
            value={deferredTo}
            onValue={setDeferredTo}
          />
          <SelectField
            label={t(words.decision)}
            value={kind}
            empty={t(words.otherDecision)}
            onValue={setKind}
            options={Decision.options.map((value) => ({ value, label: t(decisionNames[value]) }))}
          />
          {printedBy.length > 0 && (
            <SelectField
              label={t(words.whose)}
              value={pack}
              empty={t(words.ownWording)}
              onValue={setPack}
              options={printedBy.map((one) => ({
                value: one.pack,
                label: one.citations[0] ? t(one.citations[0].title) : one.pack,
              }))}
            />
          )}
        </div>
      </section>
      {from !== undefined && <Await reply={reply}>{(one) => <Both window={one} />}</Await>}
    </div>
  )
}

function Both({ window: one }: { readonly window: Window }) {
  const { t } = useWords()
  const rule = (step: Window['steps'][number]['step']) => one.steps.find((each) => each.step === step)?.rule.citations
  return (
    <>
      <section className="sheet pad result" aria-live="polite">
        <div className="readings">
          <Reading name={t(words.opens)} last={one.opens ?? one.earliest}>
            {one.opens === undefined && <Tag tone="zhe">{t(words.demandFirst)}</Tag>}
          </Reading>
          <Reading name={t(words.byStatute)} last={one.closes}>
            {one.provisional && <Tag tone="zhe">{t(words.provisional)}</Tag>}
            <span className="small">
              <Cited citations={rule('application') ?? []} />
            </span>
          </Reading>
          {one.printed && (
            <Reading name={t(words.asPrinted)} last={one.printed}>
              {one.printedIsUsable === false && <Tag tone="zhe">{t(words.notUsable)}</Tag>}
              <span className="small">
                <Cited citations={rule('printed') ?? []} />
              </span>
            </Reading>
          )}
        </div>
      </section>
      {one.notes.length > 0 && (
        <section className="sheet pad">
          <h3>{t(words.notes)}</h3>
          <ul className="bare-list">
            {one.notes.map((note) => (
              <li key={note.en}>{t(note)}</li>
            ))}
          </ul>
        </section>
      )}
      <section className="sheet pad">
        <h3>{t(words.steps)}</h3>
        <ul className="skipped">
          {one.steps.map((step) => (
            <li key={step.step}>
              <span>{step.last}</span>
              <span>
                {t(step.title)}{' '}
                <span className="small">
                  <Cited citations={step.rule.citations} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
