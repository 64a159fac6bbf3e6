import type { Device } from '@liuhen/contract/devices'
import type { CitationView } from '@liuhen/contract/packs'
import { Link } from '@tanstack/react-router'
import { useAct, useMay, whose } from '../../api/index.ts'
import { Action, Cited, ProblemNote, Restored, SelectField, useDraft, useDrafted } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const own = {
  title: text('移交存储卡', 'Hand the card over'),
  nobody: text(
    '本单位还没有指定接收声像资料的专门人员，不能移交：请负责人先指定',
    'The unit has named nobody to receive recordings, so nothing is handed over: its leader names somebody first',
  ),
  name: text('到“职责”页指定', 'Name somebody'),
  to: text('交给', 'To'),
  act: text('登记移交', 'Hand it over'),
} as const

/** The card goes to whom the unit has named; who gave it, who has it and when is kept. */
export function CardSheet({
  device,
  keepers,
}: {
  readonly device: Device
  readonly keepers: {
    readonly people: readonly { readonly id: string; readonly name: string }[]
    readonly citations: readonly CitationView[]
  }
}) {
  const { t } = useWords()
  const may = useMay()
  const kept = useDraft(`card ${device.id}`, `${t(own.title)} ${device.number}`)
  const [typed, setReceiver] = useDrafted(kept, 'receiver', '')
  const { people, citations } = keepers
  const receiver = people.find((one) => one.id === typed)?.id ?? people[0]?.id
  const act = useAct('handCardOver', { stale: ['showDevice'], done: () => kept.forget() })
  return (
    <section className="sheet pad" id="card">
      <h3>{t(own.title)}</h3>
      <Restored draft={kept} />
      {people.length === 0 ? (
        <p className="zhe small">
          {t(own.nobody)} <Link to="/duties">{t(own.name)}</Link>
        </p>
      ) : (
        <SelectField
          label={t(own.to)}
          value={receiver ?? ''}
          onValue={setReceiver}
          options={people.map((one) => ({ value: one.id, label: one.name }))}
        />
      )}
      <Action
        busy={act.isPending}
        why={may('handCardOver') ? (receiver === undefined ? t(own.nobody) : undefined) : t(whose('handCardOver'))}
        onAct={() => receiver !== undefined && act.mutate({ params: { id: device.id }, body: { receiver } })}
      >
        {t(own.act)}
      </Action>
      <div className="small">
        <Cited citations={[...citations]} />
      </div>
      <ProblemNote error={act.error} />
    </section>
  )
}
