import type { Device } from '@liuhen/contract/devices'
import { CalendarDate } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct, useMay, whose } from '../../api/index.ts'
import {
  Action,
  Cited,
  DateField,
  Facts,
  FormDialog,
  ProblemNote,
  Restored,
  TextField,
  Time,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const words = {
  title: text('固定公共视频', 'Fixed public camera'),
  note: text('登记位置、用途和备案', 'Note place, purpose and filing'),
  place: text('安装位置', 'Where it is mounted'),
  purpose: text('用途', 'What it is for'),
  filing: text('公安机关备案', 'Filed with the police'),
  number: text('备案编号', 'Number of the filing'),
  on: text('备案日期', 'Day of the filing'),
  unfiledHint: text('还没有备案的，编号和日期都留空', 'Leave number and day empty while it is not filed'),
  saidBy: text('登记人', 'Noted by'),
} as const

/** Where a fixed public camera is mounted, what for, its filing and who says so; and what is not on record yet. */
export function FixedCameraSheet({ device }: { readonly device: Device }) {
  const { t } = useWords()
  const may = useMay()
  const [noting, setNoting] = useState(false)
  if (!device.fixed) return null
  const { said, lacks } = device.fixed
  return (
    <section className="sheet pad" id="fixed">
      <h3 style={{ marginBottom: 6 }}>{t(words.title)}</h3>
      {lacks.map((one) => (
        <div className="note zhe" key={one.code} style={{ marginBottom: 8 }}>
          {t(one.message)} <Cited citations={one.citations} />
        </div>
      ))}
      {said && (
        <Facts
          of={[
            [t(words.place), said.place],
            [t(words.purpose), said.purpose],
            [t(words.filing), said.filing && `${said.filing.number} · ${said.filing.on}`],
            [
              t(words.saidBy),
              <span key="by">
                {said.by} · <Time at={said.at} />
              </span>,
            ],
          ]}
        />
      )}
      <div className="row" style={{ marginTop: 8 }}>
        <Action why={may('noteFixedCamera') ? undefined : t(whose('noteFixedCamera'))} onAct={() => setNoting(true)}>
          {t(words.note)}
        </Action>
      </div>
      {noting && <FixedCameraDialog device={device} onClose={() => setNoting(false)} />}
    </section>
  )
}

function FixedCameraDialog({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const title = `${t(words.note)} ${device.number}`
  const kept = useDraft(`fixed ${device.id}`, title)
  const said = device.fixed?.said
  const [place, setPlace] = useDrafted(kept, 'place', said?.place ?? '')
  const [purpose, setPurpose] = useDrafted(kept, 'purpose', said?.purpose ?? '')
  const [number, setNumber] = useDrafted(kept, 'number', said?.filing?.number ?? '')
  const [on, setOn] = useDrafted<string>(kept, 'on', said?.filing?.on ?? '')
  const act = useAct('noteFixedCamera', {
    stale: ['showDevice', 'listDevices'],
    done: () => (kept.forget(), onClose()),
  })
  const problem = useFieldProblems(act.error)
  const day = CalendarDate.safeParse(on).data
  const isFiled = number.trim().length >= 2 && day !== undefined
  const isUnfiled = number.trim() === '' && on === ''
  const ready = place.trim().length >= 2 && purpose.trim().length >= 2 && (isFiled || isUnfiled)
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      busy={act.isPending}
      why={ready ? undefined : say('fillIn')}
      onSubmit={() =>
        ready &&
        act.mutate({
          params: { id: device.id },
          body: { place, purpose, ...(isFiled && { filing: { number, on: day } }) },
        })
      }
    >
      <Restored draft={kept} />
      <TextField label={t(words.place)} value={place} onValue={setPlace} maxLength={200} wrong={problem('place')} />
      <TextField
        label={t(words.purpose)}
        value={purpose}
        onValue={setPurpose}
        maxLength={200}
        wrong={problem('purpose')}
      />
      <p className="muted small">{t(words.unfiledHint)}</p>
      <TextField label={t(words.number)} value={number} onValue={setNumber} maxLength={200} />
      <DateField label={t(words.on)} value={on} onValue={setOn} wrong={problem('on')} />
      <ProblemNote error={act.error} except={['place', 'purpose', 'on']} />
    </FormDialog>
  )
}
