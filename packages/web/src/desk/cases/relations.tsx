import type { CaseView } from '@liuhen/contract/cases'
import { beijing } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Choose,
  FormDialog,
  ProblemNote,
  Restored,
  SelectField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { relationNames, relationWords } from './relations-words.ts'

/** The cases this one goes on in, took in, was split off, or shares its act with. */
export function Relations({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const may = useMay()
  const [relating, setRelating] = useState(false)
  const relates = view.leads && may('relateCases') && view.row.open
  if (view.relations.length === 0 && !relates) return null
  return (
    <>
      {view.relations.length > 0 && <h4>{t(relationWords.relations)}</h4>}
      <ul className="case-facts">
        {view.relations.map((one) => (
          <li key={`${one.how} ${one.id}`}>
            <div>
              <span className="muted">{t(relationNames[one.how])}</span>{' '}
              {one.title === undefined ? (
                <span className="muted">{t(relationWords.unseen)}</span>
              ) : (
                <Link to="/cases/$id" params={{ id: one.id }}>
                  {one.title}
                </Link>
              )}{' '}
              {one.party}
            </div>
            <div className="muted small">
              {t(relationWords.why, { reason: one.reason, by: one.by, on: beijing(one.at).slice(0, 10) })}
            </div>
          </li>
        ))}
      </ul>
      {relates && <Action onAct={() => setRelating(true)}>{t(relationWords.relate)}</Action>}
      {relating && <Relate view={view} onClose={() => setRelating(false)} />}
    </>
  )
}

const WAYS = ['joined-into', 'split-off', 'same-act'] as const
const isWay = (given: string): given is (typeof WAYS)[number] => WAYS.some((one) => one === given)

function Relate({ view: { row }, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft(`relate ${row.id}`, t(relationWords.relate))
  const [to, setTo] = useDrafted(kept, 'to', '')
  const [how, setHow] = useDrafted<string>(kept, 'how', '')
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [pressed, setPressed] = useState(false)
  const cases = useReply('listCases', { query: { limit: 200 } })
  const act = useAct('relateCases', {
    stale: ['showCase', 'listCases'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const short = reason.trim().length < 2
  const send = () => {
    setPressed(true)
    if (to === '' || !isWay(how) || short || act.isPending) return
    act.mutate({ params: { id: row.id }, body: { to, how, reason: reason.trim() } })
  }
  return (
    <FormDialog title={t(relationWords.relate)} onClose={onClose} onSubmit={send} busy={act.isPending}>
      <Restored draft={kept} />
      <p className="muted small">{t(relationWords.hint)}</p>
      <Choose
        label={t(relationWords.to)}
        value={to === '' ? undefined : to}
        placeholder={t(relationWords.find)}
        onValue={(value) => setTo(value ?? '')}
        options={(cases.data?.rows ?? [])
          .filter((one) => one.id !== row.id)
          .map((one) => ({ value: one.id, label: [one.title, one.party].filter(Boolean).join(' · ') }))}
        {...(problem('to') !== undefined && { wrong: problem('to') })}
        {...(pressed && to === '' && { wrong: say('choose') })}
      />
      <SelectField
        label={t(relationWords.how)}
        value={how}
        empty={say('choose')}
        onValue={setHow}
        options={WAYS.map((value) => ({ value, label: t(relationWords.ways[value]) }))}
        wrong={problem('how') ?? (pressed && how === '' ? say('choose') : undefined)}
      />
      <AreaField
        label={say('reason')}
        value={reason}
        onValue={setReason}
        maxLength={2000}
        wrong={problem('reason') ?? (pressed && short ? say('reasonMissing') : undefined)}
      />
      <ProblemNote error={act.error} except={['to', 'how', 'reason']} />
    </FormDialog>
  )
}
