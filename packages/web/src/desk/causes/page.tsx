import './causes.css'
import type { CausesView, CauseView } from '@liuhen/contract/causes'
import { CalendarDate } from '@liuhen/core/kernel'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useMay, useReply, whose } from '../../api/index.ts'
import { Action, Await, DateField, Empty, PageHeader, TextField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { LawTabs } from '../law/tabs.tsx'
import { CauseItem } from './cause.tsx'
import { words } from './words.ts'

const ImportFile = lazy(async () => ({ default: (await import('./import-file.tsx')).ImportFile }))

/** 案由与基准: what is in force on a day, both generations side by side, and which of them counts. */
export function CausesPage() {
  const { t } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const search = useSearch({ from: '/desk/law/causes' })
  const [on, decided] = [search.on, search.decided].map((one) => CalendarDate.safeParse(one).data)
  const reply = useReply('listCauses', { query: { ...(on && { on }), ...(decided && { decided }) } }, { keep: true })
  const [importing, setImporting] = useState(false)
  const look = (part: { readonly on?: string; readonly decided?: string; readonly text?: string }) =>
    void navigate({ to: '/law/causes', search: { ...search, ...part }, replace: true })
  return (
    <>
      <PageHeader
        title={t(words.causes)}
        actions={
          <Action onAct={() => setImporting(true)} why={may('adoptCatalogue') ? undefined : t(whose('adoptCatalogue'))}>
            {t(words.import)}
          </Action>
        }
      >
        {t(words.lead)}
      </PageHeader>
      <LawTabs />
      <div className="causes-filters">
        <DateField
          label={t(words.on)}
          value={search.on ?? reply.data?.on ?? ''}
          onValue={(value) => look({ on: value })}
        />
        <DateField
          label={t(words.decided)}
          value={search.decided ?? reply.data?.decided ?? ''}
          onValue={(value) => look({ decided: value })}
        />
        <TextField
          label={t(words.find)}
          value={search.text ?? ''}
          onValue={(value) => look({ text: value })}
          maxLength={80}
        />
      </div>
      <Await reply={reply}>{(all) => <Causes all={all} find={search.text ?? ''} />}</Await>
      {importing && (
        <Suspense>
          <ImportFile onClose={() => setImporting(false)} />
        </Suspense>
      )}
    </>
  )
}

/** What a cause is found by: its names, its code and the provisions of every generation. */
const wordsOf = ({ code, group, generations }: CauseView): string =>
  [
    code,
    group,
    ...generations.flatMap(({ title, prohibition, penalty }) => [
      title.zh,
      title.en,
      ...[...prohibition, ...penalty].flatMap(({ clause, words: { zh, en } }) => [clause, zh, en]),
    ]),
  ]
    .join(' ')
    .toLowerCase()

function Causes({ all, find }: { readonly all: CausesView; readonly find: string }) {
  const { t } = useWords()
  const parts = find.trim().toLowerCase().split(/\s+/)
  const found = all.causes.filter((one) => parts.every((part) => wordsOf(one).includes(part)))
  const groups = [...Map.groupBy(found, (one) => one.group)]
  return (
    <div className="stack">
      {found.length === 0 && (
        <div className="sheet">
          <Empty title={t(words.none)} />
        </div>
      )}
      {groups.map(([group, causes]) => (
        <section key={group} className="sheet" aria-label={group}>
          <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
            {group} <span>{causes.length}</span>
          </h2>
          {causes.map((one) => (
            <CauseItem key={one.code} cause={one} />
          ))}
        </section>
      ))}
      <Adopted files={all.adopted} />
    </div>
  )
}

function Adopted({ files }: { readonly files: CausesView['adopted'] }) {
  const { t } = useWords()
  return (
    <section className="sheet" aria-label={t(words.adopted)}>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.adopted)}
      </h2>
      {files.length === 0 && <p className="muted small lead-in">{t(words.adoptedNone)}</p>}
      {files.map(({ fileName, from, by, reason, at }) => (
        <p key={at} className="cause small">
          {t(words.adoptedLine, { file: fileName, from, by, reason })}
        </p>
      ))}
    </section>
  )
}
