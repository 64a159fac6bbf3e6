import type { CausesView, CauseView } from '@liuhen/contract/causes'
import { GRADES } from '@liuhen/core/causes'
import type { CalendarDate, Text } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useReply } from '../../api/index.ts'
import { Choose, SelectField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { bandOf, effects, words } from './words.ts'

/** How what is cited is set apart, as a paper prints it. */
const APART = '；'
export const clausesOf = (said: string): readonly string[] =>
  said
    .split(APART)
    .map((one) => one.trim())
    .filter((one) => one !== '')

interface Field {
  readonly label: string
  readonly value: string
  readonly hint?: ReactNode
  readonly wrong?: string | undefined
  /** Of the violation, and of what is decided now. */
  readonly days: { readonly on: CalendarDate; readonly decided: CalendarDate }
  /** The cause that the act names, or the case does. */
  readonly cause: string
}

const useCauses = ({ on, decided }: Field['days']) =>
  useReply('listCauses', { query: { on, decided } }, { keep: true }).data

/** The generations that may be cited: the one that counts, or both where that is not settled yet. */
const citable = ({ generations, counts, atAct, atDecision }: CauseView) =>
  (counts === undefined ? [atAct, atDecision] : [counts]).flatMap((at) =>
    at === undefined ? [] : (generations[at] ?? []),
  )

/** All that a cause rests on, as it is printed. */
const basesOf = (cause: CauseView): readonly Text[] =>
  citable(cause).flatMap(({ prohibition, penalty }) => [...prohibition, ...penalty].map((one) => one.words))

/** What a cause is called, with the way to its generations; its code while the catalogue is fetched, or has it no more. */
export function CauseName({ code }: { readonly code: string }) {
  const { t } = useWords()
  const all = useReply('listCauses', { query: {} }, { keep: true }).data
  const found = all?.causes.find((one) => one.code === code)
  return (
    <Link to="/law/causes" search={{ text: code }}>
      {found ? t(found.generations.at(-1)?.title ?? { zh: code, en: code }) : code}
    </Link>
  )
}

/** Which of two generations counts, where the act was done under another than it is decided under. */
function LawOfTheDay({ cause }: { readonly cause: CauseView }) {
  const { t } = useWords()
  if (cause.atAct === cause.atDecision) return null
  return (
    <span className="field-says">
      {t(cause.why)}
      {cause.differences.length > 0 && `：${cause.differences.map((one) => t(one)).join('；')}`}
    </span>
  )
}

/** The cause, found in the catalogue; what it rests on comes with it. */
export function CauseField({
  onValue,
  ...field
}: Omit<Field, 'cause'> & { readonly onValue: (code: string | undefined, clauses: string) => void }) {
  const { t } = useWords()
  const all = useCauses(field.days)
  const chosen = all?.causes.find((one) => one.code === field.value)
  return (
    <Choose
      label={field.label}
      value={field.value === '' ? undefined : field.value}
      onValue={(code) => {
        const found = all?.causes.find((one) => one.code === code)
        onValue(
          code,
          found === undefined
            ? ''
            : basesOf(found)
                .map((one) => one.zh)
                .join(APART),
        )
      }}
      options={(all?.causes ?? []).map((one) => ({
        value: one.code,
        label: `${one.group} · ${t(one.generations.at(one.atDecision ?? one.atAct ?? -1)?.title ?? { zh: one.code, en: one.code })}（${one.code}）`,
      }))}
      hint={
        <>
          {field.hint ?? t(words.causeHint)}
          {chosen && <LawOfTheDay cause={chosen} />}
        </>
      }
      wrong={field.wrong}
    />
  )
}

/** What is cited, ticked and not typed: all that the cause rests on, and whatever else is wanted from the catalogue. */
export function ClausesField({ onValue, ...field }: Field & { readonly onValue: (said: string | undefined) => void }) {
  const { t } = useWords()
  const all = useCauses(field.days)
  const said = clausesOf(field.value)
  const cause = all?.causes.find((one) => one.code === field.cause)
  const own = cause === undefined ? [] : basesOf(cause)
  const offered = new Map([...own.map((one) => [one.zh, t(one)] as const), ...said.map((one) => [one, one] as const)])
  for (const { zh, en } of own) offered.set(zh, t({ zh, en }))
  const put = (next: readonly string[]) => onValue(next.length === 0 ? undefined : next.join(APART))
  return (
    <fieldset className="ticks field clauses" aria-invalid={field.wrong !== undefined}>
      <legend className="label">{field.label}</legend>
      {field.cause === '' && <p className="hint">{t(words.noCause)}</p>}
      {[...offered].map(([zh, name]) => (
        <label key={zh} className="check">
          <input
            type="checkbox"
            checked={said.includes(zh)}
            onChange={(event) => put(event.target.checked ? [...said, zh] : said.filter((one) => one !== zh))}
          />
          {name}
        </label>
      ))}
      <Choose
        label={t(words.otherClause)}
        value={undefined}
        onValue={(zh) => zh !== undefined && !said.includes(zh) && put([...said, zh])}
        options={provisionsOf(all).map((one) => ({ value: one.zh, label: t(one) }))}
      />
      {field.wrong && <div className="wrong">{field.wrong}</div>}
      {field.hint && <div className="hint">{field.hint}</div>}
    </fieldset>
  )
}

/** Every provision that the catalogue of these days rests on, once. */
const provisionsOf = (all: CausesView | undefined): readonly Text[] => [
  ...new Map(
    [...(all?.causes ?? []).flatMap(basesOf), ...(all?.grounds ?? []).map(({ clause }) => clause.words)].map((one) => [
      one.zh,
      one,
    ]),
  ).values(),
]

/** The grade, with what the benchmark has for it. */
export function GradeField({ onValue, ...field }: Field & { readonly onValue: (said: string | undefined) => void }) {
  const { t } = useWords()
  const benchmarks = useCauses(field.days)?.causes.find((one) => one.code === field.cause)?.benchmarks ?? []
  return (
    <SelectField
      label={field.label}
      value={field.value}
      onValue={(value) => onValue(value === '' ? undefined : value)}
      empty={t(words.unsaid)}
      hint={field.hint}
      wrong={field.wrong}
      options={GRADES.map((grade) => {
        const of = benchmarks.filter((one) => one.grade === grade)
        return { value: grade, label: of.length === 0 ? grade : of.map((one) => t(words.band, bandOf(one))).join('；') }
      })}
    />
  )
}

/** Grounds for none, a lighter or a heavier penalty, each with what has to be established for it. */
export function GroundsField({ onValue, ...field }: Field & { readonly onValue: (said: string | undefined) => void }) {
  const { t } = useWords()
  const grounds = useCauses(field.days)?.grounds ?? []
  const said = field.value.split(/[,，、; ]+/).filter((one) => one !== '')
  const put = (next: readonly string[]) => onValue(next.length === 0 ? undefined : next.join(','))
  return (
    <fieldset className="ticks field clauses" aria-invalid={field.wrong !== undefined}>
      <legend className="label">{field.label}</legend>
      {grounds
        .filter((one) => said.includes(one.code))
        .map(({ code, title, effect, clause, facts }) => (
          <label key={code} className="check">
            <input type="checkbox" checked onChange={() => put(said.filter((one) => one !== code))} />
            {t(effects[effect])}：{t(title)}（{t(clause.words)}；{facts.map((one) => t(one)).join('、')}）
          </label>
        ))}
      <Choose
        label={field.label}
        compact
        value={undefined}
        onValue={(code) => code !== undefined && !said.includes(code) && put([...said, code])}
        options={grounds.map(({ code, title, effect }) => ({
          value: code,
          label: `${t(effects[effect])}：${t(title)}`,
        }))}
      />
      {field.wrong && <div className="wrong">{field.wrong}</div>}
      {field.hint && <div className="hint">{field.hint}</div>}
    </fieldset>
  )
}
