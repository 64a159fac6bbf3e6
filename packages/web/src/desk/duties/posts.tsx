import type { PostRow } from '@liuhen/contract/duties'
import { NamedPost, namedPosts } from '@liuhen/core/duties'
import { type CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  Await,
  Choose,
  Confirm,
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
import { words } from './words.ts'

const STALE = ['listPosts', 'readiness', 'workbench', 'showDevice'] as const
const today = (): CalendarDate => dayOf(instantOf(Date.now()))

/** Who is or was in which post, with the days. */
export function Posts() {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('listPosts')
  const [naming, setNaming] = useState(false)
  const [leaving, setLeaving] = useState<PostRow>()
  return (
    <section className="sheet" id="posts">
      <h2 className="group row between" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.posts)}
        {may('fillPost') && <Action onAct={() => setNaming(true)}>{t(words.name)}</Action>}
      </h2>
      <Await reply={reply}>
        {({ held }) =>
          held.length === 0 ? (
            <Empty title={t(words.noPosts)}>{t(words.noPostsHint)}</Empty>
          ) : (
            held.map((one) => (
              <div className="task" key={one.id}>
                <div className="due">{one.unit?.name}</div>
                <div className="task-text">
                  <b>{one.person.name}</b> {t(namedPosts[one.post].title)}
                  {one.function !== undefined && ` · ${one.function}`}
                  <div className="muted small">
                    {one.to === undefined
                      ? t(words.since, { from: one.from })
                      : t(words.between, { from: one.from, to: one.to })}
                    {one.left && ` · ${one.left.reason}`}
                  </div>
                </div>
                {one.to === undefined && one.yours && may('leavePost') && (
                  <Action onAct={() => setLeaving(one)}>{t(words.leave)}</Action>
                )}
              </div>
            ))
          )
        }
      </Await>
      {naming && <NameForm onClose={() => setNaming(false)} />}
      {leaving && <LeaveForm row={leaving} onClose={() => setLeaving(undefined)} />}
    </section>
  )
}

function NameForm({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft('post', t(words.name))
  const [typed, setPost] = useDrafted(kept, 'post', 'unit-head')
  const [unit, setUnit] = useDrafted<string | undefined>(kept, 'unit', undefined)
  const [person, setPerson] = useDrafted<string | undefined>(kept, 'person', undefined)
  const [from, setFrom] = useDrafted<string>(kept, 'from', today)
  const [role, setRole] = useDrafted(kept, 'function', '')
  const units = useReply('listUnits')
  const people = useReply('listColleagues')
  const act = useAct('fillPost', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const post = NamedPost.safeParse(typed).data ?? 'unit-head'
  const isOfUnit = namedPosts[post].of === 'unit'
  const why = person === undefined || (isOfUnit && unit === undefined) ? say('fillIn') : undefined
  return (
    <FormDialog
      title={t(words.name)}
      act={t(words.name)}
      onClose={onClose}
      onSubmit={() =>
        person !== undefined &&
        act.mutate({
          body: {
            post,
            person,
            from: from as CalendarDate,
            ...(isOfUnit && unit !== undefined && { unit }),
            ...(role.trim() !== '' && { function: role.trim() }),
          },
        })
      }
      busy={act.isPending}
      why={why}
    >
      <Restored draft={kept} />
      <SelectField
        label={t(words.post)}
        value={post}
        onValue={setPost}
        options={NamedPost.options.map((value) => ({ value, label: t(namedPosts[value].title) }))}
      />
      {isOfUnit && (
        <Choose
          label={t(words.unit)}
          value={unit}
          onValue={setUnit}
          options={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
          wrong={problem('unit')}
        />
      )}
      <Choose
        label={t(words.person)}
        value={person}
        onValue={setPerson}
        options={(people.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        wrong={problem('person')}
      />
      <DateField label={t(words.from)} value={from} onValue={setFrom} wrong={problem('from')} />
      <TextField label={t(words.function)} value={role} onValue={setRole} maxLength={200} wrong={problem('function')} />
      <ProblemNote error={act.error} except={['unit', 'person', 'from', 'function']} />
    </FormDialog>
  )
}

function LeaveForm({ row, onClose }: { readonly row: PostRow; readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft(`post left ${row.id}`, `${t(words.leave)} ${row.person.name}`)
  const [to, setTo] = useDrafted<string>(kept, 'to', today)
  const act = useAct('leavePost', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  return (
    <Confirm
      draft={kept}
      title={`${t(words.leave)} · ${row.person.name}`}
      act={t(words.leave)}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ params: { id: row.id }, body: { to: to as CalendarDate, reason } })}
    >
      <DateField label={t(words.last)} value={to} onValue={setTo} />
    </Confirm>
  )
}
