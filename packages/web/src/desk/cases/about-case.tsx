import type { CaseView } from '@liuhen/contract/cases'
import { beijing } from '@liuhen/core/kernel'
import { type CaseFact, caseFacts } from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useAct, useMay, useMe } from '../../api/index.ts'
import {
  Action,
  Cited,
  AreaField,
  Facts,
  FormDialog,
  ProblemNote,
  Restored,
  Tag,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { PeopleChoice } from './people-choice.tsx'
import { Relations } from './relations.tsx'
import { procedureNames, words } from './words.ts'

const IdentifyParty = lazy(async () => ({ default: (await import('./identify-party.tsx')).IdentifyParty }))

/** Whom it is against, who handles it, and what is said of it as a whole. */
export function AboutCase({ view }: { readonly view: CaseView }) {
  const { t, say } = useWords()
  const may = useMay()
  const me = useMe()
  const reviews = me?.roles.some((role) => role === 'legal-officer' || role === 'legal-section') === true
  const says = view.handles || view.leads || reviews
  const [saying, setSaying] = useState<CaseFact>()
  const [naming, setNaming] = useState(false)
  const [identifying, setIdentifying] = useState(false)
  const { row, party, opened, drawn } = view
  const mayIdentify = (view.handles || view.leads) && row.open && may('identifyParty')
  const number = party?.idNumber ?? party?.creditCode
  const assumed = view.facts.filter(isAssumed)
  return (
    <section className="sheet pad" aria-label={t(words.facts)}>
      <h3>{t(words.facts)}</h3>
      <Facts
        of={[
          [t(words.procedure), t(procedureNames[row.procedure])],
          [
            t(words.party),
            (party ?? mayIdentify) && (
              <>
                {party?.name ?? t(words.partyUnknown)}{' '}
                {party && <span className="muted small">{t(words[party.kind])}</span>}
                {party?.born && <span className="muted small"> · {party.born}</span>}
                {number && <span className="muted small"> · {number}</span>}{' '}
                {mayIdentify && (
                  <button type="button" className="button plain" onClick={() => setIdentifying(true)}>
                    {t(words.identifyAct)}
                  </button>
                )}
                {view.identified && (
                  <div className="muted small">
                    {view.identified.document} · {view.identified.by} {beijing(view.identified.at).slice(0, 10)}
                  </div>
                )}
              </>
            ),
          ],
          [
            t(words.officers),
            <>
              {row.officers.map((one) => one.name).join('、')}{' '}
              {view.leads && may('nameOfficers') && (
                <button type="button" className="button plain" onClick={() => setNaming(true)}>
                  {t(words.nameOfficers)}
                </button>
              )}
            </>,
          ],
          [say('unit'), row.unit.name],
          ...(drawn
            ? ([
                [
                  t(words.drawnFrom),
                  <>
                    <Link to="/inspections/$id" params={{ id: drawn.draw }}>
                      {drawn.title}
                    </Link>
                    <div className="muted small">
                      {t(words.drawnHow, {
                        on: drawn.on,
                        name: drawn.name,
                        officers: drawn.officers.map((one) => one.name).join('、'),
                      })}
                    </div>
                  </>,
                ],
              ] as const)
            : []),
          [t(words.opened), `${opened.by} ${beijing(opened.at).slice(0, 16)}`],
        ]}
      />
      <FactLines facts={view.facts.filter((one) => !isAssumed(one))} onSay={says ? setSaying : undefined} />
      {assumed.length > 0 && (
        <details>
          <summary className="small">
            {t(words.factsAssumed)} · {assumed.length}
          </summary>
          <FactLines facts={assumed} onSay={says ? setSaying : undefined} />
        </details>
      )}
      <Relations view={view} />
      {saying && <SayOfCase key={saying} view={view} fact={saying} onClose={() => setSaying(undefined)} />}
      <Suspense>{identifying && <IdentifyParty view={view} onClose={() => setIdentifying(false)} />}</Suspense>
      {naming && <NameOfficers view={view} onClose={() => setNaming(false)} />}
    </section>
  )
}

/** Nobody said so of the case, and then it is not so. */
const isAssumed = (one: CaseView['facts'][number]): boolean => one.is === undefined && 'assumed' in caseFacts[one.fact]

function FactLines({
  facts,
  onSay,
}: {
  readonly facts: CaseView['facts']
  readonly onSay: ((fact: CaseFact) => void) | undefined
}) {
  const { t } = useWords()
  return (
    <ul className="case-facts">
      {facts.map((one) => (
        <li key={one.fact} id={`fact-${one.fact}`}>
          <div className="row between">
            <span>{t(caseFacts[one.fact].name)}</span>
            <span className="row">
              <FactTag fact={one.fact} is={one.is} />
              {onSay && (
                <Action kind="plain" onAct={() => onSay(one.fact)}>
                  {t(one.is === undefined ? words.factSay : words.factAgain)}
                </Action>
              )}
            </span>
          </div>
          {one.found && (
            <div className="small">
              {t(one.found.why)} <Cited citations={one.found.citations} />
            </div>
          )}
          {one.said && (
            <div className="muted small">
              {one.reason} · {one.said.by} {beijing(one.said.at).slice(0, 10)}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function FactTag({ fact, is }: { readonly fact: CaseFact; readonly is: boolean | undefined }) {
  const { t } = useWords()
  if (is !== undefined) return <Tag tone={is ? 'act' : undefined}>{t(is ? words.yes : words.no)}</Tag>
  if ('assumed' in caseFacts[fact]) return <span className="muted small">{t(words.factAssumed)}</span>
  return <Tag tone="zhe">{t(words.factUnsaid)}</Tag>
}

function SayOfCase({
  view,
  fact,
  onClose,
}: {
  readonly view: CaseView
  readonly fact: CaseFact
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const kept = useDraft(`fact ${view.row.id} ${fact}`, t(caseFacts[fact].name))
  const said = view.facts.find((one) => one.fact === fact)?.is
  const [is, setIs] = useDrafted(kept, 'is', said === undefined ? '' : String(said))
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('sayOfCase', {
    stale: ['showCase', 'checkAct', 'listCases'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const short = reason.trim().length < 2
  const send = () => {
    setPressed(true)
    if (short || is === '' || act.isPending) return
    act.mutate({ params: { id: view.row.id, fact }, body: { is: is === 'true', reason: reason.trim() } })
  }
  return (
    <FormDialog title={t(caseFacts[fact].name)} onClose={onClose} onSubmit={send} busy={act.isPending}>
      <Restored draft={kept} />
      <p className="muted small">{t(words.factHint)}</p>
      <YesNo
        label={t(caseFacts[fact].name)}
        value={is === '' ? undefined : is === 'true'}
        onValue={(value) => setIs(value === undefined ? '' : String(value))}
        wrong={pressed && is === '' ? say('choose') : undefined}
      />
      <AreaField
        label={t(words.factReason)}
        value={reason}
        onValue={setReason}
        maxLength={2000}
        wrong={problem('reason') ?? (pressed && short ? say('reasonMissing') : undefined)}
      />
      <ProblemNote error={act.error} except={['reason']} />
    </FormDialog>
  )
}

/** Two broad buttons for a thumb; the chosen one pressed again takes the answer back. */
export function YesNo({
  label,
  value,
  onValue,
  wrong,
  hint,
}: {
  readonly label: string
  readonly value: boolean | undefined
  readonly onValue: (value: boolean | undefined) => void
  readonly wrong?: string | undefined
  readonly hint?: React.ReactNode
}) {
  const { t } = useWords()
  return (
    <fieldset className="yes-no field" aria-invalid={wrong !== undefined}>
      <legend className="label">{label}</legend>
      <div className="two">
        {[true, false].map((one) => (
          <button
            key={String(one)}
            type="button"
            className="button"
            aria-pressed={value === one}
            onClick={() => onValue(value === one ? undefined : one)}
          >
            {t(one ? words.yes : words.no)}
          </button>
        ))}
      </div>
      {wrong && <div className="wrong">{wrong}</div>}
      {hint && <div className="hint">{hint}</div>}
    </fieldset>
  )
}

function NameOfficers({ view: { row }, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft(`officers ${row.id}`, t(words.nameOfficers))
  const [officers, setOfficers] = useDrafted<string[]>(
    kept,
    'officers',
    row.officers.map((one) => one.id),
  )
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('nameOfficers', {
    stale: ['showCase', 'listCases', 'workbench'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const short = reason.trim().length < 2
  const send = () => {
    setPressed(true)
    if (short || officers.length === 0 || act.isPending) return
    act.mutate({ params: { id: row.id }, body: { officers, reason: reason.trim() } })
  }
  return (
    <FormDialog title={t(words.nameOfficers)} onClose={onClose} onSubmit={send} busy={act.isPending}>
      <Restored draft={kept} />
      <PeopleChoice
        label={t(words.officers)}
        hint={t(words.officersHint)}
        value={officers}
        onValue={setOfficers}
        known={row.officers}
        wrong={problem('officers') ?? (pressed && officers.length === 0 ? t(words.officersNone) : undefined)}
      />
      <AreaField
        label={say('reason')}
        value={reason}
        onValue={setReason}
        maxLength={2000}
        hint={say('reasonHint')}
        wrong={problem('reason') ?? (pressed && short ? say('reasonMissing') : undefined)}
      />
      <ProblemNote error={act.error} except={['officers', 'reason']} />
    </FormDialog>
  )
}
