import type { ActivityView, LaneRecording } from '@liuhen/contract/activities'
import { useAct, useMay, whose } from '../../api/index.ts'
import { Action, Cited, ProblemNote, Restored, Tag, TextField, useDraft, useDrafted } from '../../parts/index.ts'
import { clockIn, useWords } from '../../words/index.ts'
import { RecordingChoice } from './recording-choice.tsx'
import { positionOf } from './times.ts'
import { words } from './words.ts'

/** What was taken, thing by thing, and where each is in the picture. */
export function Goods({
  view: { row, coverage },
  recordings,
}: {
  readonly view: ActivityView
  readonly recordings: readonly LaneRecording[]
}) {
  const { t } = useWords()
  const may = useMay()
  const kept = useDraft(`goods ${row.id}`, t(words.goods))
  const [name, setName] = useDrafted(kept, 'name', '')
  const [chosen, setRecording] = useDrafted(kept, 'recording', '')
  const [at, setAt] = useDrafted(kept, 'at', '')
  const act = useAct('annotateActivity', {
    stale: ['showActivity', 'dayCoverage', 'workbench'],
    done: () => kept.forget(),
  })
  const { goods: asked } = coverage.asks
  if (!asked) return null
  const goods = row.details.goods ?? []
  const recording = recordings.find((one) => one.id === chosen)?.id ?? recordings[0]?.id
  const position = positionOf(at)
  const mark = recording !== undefined && position !== undefined && { mark: { recording, position } }
  const others = goods.filter((one) => one.name !== name.trim())
  const why = may('annotateActivity') ? undefined : t(whose('annotateActivity'))
  return (
    <section className="sheet" id="goods">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.goods)}
      </h2>
      <div className="to-do pad-line">
        <div>
          {t(words.goodsAsked)}{' '}
          <span className="small">
            <Cited citations={asked} />
          </span>
          {goods.map((one) => (
            <div key={one.name}>
              {one.name}{' '}
              {one.mark ? (
                <Tag>{t(words.seenMark, { at: clockIn(one.mark.position) })}</Tag>
              ) : (
                <Tag tone="zhe">{t(words.goodsUnmarked)}</Tag>
              )}
            </div>
          ))}
        </div>
        <Restored draft={kept} />
        <TextField label={t(words.goodsName)} value={name} onValue={setName} maxLength={120} />
        {recordings.length > 0 && (
          <RecordingChoice
            label={t(words.whichRecording)}
            recordings={recordings}
            value={recording ?? ''}
            onValue={setRecording}
          />
        )}
        <TextField
          label={t(words.seenAt)}
          value={at}
          onValue={setAt}
          wrong={at.trim() !== '' && position === undefined ? t(words.seenAtWrong) : undefined}
        />
        <Action
          busy={act.isPending}
          why={why ?? (name.trim() === '' ? t(words.goodsMissing) : undefined)}
          onAct={() =>
            act.mutate({
              params: { id: row.id },
              body: {
                text: words.tellGoods.zh,
                corrects: { goods: [...others, { name: name.trim(), ...mark }] },
              },
            })
          }
        >
          {t(words.goodsAdd)}
        </Action>
        <ProblemNote error={act.error} />
      </div>
    </section>
  )
}
