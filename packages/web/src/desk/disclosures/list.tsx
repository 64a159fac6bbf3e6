import '../workbench/workbench.css'
import type { disclosuresEndpoints, PublicationRow } from '@liuhen/contract/disclosures'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { freshId, useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  Await,
  Cited,
  FormDialog,
  PageHeader,
  ProblemNote,
  Restored,
  SelectField,
  Tag,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Figures } from './figures.tsx'
import { LawChange } from './law-change.tsx'
import { Questions } from './questions.tsx'
import { Tasks } from './tasks.tsx'
import { stageNames, standNames, words } from './words.ts'

type List = z.infer<(typeof disclosuresEndpoints)['listDisclosures']['reply']>

/** 公示: what is due first with its article, then what is under way, public, over, and missing. */
export function DisclosuresPage() {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('listDisclosures', undefined, { every: 30_000 })
  const [beginning, setBeginning] = useState(false)
  const [changing, setChanging] = useState(false)
  return (
    <>
      <PageHeader
        title={t(words.title)}
        actions={
          <>
            {may('noteLawChange') && <Action onAct={() => setChanging(true)}>{t(words.law)}</Action>}
            {may('beginDisclosure') && (
              <Action kind="primary" onAct={() => setBeginning(true)}>
                {t(words.begin)}
              </Action>
            )}
          </>
        }
      >
        {t(words.lead)}
      </PageHeader>
      <Await reply={reply}>
        {(data) => (
          <>
            <div className="columns">
              <div className="stack">
                <Tasks tasks={data.tasks} />
                <Rows title={t(words.drafts)} rows={data.rows.filter((one) => isGoing(one))} />
                <Rows title={t(words.publicNow)} rows={data.rows.filter((one) => one.public)} />
                <Rows title={t(words.gone)} rows={data.rows.filter((one) => GONE.includes(one.stands))} />
                <Questions questions={data.questions} />
              </div>
              <div className="stack">
                <Site site={data.site} />
                <Missing departments={data.departments} />
                {may('disclosureFigures') && <Figures />}
              </div>
            </div>
            {beginning && <Begin items={data.items} onClose={() => setBeginning(false)} />}
            {changing && <LawChange onClose={() => setChanging(false)} />}
          </>
        )}
      </Await>
    </>
  )
}

const GONE: readonly PublicationRow['stands'][] = ['withdrawn', 'withheld', 'ended']
const isGoing = (one: PublicationRow): boolean => !GONE.includes(one.stands) && one.stands !== 'published'

function Rows({ title, rows }: { readonly title: string; readonly rows: readonly PublicationRow[] }) {
  const { t } = useWords()
  return (
    <section className="sheet" aria-label={title}>
      <h2 className="group">
        {title} <span>{rows.length}</span>
      </h2>
      {rows.length === 0 && <p className="muted small lead-in">{t(words.none)}</p>}
      {rows.map((one) => (
        <div className="task" key={one.id}>
          <div className="due">
            {t(standNames[one.stands])}
            <small>{one.stage && t(stageNames[one.stage])}</small>
          </div>
          <div className="task-text">
            <Link to="/disclosures/$id" params={{ id: one.id }}>
              {one.title ?? (one.item && t(one.item)) ?? one.rule}
            </Link>{' '}
            {one.title !== undefined && one.item && <Tag>{t(one.item)}</Tag>}
            <div className="muted small">
              {[
                one.department,
                one.decidedOn !== undefined && t(words.decidedOn, { day: one.decidedOn }),
                one.publishedAt?.slice(0, 10),
                one.reason,
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </div>
        </div>
      ))}
    </section>
  )
}

function Site({ site }: Pick<List, 'site'>) {
  const { t } = useWords()
  const may = useMay()
  return (
    <section className="sheet pad" aria-label={t(words.site)}>
      <h3>{t(words.site)}</h3>
      <p className="small">{t(site.current ? words.siteCurrent : words.siteBehind)}</p>
      <div className="row">
        <a className="button" href="/public/" target="_blank" rel="noreferrer">
          {t(words.site)}
        </a>
        {may('disclosureSite') && (
          <a className="button" href="/api/disclosure-site.zip" download>
            {t(words.export)}
          </a>
        )}
        {may('disclosureCredit') && (
          <a className="button" href="/api/disclosure-credit.csv" download>
            {t(words.creditCsv)}
          </a>
        )}
      </div>
    </section>
  )
}

function Missing({ departments }: Pick<List, 'departments'>) {
  const { t } = useWords()
  return (
    <section className="sheet pad" aria-label={t(words.missing)}>
      <h3>{t(words.missing)}</h3>
      <p className="muted small">{t(words.missingHint)}</p>
      {departments.map(({ name, missing }) => (
        <details key={name}>
          <summary>
            {name} · {missing.length === 0 ? t(words.complete) : missing.length}
          </summary>
          <ul className="small">
            {missing.map((one) => (
              <li key={one.rule}>
                {t(one.name)} {one.elsewhere && <Tag tone="zhe">{t(words.elsewhere)}</Tag>}{' '}
                <Cited citations={one.citations} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}

function Begin({ items, onClose }: Pick<List, 'items'> & { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const navigate = useNavigate()
  const kept = useDraft('disclosure begin', t(words.begin))
  const [rule, setRule] = useDrafted(kept, 'rule', '')
  const [key] = useDrafted(kept, 'key', freshId)
  const [pressed, setPressed] = useState(false)
  const act = useAct('beginDisclosure', {
    stale: ['listDisclosures'],
    done: ({ id }) => {
      kept.forget()
      void navigate({ to: '/disclosures/$id', params: { id } })
    },
  })
  return (
    <FormDialog
      title={t(words.begin)}
      onClose={onClose}
      busy={act.isPending}
      act={t(words.begin)}
      onSubmit={() => {
        setPressed(true)
        if (rule !== '') act.mutate({ body: { key, rule } })
      }}
    >
      <Restored draft={kept} />
      <p className="muted small">{t(words.decisionsHere)}</p>
      <SelectField
        label={t(words.item)}
        value={rule}
        onValue={setRule}
        empty={t(words.chooseItem)}
        wrong={pressed && rule === '' ? say('fillIn') : undefined}
        options={items.filter((one) => one.from !== 'case').map((one) => ({ value: one.rule, label: t(one.name) }))}
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
