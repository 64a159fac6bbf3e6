import type { Device } from '@liuhen/contract/devices'
import { DeviceFacts, DeviceKind } from '@liuhen/core/devices'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import {
  Action,
  Choose,
  DateField,
  Dialog,
  ProblemNote,
  SelectField,
  TextField,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { careWords, fenOf } from './care-words.ts'
import { kindWords, words } from './words.ts'

/** Registers a device, or changes what is registered of one. */
export function DeviceForm({ device, onClose }: { readonly device?: Device; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft(`device ${device?.id ?? ''}`, t(device ? words.change : words.register))
  const [number, setNumber] = useDrafted(kept, 'number', device?.number ?? '')
  const [kind, setKind] = useDrafted<DeviceKind>(kept, 'kind', device?.kind ?? 'body-camera')
  const [model, setModel] = useDrafted(kept, 'model', device?.model ?? '')
  const [unit, setUnit] = useDrafted(kept, 'unit', device?.unit.id)
  const [idCode, setIdCode] = useDrafted(kept, 'idCode', device?.identity?.idCode ?? '')
  const [serial, setSerial] = useDrafted(kept, 'serial', device?.identity?.serial ?? '')
  const [since, setSince] = useDrafted<string>(kept, 'since', device?.inServiceSince ?? '')
  const [price, setPrice] = useDrafted(kept, 'price', device?.price === undefined ? '' : String(device.price / 100))
  const [pressed, setPressed] = useState(false)
  const units = useReply('listUnits')
  const stale = ['listDevices', 'showDevice'] as const
  const register = useAct('registerDevice', {
    stale,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const change = useAct('changeDevice', {
    stale,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const act = device ? change : register
  const problem = useFieldProblems(act.error)
  const { idCode: _idCode, serial: _serial, ...asked } = device?.identity ?? {}
  const identity = { ...asked, ...(idCode && { idCode }), ...(serial && { serial }) }
  const facts = DeviceFacts.safeParse({
    number,
    kind,
    unit,
    ...(model.trim() && { model }),
    ...(Object.keys(identity).length > 0 && { identity }),
    ...(since && { inServiceSince: since }),
    ...(price.trim() && { price: fenOf(price) ?? -1 }),
  })
  const submit = () => {
    setPressed(!facts.success)
    if (!facts.success || act.isPending) return
    const { number: _number, ...rest } = facts.data
    if (device) change.mutate({ params: { id: device.id }, body: rest })
    else register.mutate({ body: facts.data })
  }
  return (
    <Dialog
      title={t(device ? words.change : words.register)}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Action onAct={onClose}>{say('cancel')}</Action>
          <Action submit kind="primary" busy={act.isPending}>
            {say('save')}
          </Action>
        </>
      }
    >
      <Restored draft={kept} />
      <div className="pair">
        <TextField
          label={t(words.number)}
          hint={t(words.numberHint)}
          value={number}
          onValue={setNumber}
          disabled={device !== undefined}
          maxLength={40}
          wrong={problem('number') ?? (pressed && number.trim() === '' ? say('fillIn') : undefined)}
        />
        <SelectField
          label={t(words.kind)}
          value={kind}
          onValue={(value) => setKind(DeviceKind.parse(value))}
          options={DeviceKind.options.map((value) => ({ value, label: t(kindWords[value]) }))}
        />
        <Choose
          label={say('unit')}
          value={unit}
          onValue={setUnit}
          options={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
          wrong={problem('unit') ?? (pressed && unit === undefined ? say('choose') : undefined)}
        />
        <TextField
          label={`${t(words.model)}（${say('optional')}）`}
          value={model}
          onValue={setModel}
          maxLength={80}
          wrong={problem('model')}
        />
        <DateField
          label={`${t(words.since)}（${say('optional')}）`}
          hint={t(words.sinceHint)}
          value={since}
          onValue={setSince}
          wrong={problem('inServiceSince')}
        />
      </div>
      <TextField
        label={`${t(careWords.price)}（${say('optional')}）`}
        value={price}
        onValue={setPrice}
        inputMode="decimal"
        wrong={
          problem('price') ?? (price.trim() !== '' && fenOf(price) === undefined ? t(careWords.wrongSum) : undefined)
        }
      />
      <p className="muted small" style={{ margin: '4px 0 8px' }}>
        {t(words.identity)}
      </p>
      <div className="pair">
        <TextField
          label={`${t(words.idCode)}（${say('optional')}）`}
          value={idCode}
          onValue={setIdCode}
          maxLength={5}
        />
        <TextField
          label={`${t(words.serial)}（${say('optional')}）`}
          value={serial}
          onValue={setSerial}
          maxLength={7}
        />
      </div>
      <ProblemNote error={act.error} except={['number', 'unit', 'model', 'inServiceSince', 'price']} />
    </Dialog>
  )
}
