import type { Device } from '@liuhen/contract/devices'
import { useAct } from '../../api/index.ts'
import {
  Action,
  Cited,
  Dialog,
  ProblemNote,
  Restored,
  Tag,
  TextField,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const isCount = (value: string): boolean => /^\d+$/.test(value.trim())

/** What the device shows while it records; what is short is told at once. */
export function ChargeDialog({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft(`charge ${device.id}`, `${t(words.charge)} ${device.number}`)
  const [battery, setBattery] = useDrafted(kept, 'battery', '')
  const [space, setSpace] = useDrafted(kept, 'space', '')
  const act = useAct('seeCharge', { stale: ['showDevice'], done: () => kept.forget() })
  const ready = isCount(battery) && Number(battery) <= 100 && isCount(space)
  return (
    <Dialog
      title={`${t(words.charge)} ${device.number}`}
      onClose={onClose}
      onSubmit={() => {
        if (ready && !act.isPending)
          act.mutate({ params: { id: device.id }, body: { battery: Number(battery), freeSpace: Number(space) } })
      }}
      footer={
        <>
          <Action onAct={onClose}>{say('close')}</Action>
          <Action submit kind="primary" busy={act.isPending} why={ready ? undefined : say('fillIn')}>
            {say('save')}
          </Action>
        </>
      }
    >
      <Restored draft={kept} />
      <p className="muted small">{t(words.chargeHint)}</p>
      <div className="pair">
        <TextField label={t(words.battery)} value={battery} onValue={setBattery} inputMode="numeric" />
        <TextField label={t(words.space)} value={space} onValue={setSpace} inputMode="numeric" />
      </div>
      <div role="status">
        {act.data?.warnings.length === 0 && <Tag tone="qing">{t(words.chargeFine)}</Tag>}
        {act.data?.warnings.map((one) => (
          <div className="note zhe" key={one.code}>
            {t(one.message)} <Cited citations={one.citations} />
          </div>
        ))}
      </div>
      <ProblemNote error={act.error} />
    </Dialog>
  )
}
