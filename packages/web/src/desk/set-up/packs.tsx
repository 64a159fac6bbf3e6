import type { OfferedPack, SetUp } from '@liuhen/contract/people'
import { CalendarDate } from '@liuhen/core/kernel'
import type { z } from 'zod'
import { DateField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { BureauChoice } from '../law/bureau-choice.tsx'
import { bureausOf } from '../law/bureaus.ts'
import { SettingField } from '../law/setting-field.tsx'
import { valueOf } from '../law/setting-value.ts'
import { words } from './words.ts'

/** What was chosen and typed in the step; nothing is chosen while `issuer` is undefined. */
export interface Chosen {
  readonly issuer: string | undefined
  readonly from: string
  readonly effective: Readonly<Record<string, string>>
  readonly settings: Readonly<Record<string, string>>
}

type Rules = NonNullable<z.input<typeof SetUp>['rules']>

const packsOf = (offered: readonly OfferedPack[], issuer: string | undefined): readonly OfferedPack[] =>
  issuer === undefined ? [] : offered.filter((one) => one.issuer === issuer)

/** Settings asked for by several packs of a bureau are asked once; the day of coming into force is asked by itself. */
function settingsOf(packs: readonly OfferedPack[]): readonly OfferedPack['settings'][number][] {
  const all = packs.flatMap((pack) =>
    pack.settings.filter((one) => one.wanted.type !== 'date' || pack.effectiveFrom !== null),
  )
  return [...new Map(all.map((one) => [one.key, one])).values()]
}

/** What of the step is not right yet; nothing when no regulation is chosen. */
export function wrongIn(chosen: Chosen, offered: readonly OfferedPack[]): readonly string[] {
  const packs = packsOf(offered, chosen.issuer)
  if (packs.length === 0) return []
  const date = (typed: string | undefined): boolean => CalendarDate.safeParse(typed).success
  return [
    ...(date(chosen.from) ? [] : ['from']),
    ...packs.filter((one) => one.effectiveFrom === null && !date(chosen.effective[one.id])).map((one) => one.id),
    ...settingsOf(packs).flatMap(({ key, wanted }) => {
      const typed = chosen.settings[key] ?? ''
      return typed.trim() !== '' && valueOf(wanted, typed) === undefined ? [key] : []
    }),
  ]
}

/** The step as the server takes it; undefined when no regulation is chosen. Settings left blank stay open. */
export function rulesOf(chosen: Chosen, offered: readonly OfferedPack[]): Rules | undefined {
  const packs = packsOf(offered, chosen.issuer)
  if (packs.length === 0) return undefined
  const undated = packs.filter((one) => one.effectiveFrom === null)
  const settings = settingsOf(packs).flatMap(({ key, wanted }) => {
    const value = valueOf(wanted, chosen.settings[key] ?? '')
    return value === undefined ? [] : [{ key, value }]
  })
  return {
    packs: packs.map((one) => one.id),
    from: chosen.from,
    ...(undated.length > 0 && {
      effective: Object.fromEntries(undated.map((one) => [one.id, chosen.effective[one.id] ?? ''])),
    }),
    ...(settings.length > 0 && { settings }),
  }
}

export interface PacksProps {
  readonly offered: readonly OfferedPack[]
  readonly chosen: Chosen
  readonly onChange: (chosen: Chosen) => void
  readonly pressed: boolean
  readonly served: (field: string) => string | undefined
}

/** Which bureau's regulation this installation goes by; it may be left for later. */
export function Packs({ offered, chosen, onChange, pressed, served }: PacksProps) {
  const { t, say } = useWords()
  const packs = packsOf(offered, chosen.issuer)
  const wrong = wrongIn(chosen, offered)
  const settings = settingsOf(packs)
  const missing = (field: string) => (pressed && wrong.includes(field) ? say('fillIn') : undefined)
  return (
    <div className="sheet pad" style={{ margin: '14px 0' }}>
      <h3>{t(words.rules)}</h3>
      <p className="muted small">{t(words.rulesLead)}</p>
      <BureauChoice
        label={t(words.rules)}
        bureaus={bureausOf(offered)}
        chosen={chosen.issuer}
        onChoose={(issuer) => onChange({ ...chosen, issuer })}
        none={{ title: t(words.noRules), hint: t(words.noRulesHint) }}
      />
      {packs.length > 0 && (
        <>
          <div className="pair">
            <DateField
              label={t(words.rulesFrom)}
              hint={t(words.rulesFromHint)}
              value={chosen.from}
              onValue={(from) => onChange({ ...chosen, from })}
              wrong={served('rules.from') ?? missing('from')}
            />
            {packs
              .filter((one) => one.effectiveFrom === null)
              .map((one) => (
                <DateField
                  key={one.id}
                  label={t(words.effective, { title: t(one.title) })}
                  hint={t(words.effectiveHint)}
                  value={chosen.effective[one.id] ?? ''}
                  onValue={(value) => onChange({ ...chosen, effective: { ...chosen.effective, [one.id]: value } })}
                  wrong={served(`rules.effective.${one.id}`) ?? missing(one.id)}
                />
              ))}
          </div>
          {settings.length > 0 && (
            <details open={wrong.some((one) => one in chosen.settings) || undefined}>
              <summary>{t(words.settings, { n: settings.length })}</summary>
              <p className="muted small" style={{ margin: '6px 0 10px' }}>
                {t(words.settingsLead)}
              </p>
              <div className="pair">
                {settings.map((one) => (
                  <SettingField
                    key={one.key}
                    label={t(one.title)}
                    wanted={one.wanted}
                    hint={one.suggestion && t(one.suggestion)}
                    typed={chosen.settings[one.key] ?? ''}
                    onTyped={(typed) => onChange({ ...chosen, settings: { ...chosen.settings, [one.key]: typed } })}
                    wrong={served(`settings.${one.key}`) ?? missing(one.key)}
                  />
                ))}
              </div>
            </details>
          )}
        </>
      )}
    </div>
  )
}
