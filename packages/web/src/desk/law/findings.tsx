import type { LintFinding } from '@liuhen/contract/packs'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, Cited, Empty, PageHeader, SelectField, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { RuleSentence } from './rule.tsx'
import { LawTabs } from './tabs.tsx'
import { type FindingGroup, groupNames, groupOf, groupTone, verdicts, words } from './words.ts'

const groups = ['error', 'warning', 'stricter', 'info'] as const

/** Slips, contradictions and conflicts found in the instruments, the grave ones first. */
export function FindingsPage() {
  const { t } = useWords()
  const navigate = useNavigate()
  const { pack } = useSearch({ from: '/desk/law/findings' })
  const instruments = useReply('listInstruments')
  const reply = useReply('lintFindings', { query: pack === undefined ? {} : { pack } }, { keep: true })
  return (
    <>
      <PageHeader title={t(words.findings)}>{t(words.findingsLead)}</PageHeader>
      <LawTabs />
      <div className="narrow-field">
        <SelectField
          label={t(words.instrument)}
          value={pack ?? ''}
          empty={t(words.allInstruments)}
          onValue={(value) => void navigate({ to: '/law/findings', search: value === '' ? {} : { pack: value } })}
          options={(instruments.data ?? []).map((one) => ({ value: one.id, label: t(one.title) }))}
        />
      </div>
      <Await reply={reply}>
        {(all) =>
          all.length === 0 ? (
            <div className="sheet">
              <Empty title={t(words.findingsNone)} mark="清" />
            </div>
          ) : (
            <div className="stack">
              {groups.map((group) => (
                <Group key={group} group={group} findings={all.filter((one) => groupOf(one) === group)} />
              ))}
            </div>
          )
        }
      </Await>
    </>
  )
}

function Group({ group, findings }: { readonly group: FindingGroup; readonly findings: readonly LintFinding[] }) {
  const { t } = useWords()
  if (findings.length === 0) return null
  return (
    <section className="sheet" aria-label={t(groupNames[group])}>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        <span>
          <Tag tone={groupTone[group]}>{t(groupNames[group])}</Tag>
        </span>
        <span>{findings.length}</span>
      </h2>
      {findings.map((one) => (
        <FindingItem key={one.id} finding={one} named />
      ))}
    </section>
  )
}

/** One finding: where it is, what is wrong, and how it stands against superior law. */
export function FindingItem({
  finding: one,
  named = false,
}: {
  readonly finding: LintFinding
  /** Says which instrument and article it is in, and leaves its group to the heading. */
  readonly named?: boolean
}) {
  const { t } = useWords()
  const besides = one.citations.filter((each) => each.pack !== one.pack || each.article !== one.article)
  const group = groupOf(one)
  return (
    <div className="finding">
      <div className="row">
        {!named && <Tag tone={groupTone[group]}>{t(groupNames[group])}</Tag>}
        {one.verdict && group !== 'stricter' && <Tag tone="zhe">{t(verdicts[one.verdict])}</Tag>}
        {named &&
          (one.article === undefined ? (
            <Link to="/law/$pack" params={{ pack: one.pack }} className="small">
              《{t(one.title)}》
            </Link>
          ) : (
            <Link to="/law/$pack/$" params={{ pack: one.pack, _splat: one.article }} className="small">
              《{t(one.title)}》{one.label}
            </Link>
          ))}
      </div>
      <p>{t(one.message)}</p>
      {one.reading && <p className="muted small">{t(words.readAs, { reading: t(one.reading) })}</p>}
      {one.rule && <RuleSentence rule={one.rule} cited={false} />}
      <div className="row between small">
        <span>{besides.length > 0 && <Cited citations={besides} />}</span>
        {named && <code className="muted finding-id">{one.id}</code>}
      </div>
    </div>
  )
}
