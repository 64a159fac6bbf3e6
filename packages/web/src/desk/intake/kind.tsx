import { DeviceKind, deviceKinds } from '@liuhen/core/devices'
import { SelectField } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const own = {
  kind: text('用什么设备录的', 'What it was recorded with'),
  hint: text(
    '对接下来选择的文件有效，作为送来的人所称随文件入库；设备编号读得出的，以台账为准。',
    'Of the files chosen next. It is kept with them as said by whoever sent them; where a device’s number can be read, the register counts.',
  ),
} as const

/** Everything that records: a docking station brings what others recorded. */
const KINDS = DeviceKind.options.filter((one) => one !== 'docking-station')

/** The sort of device that the next files are from. */
export function KindField({
  kind,
  onKind,
}: {
  readonly kind: DeviceKind | undefined
  readonly onKind: (kind: DeviceKind | undefined) => void
}) {
  const { t, say } = useWords()
  return (
    <div className="lead-in">
      <SelectField
        label={`${t(own.kind)}（${say('optional')}）`}
        hint={t(own.hint)}
        value={kind ?? ''}
        empty="—"
        onValue={(value) => onKind(DeviceKind.safeParse(value).data)}
        options={KINDS.map((one) => ({ value: one, label: t(deviceKinds[one]) }))}
      />
    </div>
  )
}
