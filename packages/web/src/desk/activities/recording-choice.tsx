import type { LaneRecording } from '@liuhen/contract/activities'
import { SelectField } from '../../parts/index.ts'
import { minuteDigits } from './times.ts'

/** One of an activity's recordings, by its time and device. */
export function RecordingChoice({
  label,
  recordings,
  value,
  onValue,
}: {
  readonly label: string
  readonly recordings: readonly LaneRecording[]
  readonly value: string
  readonly onValue: (recording: string) => void
}) {
  return (
    <SelectField
      label={label}
      value={value}
      onValue={onValue}
      options={recordings.map((one) => ({
        value: one.id,
        label: `${minuteDigits(one.start)} – ${minuteDigits(one.end)} ${one.device ?? one.fileName}`,
      }))}
    />
  )
}
