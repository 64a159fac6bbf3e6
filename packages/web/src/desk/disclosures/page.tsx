import './disclosures.css'
import '../workbench/workbench.css'
import type { PublicationView } from '@liuhen/contract/disclosures'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Digest, PageHeader, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { AskQuestion, EndIt, NoteShown, Withhold } from './dialogs.tsx'
import { ActDialog, type ActName } from './acts.tsx'
import { WriteForm } from './write.tsx'
import { stageNames, standNames, subjectNames, words } from './words.ts'

/** One matter: what is in the way, what may be done next, the text as it will be public, and every version. */
export function DisclosurePage() {
  const { id } = useParams({ from: '/desk/disclosures/$id' })
  const reply = useReply('showDisclosure', { params: { id } })
  return <Await reply={reply}>{(view) => <One view={view} />}</Await>
}

const ACTS: readonly ActName[] = ['submit', 'check', 'approve', 'publish', 'return', 'withdraw']

function One({ view }: { readonly view: PublicationView }) {
  const { t } = useWords()
  const may = useMay()
  const { row, item } = view
  const [act, setAct] = useState<ActName>()
  const [open, setOpen] = useState<'withhold' | 'end' | 'show' | 'ask'>()
  const [writing, setWriting] = useState(false)
  const newest = view.versions.at(-1)
  const isOver = ['withdrawn', 'ended'].includes(row.stands)
  const shows = writing || (view.versions.length === 0 && row.stands !== 'withheld' && may('writeDisclosure'))
  // What has nothing in its way comes first, and only what belongs to this stage is offered.
  const offered = ACTS.filter((name) => view.acts[name] !== undefined && isTimely(view, name))
  return (
    <>
      <PageHeader
        title={row.title ?? (item ? t(item.name) : row.rule)}
        actions={
          <Link className="button" to="/disclosures">
            ← {t(words.title)}
          </Link>
        }
      >
        <Tag tone={row.stands === 'withdrawn' ? 'zhu' : row.stands === 'published' ? 'qing' : 'act'}>
          {t(standNames[row.stands])}
        </Tag>{' '}
        {item && <Cited citations={item.citations} />}
        {view.case !== undefined && (
          <>
            {' · '}
            <Link to="/cases/$id" params={{ id: view.case }}>
              {row.decidedOn !== undefined && t(words.decidedOn, { day: row.decidedOn })}
            </Link>
          </>
        )}
      </PageHeader>
      <div className="stack">
        {view.withdrawalDue && row.stands !== 'withdrawn' && (
          <div className="note zhu" role="alert">
            {t(words.dueWithdrawal, { day: view.withdrawalDue.on, last: view.withdrawalDue.last ?? '' })}{' '}
            <Cited citations={view.withdrawalDue.citations} />
          </div>
        )}
        {view.updates.map((one) => (
          <div className="note zhe" key={`${one.since} ${one.what}`}>
            {t(words.updateDue, one)}
          </div>
        ))}
        {row.reason !== undefined && <div className="note">{row.reason}</div>}
        {view.lacks.length > 0 && newest?.submitted === undefined && (
          <section className="sheet pad" aria-label={t(words.lacks)}>
            <h3>{t(words.lacks)}</h3>
            <ul className="small">
              {view.lacks.map((one) => (
                <li key={`${one.code} ${one.field ?? ''} ${one.message.zh}`}>
                  {t(one.message)} <Cited citations={one.citations} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {!isOver && (
          <div className="row">
            {offered.map((name) => (
              <Action
                key={name}
                kind={name === 'withdraw' ? 'grave' : name === 'return' ? undefined : 'primary'}
                why={view.acts[name]?.map((one) => t(one.message)).join('；') || undefined}
                onAct={() => setAct(name)}
              >
                {t(words[name])}
              </Action>
            ))}
            {may('writeDisclosure') && !shows && <Action onAct={() => setWriting(true)}>{t(words.write)}</Action>}
            {view.acts.withhold !== undefined && !row.publishedAt && row.stands !== 'withheld' && (
              <Action kind="plain" onAct={() => setOpen('withhold')}>
                {t(words.withhold)}
              </Action>
            )}
            {row.public && may('noteDisclosureShown') && <Action onAct={() => setOpen('show')}>{t(words.show)}</Action>}
            {row.public && may('askDisclosureQuestion') && <Action onAct={() => setOpen('ask')}>{t(words.ask)}</Action>}
            {row.public && may('endDisclosure') && (
              <Action kind="plain" onAct={() => setOpen('end')}>
                {t(words.end)}
              </Action>
            )}
          </div>
        )}
        {row.public && (
          <div className="row">
            <a className="button" href={`/public/items/${row.id}.html`} target="_blank" rel="noreferrer">
              {t(words.onSite)}
            </a>
            <a className="button" href={`/public/verify/${row.id}.html`} target="_blank" rel="noreferrer">
              {t(words.verify)}
            </a>
          </div>
        )}
        {shows && <WriteForm key={view.versions.length} view={view} onDone={() => setWriting(false)} />}
        {view.versions.toReversed().map((one) => (
          <Version key={one.version} one={one} open={one === newest} />
        ))}
        {view.shown.length > 0 && (
          <section className="sheet pad" aria-label={t(words.shown)}>
            <h3>{t(words.shown)}</h3>
            <ul>
              {view.shown.map((one) => (
                <li key={one.at}>
                  {view.forms.find(({ form }) => form === one.shown.form)?.name.zh ?? one.shown.form}{' '}
                  {[one.shown.title, one.shown.place, one.shown.from, one.shown.until, one.shown.source]
                    .filter(Boolean)
                    .join(' · ')}{' '}
                  <span className="muted small">
                    {one.by} <Time at={one.at} to="minute" />
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {act && newest && <ActDialog view={view} name={act} onClose={() => setAct(undefined)} />}
      {open === 'withhold' && <Withhold view={view} onClose={() => setOpen(undefined)} />}
      {open === 'end' && <EndIt view={view} onClose={() => setOpen(undefined)} />}
      {open === 'show' && <NoteShown view={view} onClose={() => setOpen(undefined)} />}
      {open === 'ask' && <AskQuestion view={view} onClose={() => setOpen(undefined)} />}
    </>
  )
}

/** What belongs to the stage that the newest version is in. */
function isTimely({ row, withdrawalDue }: PublicationView, name: ActName): boolean {
  const by = {
    submit: ['draft'],
    check: ['checking'],
    approve: ['approving'],
    publish: ['checking', 'approving', 'approved'],
    return: ['checking', 'approving'],
  } as const
  if (name === 'withdraw') return row.publishedAt !== undefined && (withdrawalDue !== undefined || row.public)
  return (by[name] as readonly string[]).includes(row.stands)
}

function Version({ one, open }: { readonly one: PublicationView['versions'][number]; readonly open: boolean }) {
  const { t } = useWords()
  const { content } = one
  const told = [
    t(words.wrote, stamp(one.written)),
    one.submitted && t(words.submittedBy, stamp(one.submitted)),
    one.checked && t(words.checkedBy, stamp(one.checked)),
    one.returned && t(words.returnedBy, { ...stamp(one.returned), reason: one.returned.reason }),
    one.approved && t(words.approvedBy, { ...stamp(one.approved), post: one.approved.post }),
    one.published && t(words.publishedBy, stamp(one.published)),
  ].filter((each) => each !== undefined)
  return (
    <details className="sheet pad" open={open}>
      <summary>
        <b>{t(words.version, { n: one.version })}</b> {content.title}
      </summary>
      <p className="muted small">
        {content.department} · {t(stageNames[content.stage])} · {t(subjectNames[content.subject])}
        {content.until !== undefined && ` · ${content.until}`}
      </p>
      <dl className="disclosed">
        {content.texts.map((each) => (
          <div key={each.key}>
            <dt>{each.name}</dt>
            <dd>{each.text}</dd>
          </div>
        ))}
        {content.attachments.map((each) => (
          <div key={each.sha256}>
            <dt>{each.name}</dt>
            <dd>
              <Digest hex={each.sha256} short />
            </dd>
          </div>
        ))}
      </dl>
      <p className="small">
        SHA-256 <Digest hex={one.digest} short />
      </p>
      <ol className="small">
        {told.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ol>
    </details>
  )
}

const stamp = ({ at, by }: { readonly at: string; readonly by: string }) => ({ by, at: beijingMinute(at) })
const beijingMinute = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
