import '../intake/page.css'
import type { CardReading } from '@liuhen/contract/recordings'
import { beijing } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import { Action, Confirm } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const own = {
  title: text('从存储卡读取，等您确认', 'Read from cards, waiting for you'),
  lead: text(
    '采集站没有询问设备，只有文件名说是谁的。核对下列情况，一次确认一批；每份各记一条，写明您的姓名和理由。',
    'No station asked the device; only the names say whose these are. Check what is known and decide once for all; each is noted by itself with your name and reason.',
  ),
  what: text('{device} 的 {n} 份，所称录制人 {name}', '{n} of {device}, said to be by {name}'),
  decide: text('确认这 {n} 份', 'Confirm these {n}'),
  names: text('看文件名（{n}）', 'File names ({n})'),
  means: text(
    '确认后，这些音像归到 {device}、{name} 名下并计入应录时间。设备的时钟没有测过，时间以文件为准。有一份不对，就到那一份的页面单独认定“来源不属实”，再回来确认其余的。',
    'From then on they count as of {device}, by {name}. The clock of the device was not measured: times are those of the files. If one of them is not right, reject it on its own page first and then confirm the others.',
  ),
  reason: text('怎样核对的', 'How it was checked'),
} as const

/** What was read from cards: everything that is known of each docking, and one decision for all of its files. */
export function CardReadings() {
  const { t } = useWords()
  const reply = useReply('cardReadings')
  const [deciding, setDeciding] = useState<CardReading>()
  const all = reply.data ?? []
  if (all.length === 0) return null
  return (
    <section className="sheet" id="cards" aria-label={t(own.title)}>
      <h3 className="group">
        <span>{t(own.title)}</span>
        <span>{t(own.lead)}</span>
      </h3>
      {all.map((one) => (
        <Entry key={one.recordings[0]?.id} one={one} onDecide={() => setDeciding(one)} />
      ))}
      {deciding && <Decide one={deciding} onClose={() => setDeciding(undefined)} />}
    </section>
  )
}

const naming = (one: CardReading) => ({
  device: one.device.number,
  n: one.recordings.length,
  name: one.officer.name,
})

function Entry({ one, onDecide }: { readonly one: CardReading; readonly onDecide: () => void }) {
  const { t } = useWords()
  return (
    <div className="quarantine-entry">
      <div>
        <b>{t(own.what, naming(one))}</b>
        <div className="muted small">
          {beijing(one.from).slice(0, 16)} – {beijing(one.to).slice(0, 16)} · {one.unit}
        </div>
        <ul className="small">
          {one.reasons.map((reason) => (
            <li key={reason.en}>{t(reason)}</li>
          ))}
        </ul>
        <details className="small">
          <summary>{t(own.names, naming(one))}</summary>
          {one.recordings.map(({ id, fileName }) => (
            <div key={id}>
              <Link to="/recordings/$id" params={{ id }} hash="origin">
                {fileName}
              </Link>
            </div>
          ))}
        </details>
      </div>
      <Action kind="primary" onAct={onDecide}>
        {t(own.decide, naming(one))}
      </Action>
    </div>
  )
}

function Decide({ one, onClose }: { readonly one: CardReading; readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct('confirmCard', {
    stale: ['cardReadings', 'listRecordings', 'showRecording', 'workbench', 'dayCoverage', 'showActivity'],
    done: onClose,
  })
  return (
    <Confirm
      title={t(own.what, naming(one))}
      act={t(own.decide, naming(one))}
      busy={act.isPending}
      error={act.error}
      reasonLabel={t(own.reason)}
      onClose={onClose}
      onConfirm={(reason) =>
        act.mutate({
          body: {
            officer: one.officer.id,
            device: one.device.id,
            recordings: one.recordings.map(({ id }) => id),
            reason,
          },
        })
      }
    >
      <p style={{ marginBottom: 12 }}>{t(own.means, naming(one))}</p>
    </Confirm>
  )
}
