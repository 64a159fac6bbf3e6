import type { PackDiff } from '@liuhen/contract/packs'
import { Text } from '@liuhen/core/kernel'
import { ruleText } from '@liuhen/core/packs'
import { Rule } from '@liuhen/core/policy'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, Empty, PageHeader, SelectField, Tag } from '../../parts/index.ts'
import { type Language, text, useWords } from '../../words/index.ts'
import { LawTabs } from './tabs.tsx'
import { differencesOf } from './text-diff.ts'
import { words } from './words.ts'

type Change = PackDiff['changes'][number]
const parts = ['identity', 'article', 'obligation', 'rule', 'setting'] as const
const partNames = {
  identity: text('名称和日期', 'Name and dates'),
  article: text('条文', 'Articles'),
  obligation: text('要求', 'Obligations'),
  rule: text('规则', 'Rules'),
  setting: text('留给本局定的', 'Left to the bureau'),
} as const

const identityNames: Readonly<Record<string, Text>> = {
  id: text('编号', 'Id'),
  version: words.version,
  title: text('名称', 'Title'),
  kind: text('类别', 'Kind'),
  level: text('层级', 'Level'),
  division: text('行政区划代码', 'Division code'),
  issuer: words.issuer,
  documentNumber: words.number,
  trial: words.trial,
  issuedOn: words.issued,
  effectiveFrom: text('施行日期', 'First day in force'),
  effectiveTo: text('失效日期', 'Last day in force'),
  basedOn: words.basedOn,
  interpretedBy: words.interpretedBy,
  note: words.note,
}

/** What differs between two versions of an instrument, or between two instruments. */
export function DiffPage() {
  const { t } = useWords()
  const { pack, against, from, to } = useSearch({ from: '/desk/law/diff' })
  const instruments = useReply('listInstruments')
  const chosen = instruments.data?.find((one) => one.id === pack)
  const several = (chosen?.versions.length ?? 0) > 1
  const asked = pack !== undefined && (against !== undefined || several)
  const reply = useReply(
    'diffPacks',
    {
      params: { pack: pack ?? '' },
      query: {
        ...(against !== undefined && { against }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      },
    },
    { when: asked, keep: true },
  )
  return (
    <>
      <PageHeader title={t(words.differences)}>{t(words.diffLead)}</PageHeader>
      <LawTabs />
      <Choice />
      {asked ? (
        <Await reply={reply}>{(diff) => <Changes diff={diff} />}</Await>
      ) : (
        <div className="sheet">
          <Empty title={t(pack === undefined ? words.chooseTwo : words.oneVersion)} mark="比" />
        </div>
      )}
    </>
  )
}

function Choice() {
  const { t } = useWords()
  const navigate = useNavigate()
  const search = useSearch({ from: '/desk/law/diff' })
  const instruments = useReply('listInstruments')
  const all = (instruments.data ?? []).map((one) => ({ value: one.id, label: t(one.title) }))
  const versions = instruments.data?.find((one) => one.id === search.pack)?.versions ?? []
  const numbers = versions.map((one) => ({
    value: String(one.version),
    label:
      one.from === null
        ? t(words.versionOf, { n: one.version })
        : t(words.versionFrom, { n: one.version, day: one.from }),
  }))
  const go = (change: Partial<typeof search>) => void navigate({ to: '/law/diff', search: { ...search, ...change } })
  return (
    <div className="pair diff-choice">
      <SelectField
        label={t(words.instrument)}
        value={search.pack ?? ''}
        empty=""
        onValue={(pack) => void navigate({ to: '/law/diff', search: { pack } })}
        options={all}
      />
      <SelectField
        label={t(words.against)}
        value={search.against ?? ''}
        empty={t(words.otherVersion)}
        onValue={(against) => go({ against: against === '' ? undefined : against })}
        options={all.filter((one) => one.value !== search.pack)}
      />
      {search.against === undefined && numbers.length > 1 && (
        <>
          <SelectField
            label={t(words.before)}
            value={String(search.from ?? versions.at(-2)?.version ?? '')}
            onValue={(from) => go({ from: Number(from) })}
            options={numbers}
          />
          <SelectField
            label={t(words.after)}
            value={String(search.to ?? versions.at(-1)?.version ?? '')}
            onValue={(to) => go({ to: Number(to) })}
            options={numbers}
          />
        </>
      )}
    </div>
  )
}

function Changes({ diff }: { readonly diff: PackDiff }) {
  const { t } = useWords()
  if (diff.changes.length === 0)
    return (
      <div className="sheet">
        <Empty title={t(words.diffNone)} mark="同" />
      </div>
    )
  return (
    <div className="stack">
      <p className="muted small">
        <del>{t(diff.before.title)}</del> → <ins>{t(diff.after.title)}</ins>
      </p>
      {parts.map((part) => (
        <Part key={part} part={part} changes={diff.changes.filter((one) => one.part === part)} pack={diff.after.id} />
      ))}
    </div>
  )
}

function Part({
  part,
  changes,
  pack,
}: {
  readonly part: (typeof parts)[number]
  readonly changes: readonly Change[]
  readonly pack: string
}) {
  const { t, language } = useWords()
  if (changes.length === 0) return null
  return (
    <section className="sheet">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(partNames[part])} <span>{changes.length}</span>
      </h2>
      {changes.map((one) => (
        <div className="finding" key={`${one.id} ${one.change}`}>
          <div className="row">
            <Tag>{t(words[one.change])}</Tag>
            {part === 'article' && one.change !== 'removed' ? (
              <Link to="/law/$pack/$" params={{ pack, _splat: one.id }}>
                {t(one.says)}
              </Link>
            ) : (
              <span>{identityNames[one.id] ? t(identityNames[one.id] ?? one.says) : t(one.says)}</span>
            )}
          </div>
          <Marked before={textIn(one.before, language)} after={textIn(one.after, language)} />
        </div>
      ))}
    </section>
  )
}

