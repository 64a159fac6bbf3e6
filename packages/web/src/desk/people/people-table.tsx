import type { Person } from '@liuhen/contract/people'
import { roles } from '@liuhen/core/access'
import { dayOf, instantOf } from '@liuhen/core/kernel'
import { Table, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** Who is who; a row opens what can be done with the person. */
export function PeopleTable({
  people,
  open,
}: {
  readonly people: readonly Person[]
  readonly open: (id: string) => void
}) {
  const { t, say } = useWords()
  return (
    <Table
      caption={say('people')}
      rows={people}
      rowKey={(one) => one.id}
      columns={[
        {
          key: 'name',
          head: say('name'),
          lead: true,
          cell: (one) => (
            <>
              <button
                type="button"
                className="button plain"
                style={{ padding: 0, fontWeight: 600 }}
                onClick={() => open(one.id)}
              >
                {one.name}
              </button>
              <div className="muted small">{one.userName}</div>
            </>
          ),
        },
        { key: 'unit', head: say('unit'), cell: (one) => one.unitName },
        {
          key: 'roles',
          head: t(words.roles),
          cell: (one) => (
            <span className="tags">
              {one.roles.map((role) => (
                <Tag key={role}>{t(roles[role])}</Tag>
              ))}
            </span>
          ),
        },
        { key: 'certificate', head: t(words.certificate), cell: (one) => <CertificateCell person={one} /> },
        { key: 'account', head: t(words.account), cell: (one) => <AccountTags person={one} /> },
      ]}
    />
  )
}

export function CertificateCell({ person }: { readonly person: Person }) {
  const { t } = useWords()
  const { certificate } = person
  if (!certificate)
    return person.roles.includes('officer') ? (
      <Tag tone="zhe">{t(words.needsCertificate)}</Tag>
    ) : (
      <span className="muted">{t(words.noCertificate)}</span>
    )
  const begun = certificate.validFrom <= dayOf(instantOf(Date.now()))
  return (
    <>
      {certificate.number}
      <div className="small">
        {person.certificateInForce ? (
          <span className="muted">{t(words.inForce, { day: certificate.validTo })}</span>
        ) : begun ? (
          <Tag tone="zhu">{t(words.expired, { day: certificate.validTo })}</Tag>
        ) : (
          <Tag tone="zhe">{t(words.notYet, { day: certificate.validFrom })}</Tag>
        )}
      </div>
    </>
  )
}

export function AccountTags({ person }: { readonly person: Person }) {
  const { t } = useWords()
  return (
    <span className="tags">
      {person.suspended && <Tag tone="zhu">{t(words.suspended)}</Tag>}
      {person.locked && <Tag tone="zhe">{t(words.locked)}</Tag>}
      {person.termOver && <Tag tone="zhu">{t(words.termOver)}</Tag>}
      {!person.suspended && !person.locked && !person.termOver && <span className="muted">{t(words.active)}</span>}
      {person.secondFactor && <Tag>{t(words.factor)}</Tag>}
      {person.proposed.map((kind) => (
        <Tag key={kind} tone="zhe">
          {t(words.proposalWaits, { what: t(words.proposal[kind]) })}
        </Tag>
      ))}
      {person.enrolment && (
        <Tag tone="zhe">{t(person.enrolment === 'needed' ? words.enrolmentNeeded : words.enrolmentIssued)}</Tag>
      )}
    </span>
  )
}
