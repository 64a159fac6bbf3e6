import type { Person, Unit } from '@liuhen/contract/people'
import { type Role, roles, separation } from '@liuhen/core/access'
import { beijing } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct, useMay, useReply, whose } from '../../api/index.ts'
import { Action, Confirm, Dialog, Facts, SelectField, TextField, useDraft, useDrafted } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Halves } from '../import/slips.tsx'
import { AccountTags, CertificateCell } from './people-table.tsx'
import { ChangePerson, Password } from './person-form.tsx'
import { RoleBoxes } from './role-boxes.tsx'
import { FIRST_TERM, TermField, untilOf } from './term-field.tsx'
import { words } from './words.ts'

type Doing = 'identity' | 'unlink' | 'change' | 'roles' | 'suspend' | 'reinstate' | 'password' | 'secondFactor' | 'code'
const stale = ['listPeople', 'listColleagues', 'listProposals', 'workbench'] as const

/** One person: what is registered, and what this viewer may do about it. */
export function PersonSheet({
  person,
  units,
  onClose,
}: {
  readonly person: Person
  readonly units: readonly Unit[]
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const may = useMay()
  const provided = useReply('setUpState').data?.provider !== undefined
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  if (doing === 'change') return <ChangePerson person={person} units={units} onClose={close} />
  if (doing === 'roles') return <GiveRoles person={person} units={units} onClose={close} />
  if (doing === 'code') return <IssueCode person={person} onClose={close} />
  if (doing === 'password') return <ResetPassword person={person} onClose={close} />
  if (doing === 'identity') return <LinkIdentity person={person} onClose={close} />
  if (doing === 'unlink') return <UnlinkIdentity person={person} onClose={close} />
  if (doing === 'secondFactor') return <ForgetSecondFactor person={person} onClose={close} />
  if (doing !== undefined) return <Suspension person={person} doing={doing} onClose={close} />
  const acts = [
    ['change', 'changePerson', words.changePerson],
    ['roles', 'giveRoles', words.giveRoles],
    ['password', 'resetPassword', words.resetPassword],
    ...(person.secondFactor ? [['secondFactor', 'forgetSecondFactor', words.forgetSecondFactor] as const] : []),
    ...(provided && !person.identity ? [['identity', 'linkIdentity', words.linkIdentity] as const] : []),
    ...(person.identity ? [['unlink', 'unlinkIdentity', words.unlinkIdentity] as const] : []),
    ...(person.enrolment ? [['code', 'issueEnrolmentCode', words.issueCode] as const] : []),
    person.suspended
      ? (['reinstate', 'reinstatePerson', words.reinstate] as const)
      : (['suspend', 'suspendPerson', words.suspend] as const),
  ] as const
  return (
    <Dialog title={person.name} onClose={onClose} footer={<Action onAct={onClose}>{say('close')}</Action>}>
      <Facts
        of={[
          [t(words.userName), person.userName],
          [say('unit'), person.unitName],
          [t(words.roles), person.roles.map((role) => t(roles[role])).join('、')],
          [
            t(words.term),
            person.until !== undefined &&
              `${t(words.termUntil, { at: beijing(person.until).slice(0, 16) })}${person.termOver ? `（${t(words.termOver)}）` : ''}`,
          ],
          [t(words.certificate), <CertificateCell key="certificate" person={person} />],
          [t(words.cameraUser), person.cameraUserNumber],
          [t(words.identity), person.identity?.subject],
          [t(words.account), <AccountTags key="account" person={person} />],
        ]}
      />
      <div className="row" style={{ marginTop: 16, alignItems: 'flex-start' }}>
        {acts.map(([key, endpoint, label]) => (
          <Action
            key={key}
            why={may(endpoint) ? undefined : t(whose(endpoint))}
            kind={key === 'suspend' ? 'grave' : undefined}
            onAct={() => setDoing(key)}
          >
            {t(label)}
          </Action>
        ))}
      </div>
    </Dialog>
  )
}

interface PersonAct {
  readonly person: Person
  readonly onClose: () => void
}

function GiveRoles({ person, units, onClose }: PersonAct & { readonly units: readonly Unit[] }) {
  const { t, say } = useWords()
  const kept = useDraft(`roles ${person.id}`, `${t(words.giveRoles)} ${person.name}`)
  const [held, setHeld] = useDrafted<readonly Role[]>(kept, 'held', person.roles)
  const [unit, setUnit] = useDrafted<string>(kept, 'unit', person.unit)
  const [hours, setHours] = useDrafted<string>(kept, 'hours', FIRST_TERM)
  const act = useAct('giveRoles', { stale, done: onClose })
  const offence = separation(held)[0]
  return (
    <Confirm
      draft={kept}
      title={`${t(words.giveRoles)} · ${person.name}`}
      act={say('save')}
      busy={act.isPending}
      error={act.error}
      why={held.length === 0 ? say('choose') : offence && t(offence.message)}
      onClose={onClose}
      onConfirm={(reason) => {
        const until = untilOf(held, hours)
        const body = { roles: [...held], unit, reason, ...(until !== undefined && { until }) }
        act.mutate({ params: { id: person.id }, body })
      }}
    >
      <p style={{ marginBottom: 12 }}>{t(words.rolesHint)}</p>
      <RoleBoxes held={held} change={setHeld} />
      <TermField held={held} hours={hours} change={setHours} />
      <SelectField
        label={say('unit')}
        value={unit}
        onValue={setUnit}
        options={units.map((one) => ({ value: one.id, label: one.name }))}
      />
    </Confirm>
  )
}

function Suspension({ person, doing, onClose }: PersonAct & { readonly doing: 'suspend' | 'reinstate' }) {
  const { t } = useWords()
  const suspend = useAct('suspendPerson', { stale, done: onClose })
  const reinstate = useAct('reinstatePerson', { stale, done: onClose })
  const act = doing === 'suspend' ? suspend : reinstate
  return (
    <Confirm
      title={`${t(words[doing])} ${person.name}`}
      act={t(words[doing])}
      grave={doing === 'suspend'}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ params: { id: person.id }, body: { reason } })}
    >
      {doing === 'suspend' && <p style={{ marginBottom: 12 }}>{t(words.suspendHint)}</p>}
    </Confirm>
  )
}

