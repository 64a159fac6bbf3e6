import type { LintFinding } from '@liuhen/contract/packs'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, Cited, Empty, PageHeader, SelectField, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { LawTabs } from './tabs.tsx'
import { severities, severityTone, verdicts, words } from './words.ts'

const order = ['error', 'warning', 'info'] as const

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
              {order.map((severity) => (
                <Group key={severity} severity={severity} findings={all.filter((one) => one.severity === severity)} />
              ))}
            </div>
          )
        }
      </Await>
    </>
  )
}

function Group({
  severity,
  findings,
}: {
  readonly severity: LintFinding['severity']
  readonly findings: readonly LintFinding[]
}) {
  const { t } = useWords()
  if (findings.length === 0) return null
  return (
    <section className="sheet">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        <span>
          <Tag tone={severityTone[severity]}>{t(severities[severity])}</Tag>
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
  readonly named?: boolean
}) {
  const { t } = useWords()
  const instruments = useReply('listInstruments', undefined, { when: named })
  const title = instruments.data?.find((each) => each.id === one.pack)?.title
  return (
    <div className="finding">
      <div className="row">
        {!named && <Tag tone={severityTone[one.severity]}>{t(severities[one.severity])}</Tag>}
        {one.verdict && (
          <Tag tone={one.verdict === 'permitted-stricter' ? undefined : 'zhe'}>{t(verdicts[one.verdict])}</Tag>
        )}
        {one.article !== undefined && named && (
          <Link to="/law/$pack/$" params={{ pack: one.pack, _splat: one.article }} className="small">
            {title ? `《${t(title)}》` : one.pack} {one.place}
          </Link>
        )}
        {one.article === undefined && (
          <span className="muted small">
            {named && title ? `《${t(title)}》` : ''} {one.place}
          </span>
        )}
        <code className="small muted">{one.id}</code>
      </div>
      <p>{t(one.message)}</p>
      {one.citations.length > 0 && (
        <div className="small">
          <Cited citations={one.citations} />
        </div>
      )}
    </div>
  )
}
