import type { RecordingRules, RecordingView } from '@liuhen/contract/recordings'
import { useAct, useMay, whose } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Cited,
  ProblemNote,
  Restored,
  SelectField,
  Tag,
  Time,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const own = {
  title: text('勤务以外录制', 'Recorded off duty'),
  on: text('勤务以内，或者没有登记排班', 'On duty, or no roster says'),
  ask: text(
    '按登记的排班，摄录时不在勤务中：说明录的是什么，说明以前不能归入活动和案件',
    'By the rosters it was recorded off duty: say what it is; until then it is filed with no activity and no case',
  ),
  as: text('录的是什么', 'What it is'),
  duty: text('执勤执法（如加班、临时处置）', 'Enforcement all the same, such as overtime'),
  unrelated: text('与执勤执法无关', 'Nothing to do with duty'),
  unrelatedHint: text('会建立一项责任事项', 'An item of accountability is opened'),
  reason: text('具体情况', 'What makes it so'),
  missing: text('请写一句具体情况', 'Say in a sentence what makes it so'),
  send: text('提交说明', 'File the explanation'),
  lent: text(
    '登记以外转借：当时使用人是 {holder}，摄录人是 {recorder}，没有借用登记',
    'Lent without an entry: {holder} had the device, {recorder} recorded',
  ),
} as const

/** What was recorded while its recorder was on no duty, and what was said of it. */
export function OffDuty({
  view,
  duty,
}: {
  readonly view: RecordingView
  readonly duty: NonNullable<RecordingRules['duty']>
}) {
  const { t } = useWords()
  const { outside, said, citations } = duty
  return (
    <>
      {!outside && <span className="muted">{t(own.on)}</span>}
      {outside && <Tag tone="zhu">{t(own.title)}</Tag>}
      {said && (
        <div className="muted small">
          {t(own[said.as])}：“{said.reason}” · {said.by} · <Time at={said.at} to="minute" />
        </div>
      )}
      {outside && !said && <Explain view={view} />}
      <div className="small">
        <Cited citations={citations} />
      </div>
    </>
  )
}

function Explain({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const may = useMay()
  const kept = useDraft(`off-duty ${view.id}`, t(own.title))
  const [as, setAs] = useDrafted<'duty' | 'unrelated'>(kept, 'as', 'duty')
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const act = useAct('explainDuty', {
    stale: ['showRecording', 'listRecordings', 'workbench', 'listLiabilities'],
    done: () => kept.forget(),
  })
  const short = reason.trim().length < 2
  return (
    <div className="told">
      <p className="small">{t(own.ask)}</p>
      <Restored draft={kept} />
      <SelectField
        label={t(own.as)}
        value={as}
        {...(as === 'unrelated' && { hint: t(own.unrelatedHint) })}
        onValue={(value) => setAs(value === 'unrelated' ? 'unrelated' : 'duty')}
        options={[
          { value: 'duty', label: t(own.duty) },
          { value: 'unrelated', label: t(own.unrelated) },
        ]}
      />
      <AreaField label={t(own.reason)} value={reason} onValue={setReason} maxLength={500} />
      <Action
        busy={act.isPending}
        why={may('explainDuty') ? (short ? t(own.missing) : undefined) : t(whose('explainDuty'))}
        onAct={() => act.mutate({ params: { id: view.id }, body: { as, reason: reason.trim() } })}
      >
        {t(own.send)}
      </Action>
      <ProblemNote error={act.error} />
    </div>
  )
}

/** Who had the device by the register and who recorded, where they are not the same and no loan is on record. */
export function Lent({ holder, recorder, citations }: NonNullable<RecordingRules['lent']>) {
  const { t } = useWords()
  return (
    <>
      <Tag tone="zhu">{t(own.lent, { holder, recorder })}</Tag>
      <div className="small">
        <Cited citations={citations} />
      </div>
    </>
  )
}

export const offDutyTitle = own.title
