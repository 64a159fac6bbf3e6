import type { PublicationView, SourceText } from '@liuhen/contract/disclosures'
import type { CalendarDate } from '@liuhen/core/kernel'
import { type DisclosureStage, DisclosureSubject } from '@liuhen/core/policy'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  DateField,
  FileField,
  ProblemNote,
  Restored,
  SelectField,
  Tag,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { stageNames, subjectNames, thingNames, words } from './words.ts'

type Attached = PublicationView['versions'][number]['content']['attachments'][number]
type Added = { readonly name: string; readonly media: Attached['media']; readonly file: string }

/** A version, whole: of a decision the case’s words stand beside what would be public, with what is covered in them. */
export function WriteForm({ view, onDone }: { readonly view: PublicationView; readonly onDone: () => void }) {
  const { t, say } = useWords()
  const before = view.versions.at(-1)?.content
  const kept = useDraft(`disclosure ${view.row.id} ${view.versions.length}`, t(words.write))
  const source = useReply('showDisclosureSource', { params: { id: view.row.id }, query: {} }, { when: view.source })
  const [title, setTitle] = useDrafted(kept, 'title', before?.title ?? (view.item ? t(view.item.name) : ''))
  const [department, setDepartment] = useDrafted(kept, 'department', before?.department ?? view.departments[0] ?? '')
  const [subject, setSubject] = useDrafted<string>(kept, 'subject', before?.subject ?? view.item?.subject ?? '')
  const [stage, setStage] = useDrafted<string>(kept, 'stage', before?.stage ?? view.item?.stage ?? 'before')
  const [texts, setTexts] = useDrafted<Record<string, string>>(kept, 'texts', () =>
    Object.fromEntries((before?.texts ?? []).map((one) => [one.key, one.text])),
  )
  const [cites, setCites] = useDrafted(kept, 'cites', (before?.cites ?? []).join('\n'))
  const [number, setNumber] = useDrafted(kept, 'entry', before?.entry?.number ?? '')
  const [entry, setEntry] = useDrafted(kept, 'entryName', before?.entry?.name ?? '')
  const [until, setUntil] = useDrafted(kept, 'until', before?.until ?? '')
  const [born, setBorn] = useDrafted(kept, 'born', '')
  // Only where nothing in the case tells it.
  const isBornAsked = view.lacks.some((one) => one.code === 'birth-day-unknown')
  const [added, setAdded] = useState<readonly Added[]>([])
  const [pressed, setPressed] = useState(false)
  const act = useAct('writeDisclosure', {
    stale: ['showDisclosure', 'listDisclosures', 'workbench'],
    done: () => {
      kept.forget()
      onDone()
    },
  })
  const problem = useFieldProblems(act.error)
  const of = (key: string): SourceText | undefined => source.data?.texts.find((one) => one.key === key)
  const send = (): void => {
    setPressed(true)
    if (title.trim().length < 2 || department.trim() === '') return
    const which = DisclosureSubject.safeParse(subject)
    act.mutate({
      params: { id: view.row.id },
      body: {
        base: view.versions.length,
        title,
        department,
        ...(which.success && { subject: which.data }),
        stage: stage as DisclosureStage,
        texts,
        cites: cites
          .split('\n')
          .map((one) => one.trim())
          .filter(Boolean),
        ...(number !== '' && entry !== '' && { entry: { number, name: entry } }),
        ...(until !== '' && { until: until as CalendarDate }),
        ...(born !== '' && { born: born as CalendarDate }),
        attachments: [
          ...(before?.attachments ?? []).map(({ name, media, sha256 }) => ({ name, media, sha256 })),
          ...added,
        ],
      },
    })
  }
  return (
    <form
      className="sheet pad disclosure-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Restored draft={kept} />
      {source.data && (
        <Action
          onAct={() => {
            setTexts((now) => ({
              ...now,
              ...Object.fromEntries(
                source.data.texts.flatMap((one) => (one.masked === '' ? [] : [[one.key, one.masked]])),
              ),
            }))
            if (cites === '') setCites(source.data.laws.join('\n'))
          }}
        >
          {t(words.useMasked)}
        </Action>
      )}
      <TextField
        label={t(words.headline)}
        value={title}
        onValue={setTitle}
        maxLength={120}
        wrong={problem('title') ?? (pressed && title.trim().length < 2 ? say('fillIn') : undefined)}
      />
      {view.item?.needs.map((one) => (
        <div className="pair" key={one.key}>
          {view.source && <Plain source={of(one.key)} />}
          <AreaField
            label={`${t(one.name)}${one.optional ? `（${t(words.optional)}）` : ''}`}
            value={texts[one.key] ?? ''}
            onValue={(value) => setTexts((now) => ({ ...now, [one.key]: value }))}
            maxLength={20_000}
            rows={(texts[one.key] ?? '').length > 60 ? 4 : 2}
            wrong={problem(`texts.${one.key}`)}
          />
        </div>
      ))}
      <div className="fields">
        <TextField
          label={t(words.department)}
          value={department}
          onValue={setDepartment}
          list="departments"
          wrong={pressed && department.trim() === '' ? say('fillIn') : undefined}
        />
        <datalist id="departments">
          {view.departments.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <SelectField
          label={t(words.subject)}
          value={subject}
          onValue={setSubject}
          empty={say('choose')}
          options={Object.entries(subjectNames).map(([value, name]) => ({ value, label: t(name) }))}
          wrong={problem('subject')}
        />
        <SelectField
          label={t(words.stage)}
          value={stage}
          onValue={setStage}
          options={Object.entries(stageNames).map(([value, name]) => ({ value, label: t(name) }))}
        />
        <DateField label={t(words.lastDay)} value={until} onValue={setUntil} wrong={problem('until')} />
        {(isBornAsked || born !== '') && (
          <DateField label={t(words.born)} value={born} onValue={setBorn} wrong={problem('born')} />
        )}
        <TextField label={t(words.entryNumber)} value={number} onValue={setNumber} />
        <TextField label={t(words.entryName)} value={entry} onValue={setEntry} />
      </div>
      <AreaField label={t(words.cites)} value={cites} onValue={setCites} rows={2} />
      {view.item?.attachment && (
        <FileField
          label={t(words.attach)}
          accept="image/png,image/jpeg,application/pdf"
          fileName={[...(before?.attachments ?? []), ...added].map((one) => one.name).join('、') || undefined}
          wrong={problem('attachments')}
          onFile={(file) => void (file && attach(file, setAdded))}
        />
      )}
      <ProblemNote error={act.error} except={['title', 'subject', 'until', 'born', 'attachments']} />
      <Action submit kind="primary" busy={act.isPending}>
        {t(words.save)}
      </Action>
    </form>
  )
}

async function attach(file: File, set: (to: (now: readonly Added[]) => readonly Added[]) => void): Promise<void> {
  const media = (['image/png', 'image/jpeg', 'application/pdf'] as const).find((one) => one === file.type)
  if (!media) return
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCodePoint(...bytes.subarray(at, at + 8192))
  set((now) => [...now, { name: file.name, media, file: btoa(text) }])
}

/** The case’s own words, with what is covered in them marked and named. */
function Plain({ source }: { readonly source: SourceText | undefined }) {
  const { t } = useWords()
  if (!source || source.plain === '') return <div className="plain muted small">—</div>
  const pieces = []
  let at = 0
  for (const one of source.found) {
    pieces.push(source.plain.slice(at, one.from), one)
    at = one.to
  }
  pieces.push(source.plain.slice(at))
  return (
    <div className="plain">
      <div className="label">{t(words.plain)}</div>
      <p>
        {pieces.map((one, i) =>
          typeof one === 'string' ? (
            one
          ) : (
            <mark key={i} title={`${t(thingNames[one.what])} → ${one.as}`}>
              {source.plain.slice(one.from, one.to)}
            </mark>
          ),
        )}
      </p>
      {source.found.map((one) => (
        <Tag key={one.from} tone="zhe">
          {t(thingNames[one.what])} → {one.as === '' ? '∅' : one.as}
        </Tag>
      ))}
    </div>
  )
}
