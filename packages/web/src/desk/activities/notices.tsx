import type { ActivityView } from '@liuhen/contract/activities'
import { instantOf } from '@liuhen/core/kernel'
import { activityNames } from '@liuhen/core/vocabulary'
import { useAct, useMay, whose } from '../../api/index.ts'
import { Action, Cited, DateField, ProblemNote, Restored, Tag, useDraft, useDrafted } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { fieldOf, minuteDigits, momentOfField } from './times.ts'
import { words } from './words.ts'

const stale = ['showActivity', 'dayCoverage', 'workbench', 'unrecorded'] as const

/** What the party is told before or while it is filmed, and when it was. */
export function Notices({ view }: { readonly view: ActivityView }) {
  const { t } = useWords()
  const { notices } = view.coverage
  if (notices.length === 0) return null
  return (
    <section className="sheet">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.notices)}
      </h2>
      {notices.map((one) => (
        <Notice key={`${one.of} ${one.say}`} view={view} notice={one} />
      ))}
    </section>
  )
}

function Notice({
  view: { row },
  notice,
}: {
  readonly view: ActivityView
  readonly notice: ActivityView['coverage']['notices'][number]
}) {
  const { t } = useWords()
  const may = useMay()
  const kept = useDraft(`notice ${row.id} ${notice.of}`, t(words.notices))
  const [at, setAt] = useDrafted(kept, 'at', () => fieldOf(row.start))
  const act = useAct('annotateActivity', { stale, done: () => kept.forget() })
  const given = row.details.notices ?? []
  const told = given.find((one) => (one.of ?? row.activity) === notice.of)
  const moment = momentOfField(at) ?? instantOf(Date.now())
  return (
    <div className="to-do pad-line">
      <div>
        “{notice.say}” {notice.of !== row.activity && <Tag>{t(activityNames[notice.of])}</Tag>}{' '}
        <span className="small">
          <Cited citations={notice.citations} />
        </span>
        {told && <div className="muted small">{t(words.noticeAt, { at: minuteDigits(told.at) })}</div>}
      </div>
      {!told && (
        <div className="row end">
          <DateField label={t(words.when)} time value={at} onValue={setAt} />
          <Action
            busy={act.isPending}
            why={may('annotateActivity') ? undefined : t(whose('annotateActivity'))}
            onAct={() =>
              act.mutate({
                params: { id: row.id },
                body: {
                  text: words.tellNotice.zh,
                  corrects: {
                    notices: [...given, { at: moment, ...(notice.of !== row.activity && { of: notice.of }) }],
                  },
                },
              })
            }
          >
            {t(words.noticeGiven)}
          </Action>
        </div>
      )}
      {!told && <Restored draft={kept} />}
      <ProblemNote error={act.error} />
    </div>
  )
}
