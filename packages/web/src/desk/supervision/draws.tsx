import type { DrawRow } from '@liuhen/contract/supervision'
import { dayOf, instantOf } from '@liuhen/core/kernel'
import { periodBefore, type StratifiedBy } from '@liuhen/core/supervision'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  Await,
  DateField,
  Empty,
  FormDialog,
  ProblemNote,
  Restored,
  SelectField,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Heading, SupervisionFrame } from './frame.tsx'
import { words } from './words.ts'

/** 抽查: populations that were frozen, and what was drawn of them. */
export function DrawsPage() {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('listDraws', undefined, { every: 30_000 })
  const [freezing, setFreezing] = useState(false)
  return (
    <SupervisionFrame
      title={words.draws}
      lead={words.freezeAsk}
      actions={
        may('freezePopulation') && (
          <Action kind="primary" onAct={() => setFreezing(true)}>
            {t(words.freeze)}
          </Action>
        )
      }
    >
      <section className="sheet">
        <Heading>{t(words.draws)}</Heading>
        <Await reply={reply}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t(words.noDraws)}>{t(words.freezeAsk)}</Empty>
            ) : (
              rows.map((one) => <Draw key={one.id} {...one} />)
            )
          }
        </Await>
      </section>
      {freezing && <FreezeForm onClose={() => setFreezing(false)} />}
    </SupervisionFrame>
  )
}

function Draw({ id, firstDay, lastDay, office, count, strata, drawn, reviewed }: DrawRow) {
  const { t } = useWords()
  return (
    <div className="task">
      <div className="due">
        {firstDay.slice(5)} – {lastDay.slice(5)}
        <small>{lastDay.slice(0, 4)}</small>
      </div>
      <div className="task-text">
        <b>{drawn ? t(words.sampleOf, { n: drawn.sample, m: reviewed }) : t(words.frozenOnly)}</b>
        <div className="muted small">
          {t(words.population, { n: count, m: strata })} {office && <>· {office}</>}
        </div>
      </div>
      <Link className="button primary" to="/supervision/draws/$id" params={{ id }}>
        {t(drawn ? words.review : words.draw)}
      </Link>
    </div>
  )
}

function FreezeForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft('draw', t(words.freeze))
  const before = periodBefore('month', dayOf(instantOf(Date.now())))
  const [firstDay, setFirst] = useDrafted<string>(kept, 'firstDay', before.firstDay)
  const [lastDay, setLast] = useDrafted<string>(kept, 'lastDay', before.lastDay)
  const [duty, setDuty] = useDrafted(kept, 'duty', '')
  const [by, setBy] = useDrafted<string>(kept, 'by', 'unit gap-score')
  const [of, setOf] = useDrafted<'recordings' | 'cases'>(kept, 'of', 'recordings')
  const [share, setShare] = useDrafted(kept, 'share', '20')
  const [least, setLeast] = useDrafted(kept, 'least', '1')
  const [name, setName] = useDrafted(kept, 'name', '')
  const [on, setOn] = useDrafted<string>(kept, 'on', '')
  const plan = useReply('supervisionPlan')
  const duties = new Map(
    (plan.data ?? [])
      .filter((one) => one.yours && one.of.includes(of === 'cases' ? 'case-files' : 'recordings'))
      .map((one) => [`${one.rule} ${one.office}`, one]),
  )
  const act = useAct('freezePopulation', {
    stale: ['listDraws', 'workbench'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const chosen = duties.get(duty)
  const submit = () =>
    act.mutate({
      body: {
        ...(chosen && { rule: chosen.rule, office: chosen.office }),
        firstDay: firstDay as never,
        lastDay: lastDay as never,
        by: of === 'cases' ? ['unit'] : (by.split(' ').filter((one) => one !== '') as StratifiedBy[]),
        ...(of === 'cases' && { of }),
        share: Number(share),
        least: Number(least),
        ...(name.trim() !== '' && { outside: { name: name.trim(), on: on as never } }),
      },
    })
  const [unit, device, gap] = [t(words.byUnit), t(words.byDevice), t(words.byGap)]
  return (
    <FormDialog title={t(words.freeze)} onClose={onClose} onSubmit={submit} busy={act.isPending} act={t(words.freeze)}>
      <Restored draft={kept} />
      <p>{t(words.freezeAsk)}</p>
      <SelectField
        label={t(words.drawnOf)}
        value={of}
        onValue={(value) => setOf(value as 'recordings' | 'cases')}
        options={[
          { value: 'recordings', label: t(words.ofRecordings) },
          { value: 'cases', label: t(words.ofCases) },
        ]}
      />
      <SelectField
        label={t(words.duty)}
        value={duty}
        onValue={setDuty}
        empty={t(words.dutyNone)}
        options={[...duties].map(([value, one]) => ({ value, label: `${one.office} · ${t(one.what)}` }))}
        wrong={problem('rule')}
      />
      <div className="pair">
        <DateField label={t(words.firstDay)} value={firstDay} onValue={setFirst} wrong={problem('firstDay')} required />
        <DateField label={t(words.lastDay)} value={lastDay} onValue={setLast} wrong={problem('lastDay')} required />
      </div>
      {of === 'recordings' && (
        <SelectField
          label={t(words.strata)}
          value={by}
          onValue={setBy}
          options={[
            { value: 'unit gap-score', label: `${unit} · ${gap}` },
            { value: 'unit device gap-score', label: `${unit} · ${device} · ${gap}` },
            { value: 'unit', label: unit },
            { value: '', label: '—' },
          ]}
        />
      )}
      <div className="pair">
        <TextField
          label={t(words.share)}
          value={share}
          onValue={setShare}
          inputMode="numeric"
          wrong={problem('share')}
          required
        />
        <TextField
          label={t(words.least)}
          value={least}
          onValue={setLeast}
          inputMode="numeric"
          wrong={problem('least')}
          required
        />
      </div>
      <div className="pair">
        <TextField label={t(words.outsideName)} value={name} onValue={setName} wrong={problem('outside')} />
        <DateField label={t(words.outsideOn)} value={on} onValue={setOn} required={name.trim() !== ''} />
      </div>
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