const [YES, NO] = [text('是', 'Yes'), text('否', 'No')]
/** Members of the identity that are keys and no words. */
const plainNames: Readonly<Record<string, Text>> = {
  province: text('省级', 'Province'),
  city: text('市级', 'City'),
  county: text('县级', 'County'),
  national: text('国家', 'National'),
  instrument: text('本级制度', 'Instrument'),
}

/** What is held against each other: an article's words, a rule as a sentence, a setting's title; undefined for nothing. */
function textIn(given: unknown, language: Language): string | undefined {
  if (given === undefined || given === null) return undefined
  if (typeof given === 'boolean') return (given ? YES : NO)[language]
  if (typeof given === 'string') return plainNames[given]?.[language] ?? given
  if (typeof given !== 'object') return JSON.stringify(given)
  if (Array.isArray(given)) return given.map((one) => textIn(one, language) ?? '').join('、')
  const rule = Rule.safeParse(given).data
  if (rule) return [ruleText(rule)[language], rule.note?.[language]].filter(Boolean).join('　')
  const said = Text.safeParse(given).data
  if (said) return said[language]
  const parts = given as Readonly<Record<string, unknown>>
  return textIn(parts['text'] ?? parts['quote'] ?? parts['gist'] ?? parts['title'], language)
}

function Marked({ before, after }: { readonly before: string | undefined; readonly after: string | undefined }) {
  if (before === undefined && after === undefined) return null
  return (
    <p className="text amended" lang="zh-CN">
      {differencesOf(before ?? '', after ?? '').map((one, i) =>
        one.in === 'both' ? (
          <span key={i}>{one.text}</span>
        ) : one.in === 'before' ? (
          <del key={i}>{one.text}</del>
        ) : (
          <ins key={i}>{one.text}</ins>
        ),
      )}
    </p>
  )
}
