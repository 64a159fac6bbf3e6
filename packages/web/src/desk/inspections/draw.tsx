import '../workbench/workbench.css'
import type { DrawnObjectView, InspectionDrawRow, InspectionDrawView } from '@liuhen/contract/inspections'
import { leftOutFor } from '@liuhen/core/inspections'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { freshId, useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Await,
  Facts,
  FormDialog,
  PageHeader,
  ProblemNote,
  Restored,
  SelectField,
  Tag,
  TextField,
  Time,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { nextOf } from './list.tsx'
import { words } from './words.ts'
import { Pool } from './set-up.tsx'

/** One draw: its lists, its seed, what was drawn, and what has become of each drawn object. */
export function InspectionDrawPage() {
  const { t } = useWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const reply = useReply('showInspectionDraw', { params: { id } }, { every: 10_000 })
  return (
    <Await reply={reply}>
      {(view) => (
        <>
          <PageHeader title={view.draw.title}>{t(...nextOf(view.draw))}</PageHeader>
          <div className="stack">
            <Seed draw={view.draw} />
            {view.draw.drawn && <Result view={view} />}
            <Lists view={view} />
          </div>
        </>
      )}
    </Await>
  )
}

function Seed({ draw }: { readonly draw: InspectionDrawRow }) {
  const { t } = useWords()
  const may = useMay()
  const kept = useDraft(`inspection-seed ${draw.id}`, t(words.outsideNumber))
  const [number, setNumber] = useDrafted(kept, 'number', '')
  const act = useAct('drawInspection', { stale: ['showInspectionDraw', 'listInspectionDraws'] })
  const { drawn, sealed, outside, take, again, superseded } = draw
  return (
    <section className="sheet pad">
      <Facts
        of={[
          [t(words.objects), t(words.counts, { n: draw.objects, m: draw.officers, a: take.objects, b: take.officers })],
          [
            t(words.frozen),
            <>
              {draw.frozen.by} <Time at={draw.frozen.at} to="minute" />
            </>,
          ],
          [t(words.digest), <code key="digest">{draw.digest}</code>],
          ...(drawn
            ? ([
                [
                  t(words.drawnAt),
                  <>
                    {drawn.by} <Time at={drawn.at} to="minute" />
                  </>,
                ],
                [t(words.checkpoint), drawn.size],
                [t(words.seed), <code key="seed">{drawn.seed}</code>],
              ] as const)
            : []),
          ...(outside
            ? ([[t(words.outsideNumber), `${outside.name} ${outside.on} ${drawn?.outside ?? ''}`]] as const)
            : []),
          ...(again
            ? ([
                [
                  t(words.insteadOf),
                  <>
                    {again.draws.map((one) => (
                      <Link key={one.id} to="/inspections/$id" params={{ id: one.id }}>
                        {one.title}
                      </Link>
                    ))}{' '}
                    <span className="muted">{again.reason}</span>
                  </>,
                ],
              ] as const)
            : []),
          ...(superseded
            ? ([
                [
                  t(words.superseded),
                  <Link key="superseded" to="/inspections/$id" params={{ id: superseded.id }}>
                    {superseded.title}
                  </Link>,
                ],
              ] as const)
            : []),
        ]}
      />
      {!drawn && !superseded && may('drawInspection') && (
        <>
          {outside && <TextField label={t(words.outsideNumber)} value={number} onValue={setNumber} />}
          <Action
            kind="primary"
            busy={act.isPending}
            why={sealed ? undefined : t(words.waitSeed)}
            onAct={() =>
              act.mutate({ params: { id: draw.id }, body: number.trim() === '' ? {} : { outside: number.trim() } })
            }
          >
            {t(words.draw)}
          </Action>
          <ProblemNote error={act.error} />
        </>
      )}
      {drawn && (
        <p className="small" style={{ marginTop: 12 }}>
          <a href={`/api/inspection-draws/${draw.id}/file`} download>
            {t(words.file)}
          </a>{' '}
          <span className="muted">{t(words.fileHint)}</span>
        </p>
      )}
    </section>
  )
}

function Result({ view: { draw, drawn } }: { readonly view: InspectionDrawView }) {
  const { t } = useWords()
  const may = useMay()
  const [replacing, setReplacing] = useState<string>()
  const object = drawn.objects.find((one) => one.id === replacing)
  return (
    <section className="sheet">
      <h2 className="group">{t(words.result)}</h2>
      {drawn.objects.map((one, at) => (
        <div className="task" key={one.id}>
          <div className="due">{at + 1}</div>
          <div className="task-text">
            <b>{one.name}</b> {one.begun && <Tag tone="qing">{t(words.begun)}</Tag>}
            <div className="muted small">{[one.number, one.address].filter(Boolean).join(' · ')}</div>
            <div className="small">
              {t(words.inspectors)} {one.inspectors.map((each) => each.name).join('、')}
            </div>
            {one.replaced.map(({ at: when, by, officer, instead, reason, passed }) => (
              <div className="muted small" key={when}>
                {t(words.replacedBy, { officer, instead, reason })} · {by} <Time at={when} to="minute" />
                {passed.map((each) => ` · ${each.name}（${t(leftOutFor[each.why])}）`).join('')}
              </div>
            ))}
          </div>
          {one.begun ? (
            <Link className="button" to="/cases/$id" params={{ id: one.begun.case }}>
              {t(words.toCase)}
            </Link>
          ) : (
            !draw.superseded && (
              <>
                {may('replaceInspector') && <Action onAct={() => setReplacing(one.id)}>{t(words.replace)}</Action>}
                {may('beginInspection') && <Begin draw={draw.id} object={one} />}
              </>
            )
          )}
        </div>
      ))}
      {object && <Replace draw={draw.id} object={object} onClose={() => setReplacing(undefined)} />}
    </section>
  )
}

/** Sent twice it is begun once: its key is made with the button. */
function Begin({ draw, object }: { readonly draw: string; readonly object: DrawnObjectView }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [key] = useState(freshId)
  const act = useAct('beginInspection', {
    stale: ['showInspectionDraw', 'listInspectionDraws', 'listCases', 'workbench'],
    done: ({ id }) => void navigate({ to: '/cases/$id', params: { id } }),
  })
  return (
    <div>
      <Action
        kind="primary"
        busy={act.isPending}
        why={object.yours ? undefined : t(words.notYours)}
        onAct={() => act.mutate({ params: { id: draw, object: object.id }, body: { key } })}
      >
        {t(words.begin)}
      </Action>
      <ProblemNote error={act.error} />
    </div>
  )
}

function Replace({
  draw,
  object,
  onClose,
}: {
  readonly draw: string
  readonly object: DrawnObjectView
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const kept = useDraft(`inspector-replaced ${draw} ${object.id}`, t(words.replace))
  const [officer, setOfficer] = useDrafted(kept, 'officer', object.inspectors[0]?.id ?? '')
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const act = useAct('replaceInspector', {
    stale: ['showInspectionDraw'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  return (
    <FormDialog
      title={t(words.replace)}
      onClose={onClose}
      act={t(words.replace)}
      busy={act.isPending}
      onSubmit={() => act.mutate({ params: { id: draw, object: object.id }, body: { officer, reason: reason.trim() } })}
    >
      <Restored draft={kept} />
      <p className="muted small">{t(words.replaceHint)}</p>
      <SelectField
        label={t(words.whoHindered)}
        value={officer}
        onValue={setOfficer}
        options={object.inspectors.map((one) => ({ value: one.id, label: one.name }))}
        wrong={problem('officer')}
      />
      <AreaField
        label={t(words.reason)}
        value={reason}
        onValue={setReason}
        minLength={2}
        maxLength={2000}
        wrong={problem('reason')}
        required
      />
      <ProblemNote error={act.error} except={['officer', 'reason']} />
    </FormDialog>
  )
}

function Lists({ view: { objects, officers, leftOut, drawn } }: { readonly view: InspectionDrawView }) {
  const { t } = useWords()
  const chosen = new Set([...drawn.objects, ...drawn.officers].map((one) => one.id))
  return (
    <section className="sheet pad">
      <details>
        <summary>{t(words.lists)}</summary>
        <h3>{t(words.objects)}</h3>
        <ol>
          {objects.map((one) => (
            <li key={one.id}>
              {one.name} <span className="muted small">{[one.number, one.address].filter(Boolean).join(' · ')}</span>{' '}
              {chosen.has(one.id) && <Tag tone="qing">{t(words.wasDrawn)}</Tag>}
            </li>
          ))}
        </ol>
        <h3>{t(words.officers)}</h3>
        <ol>
          {officers.map((one) => (
            <li key={one.id}>
              {one.name} <span className="muted small">{one.certificate}</span>{' '}
              {chosen.has(one.id) && <Tag tone="qing">{t(words.wasDrawn)}</Tag>}
            </li>
          ))}
        </ol>
        <Pool pool={{ officers, leftOut }} />
      </details>
    </section>
  )
}