function ForgetSecondFactor({ person, onClose }: PersonAct) {
  const { t } = useWords()
  const act = useAct('forgetSecondFactor', { stale, done: onClose })
  return (
    <Confirm
      title={`${t(words.forgetSecondFactor)} · ${person.name}`}
      act={t(words.forgetSecondFactor)}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ params: { id: person.id }, body: { reason } })}
    >
      <p style={{ marginBottom: 12 }}>{t(words.forgetHint)}</p>
    </Confirm>
  )
}

function LinkIdentity({ person, onClose }: PersonAct) {
  const { t, say } = useWords()
  const kept = useDraft(`identity ${person.id}`, `${t(words.linkIdentity)} ${person.name}`)
  const [subject, setSubject] = useDrafted<string>(kept, 'subject', '')
  const act = useAct('linkIdentity', { stale, done: onClose })
  return (
    <Confirm
      draft={kept}
      title={`${t(words.linkIdentity)} · ${person.name}`}
      act={say('save')}
      busy={act.isPending}
      error={act.error}
      why={subject.trim() === '' ? say('fillIn') : undefined}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ params: { id: person.id }, body: { subject: subject.trim(), reason } })}
    >
      <TextField
        label={t(words.identity)}
        hint={t(words.identityHint)}
        value={subject}
        onValue={setSubject}
        maxLength={255}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Confirm>
  )
}

function UnlinkIdentity({ person, onClose }: PersonAct) {
  const { t } = useWords()
  const act = useAct('unlinkIdentity', { stale, done: onClose })
  return (
    <Confirm
      title={`${t(words.unlinkIdentity)} · ${person.name}`}
      act={t(words.unlinkIdentity)}
      grave
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ params: { id: person.id }, body: { reason } })}
    >
      <p style={{ marginBottom: 12 }}>{t(words.unlinkHint)}</p>
    </Confirm>
  )
}

function IssueCode({ person, onClose }: PersonAct) {
  const { t, say } = useWords()
  const act = useAct('issueEnrolmentCode', { stale })
  if (act.data)
    return (
      <Dialog title={person.name} onClose={onClose} footer={<Action onAct={onClose}>{say('close')}</Action>}>
        <Halves kind="code" of={[{ ...act.data, secret: act.data.code }]} />
      </Dialog>
    )
  return (
    <Confirm
      withoutReason
      title={`${t(words.issueCode)} · ${person.name}`}
      act={t(words.issueCode)}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={() => act.mutate({ params: { id: person.id } })}
    >
      <p style={{ marginBottom: 12 }}>{t(words.issueHint)}</p>
    </Confirm>
  )
}

function ResetPassword({ person, onClose }: PersonAct) {
  const { t } = useWords()
  const act = useAct('resetPassword', { stale })
  if (act.data) return <Password title={person.name} password={act.data.password} onClose={onClose} />
  return (
    <Confirm
      title={`${t(words.resetPassword)} · ${person.name}`}
      act={t(words.resetPassword)}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ params: { id: person.id }, body: { reason } })}
    >
      <p style={{ marginBottom: 12 }}>{t(words.resetHint)}</p>
    </Confirm>
  )
}
