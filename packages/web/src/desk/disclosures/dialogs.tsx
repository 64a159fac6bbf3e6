import type { PublicationView } from '@liuhen/contract/disclosures'
import type { CalendarDate } from '@liuhen/core/kernel'
import { DisclosureForm } from '@liuhen/core/policy'
import { useState } from 'react'
import { freshId, useAct, useReply } from '../../api/index.ts'
import {
  AreaField,
  Confirm,
  DateField,
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
import { words } from './words.ts'

interface Props {
  readonly view: PublicationView
  readonly onClose: () => void
}
const STALE = ['showDisclosure', 'listDisclosures', 'workbench'] as const

/** Openness is the rule: what is held back falls under one of these grounds, and says why. */
export function Withhold({ view, onClose }: Props) {
  const { t } = useWords()
  const kept = useDraft(`withhold ${view.row.id}`, t(words.withhold))
  const [ground, setGround] = useDrafted(kept, 'ground', '')
  const act = useAct('withholdDisclosure', { stale: STALE, done: onClose })
  return (
    <Confirm
      draft={kept}
      title={t(words.withhold)}
      act={t(words.withhold)}
      grave
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) =>
        act.mutate({ params: { id: view.row.id }, body: { reason, ...(ground !== '' && { ground }) } })
      }
    >
      <SelectField
        label={t(words.ground)}
        value={ground}
        onValue={setGround}
        empty={t(words.ground)}
        options={view.grounds.map((one) => ({ value: one.ground, label: t(one.name) }))}
      />
    </Confirm>
  )
}

export function EndIt({ view, onClose }: Props) {
  const { t } = useWords()
  const kept = useDraft(`end ${view.row.id}`, t(words.end))
  const [why, setWhy] = useDrafted<'credit-repaired' | 'superseded'>(kept, 'why', 'credit-repaired')
  const act = useAct('endDisclosure', { stale: STALE, done: onClose })
  return (
    <Confirm
      draft={kept}
      title={t(words.end)}
      act={t(words.end)}
      grave
      busy={act.isPending}
      error={act.error}
      reasonLabel={t(words.publicReason)}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ params: { id: view.row.id }, body: { why, reason } })}
    >
      <SelectField
        label={t(words.end)}
        value={why}
        onValue={(value) => setWhy(value === 'superseded' ? 'superseded' : 'credit-repaired')}
        options={[
          { value: 'credit-repaired', label: t(words.creditRepaired) },
          { value: 'superseded', label: t(words.superseded) },
        ]}
      />
    </Confirm>
  )
}

/** Where else it is shown: the website comes first, these add to it. */
export function NoteShown({ view, onClose }: Props) {
  const { t } = useWords()
  const kept = useDraft(`shown ${view.row.id}`, t(words.show))
  const [form, setForm] = useDrafted(kept, 'form', 'board')
  const [place, setPlace] = useDrafted(kept, 'place', '')
  const [from, setFrom] = useDrafted(kept, 'from', '')
  const [until, setUntil] = useDrafted(kept, 'until', '')
  const [title, setTitle] = useDrafted(kept, 'title', '')
  const [source, setSource] = useDrafted(kept, 'source', '')
  const act = useAct('noteDisclosureShown', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const out = view.versions.findLast((one) => one.published)
  const send = (): void => {
    const which = DisclosureForm.exclude(['website']).safeParse(form)
    if (!out || !which.success) return
    const shown = {
      form: which.data,
      ...(place !== '' && { place }),
      ...(from !== '' && { from: from as CalendarDate }),
      ...(until !== '' && { until: until as CalendarDate }),
      ...(title !== '' && { title }),
      ...(source !== '' && { source }),
    }
    act.mutate({ params: { id: view.row.id }, body: { version: out.version, digest: out.digest, shown } })
  }
  return (
    <FormDialog title={t(words.show)} onClose={onClose} busy={act.isPending} onSubmit={send}>
      <Restored draft={kept} />
      <SelectField
        label={t(words.form)}
        value={form}
        onValue={setForm}
        options={view.forms
          .filter((one) => one.form !== 'website')
          .map((one) => ({ value: one.form, label: t(one.name) }))}
      />
      {form === 'announcement' && (
        <TextField label={t(words.noticeTitle)} value={title} onValue={setTitle} wrong={problem('title')} />
      )}
      <TextField label={t(words.place)} value={place} onValue={setPlace} wrong={problem('place')} />
      <DateField label={t(words.from)} value={from} onValue={setFrom} wrong={problem('from')} />
      <DateField label={t(words.to)} value={until} onValue={setUntil} wrong={problem('until')} />
      {form === 'by-law' && (
        <TextField label={t(words.source)} value={source} onValue={setSource} wrong={problem('source')} />
      )}
      <ProblemNote error={act.error} except={['title', 'place', 'from', 'until', 'source']} />
    </FormDialog>
  )
}

export function AskQuestion({ view, onClose }: Props) {
  const { t, say } = useWords()
  const kept = useDraft(`ask ${view.row.id}`, t(words.ask))
  const [key] = useDrafted(kept, 'key', freshId)
  const [sort, setSort] = useDrafted(kept, 'sort', 'explanation')
  const [from, setFrom] = useDrafted(kept, 'from', '')
  const [contact, setContact] = useDrafted(kept, 'contact', '')
  const [asked, setAsked] = useDrafted(kept, 'words', '')
  const [assigned, setAssigned] = useDrafted(kept, 'assigned', '')
  const [pressed, setPressed] = useState(false)
  const people = useReply('listColleagues')
  const act = useAct('askDisclosureQuestion', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const empty = (value: string): string | undefined => (pressed && value.trim() === '' ? say('fillIn') : undefined)
  const send = (): void => {
    setPressed(true)
    if ([from, asked, assigned].some((one) => one.trim() === '')) return
    const told = {
      sort: sort === 'objection' ? ('objection' as const) : ('explanation' as const),
      from,
      words: asked,
      assigned,
    }
    act.mutate({ params: { id: view.row.id }, body: { key, ...told, ...(contact !== '' && { contact }) } })
  }
  return (
    <FormDialog title={t(words.ask)} onClose={onClose} busy={act.isPending} onSubmit={send}>
      <Restored draft={kept} />
      <SelectField
        label={t(words.sort)}
        value={sort}
        onValue={setSort}
        options={[
          { value: 'explanation', label: t(words.explanation) },
          { value: 'objection', label: t(words.objection) },
        ]}
      />
      <TextField label={t(words.asker)} value={from} onValue={setFrom} wrong={empty(from)} maxLength={80} />
      <TextField label={t(words.contact)} value={contact} onValue={setContact} maxLength={120} />
      <AreaField label={t(words.question)} value={asked} onValue={setAsked} wrong={empty(asked)} maxLength={2000} />
      <SelectField
        label={t(words.assignee)}
        value={assigned}
        onValue={setAssigned}
        empty={say('choose')}
        wrong={empty(assigned)}
        options={(people.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
