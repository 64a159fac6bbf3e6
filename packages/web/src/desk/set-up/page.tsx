import { type OfferedPack, SetUp, setUpPasswordFile } from '@liuhen/contract/people'
import { passwordObstacles, roles } from '@liuhen/core/access'
import { dayOf, instantOf } from '@liuhen/core/kernel'
import { UserName } from '@liuhen/core/people'
import { Link, Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import {
  Action,
  Await,
  ProblemNote,
  Restored,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { PasswordRules } from '../account/password.tsx'
import { Door } from '../sign-in/door.tsx'
import { type Chosen, Packs, rulesOf, wrongIn } from './packs.tsx'
import { words } from './words.ts'

const kinds = ['system', 'security', 'audit'] as const
type Kind = (typeof kinds)[number]
interface Entry {
  readonly name: string
  readonly userName: string
  readonly password: string
}
type Entries = Readonly<Record<Kind, Entry>>
const nobody = { name: '', userName: '' }

/** The first visit: founds the bureau and its three administrators, once. */
export function SetUpPage() {
  const { t } = useWords()
  const state = useReply('setUpState')
  const [founded, setFounded] = useState<string>()
  if (founded !== undefined) return <Done name={founded} />
  if (state.data && !state.data.needed) return <Navigate to="/sign-in" />
  return (
    <Door title={t(words.title)} lead={t(words.lead)} wide>
      <Await reply={state}>{({ packs = [] }) => <SetUpForm offered={packs} done={setFounded} />}</Await>
    </Door>
  )
}

interface FormProps {
  readonly offered: readonly OfferedPack[]
  readonly done: (name: string) => void
}

function SetUpForm({ offered, done }: FormProps) {
  const { t, say } = useWords()
  const kept = useDraft('set-up', t(words.title))
  const [bureau, setBureau] = useDrafted(kept, 'bureau', { name: '', slug: '' })
  const [people, setPeople] = useDrafted(kept, 'people', { system: nobody, security: nobody, audit: nobody })
  // A password is kept nowhere: after a reload it is typed anew.
  const [passwords, setPasswords] = useState({ system: '', security: '', audit: '' })
  const entryOf = (kind: Kind): Entry => ({ ...people[kind], password: passwords[kind] })
  const entries: Entries = { system: entryOf('system'), security: entryOf('security'), audit: entryOf('audit') }
  const [chosen, setChosen] = useDrafted<Chosen>(kept, 'chosen', () => ({
    issuer: undefined,
    from: dayOf(instantOf(Date.now())),
    effective: {},
    settings: {},
  }))
  // Nor is this: it is told by the machine, and is dead once it has served.
  const [setUpPassword, setSetUpPassword] = useState('')
  const [pressed, setPressed] = useState(false)
  const [shown, setShown] = useState(false)
  const act = useAct('setUp', {
    stale: ['setUpState'],
    done: () => {
      kept.forget()
      done(bureau.name.trim())
    },
  })
  const served = useFieldProblems(act.error)
  const rules = rulesOf(chosen, offered)
  const body = { setUpPassword, bureau, administrators: entries, ...(rules && { rules }) }
  const wrong = useOwnProblems(entries)
  const slugRight = SetUp.shape.bureau.shape.slug.safeParse(bureau.slug).success
  const rulesRight = wrongIn(chosen, offered).length === 0
  const ready =
    setUpPassword.trim() !== '' &&
    rulesRight &&
    SetUp.safeParse(body).success &&
    kinds.every((kind) => wrong(kind).length === 0)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(!ready)
        if (ready && !act.isPending) act.mutate({ body })
      }}
    >
      <Restored draft={kept} />
      <div className="sheet pad" style={{ marginBottom: 14 }}>
        <TextField
          label={t(words.setUpPassword)}
          hint={t(words.setUpPasswordHint, { file: setUpPasswordFile })}
          value={setUpPassword}
          onValue={setSetUpPassword}
          maxLength={64}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          wrong={served('setUpPassword') ?? (pressed && setUpPassword.trim() === '' ? say('fillIn') : undefined)}
        />
      </div>
      <div className="sheet pad" style={{ marginBottom: 14 }}>
        <h3 style={{ marginBottom: 10 }}>{t(words.bureau)}</h3>
        <div className="pair">
          <TextField
            label={t(words.bureauName)}
            hint={t(words.bureauNameHint)}
            value={bureau.name}
            onValue={(name) => setBureau({ ...bureau, name })}
            maxLength={80}
            wrong={served('bureau.name') ?? (pressed && bureau.name.trim().length < 2 ? say('fillIn') : undefined)}
          />
          <TextField
            label={t(words.slug)}
            hint={t(words.slugHint)}
            value={bureau.slug}
            onValue={(slug) => setBureau({ ...bureau, slug: slug.toLowerCase() })}
            maxLength={41}
            spellCheck={false}
            autoCapitalize="none"
            wrong={
              served('bureau.slug') ??
              ((pressed || bureau.slug.length > 1) && !slugRight ? t(words.slugWrong) : undefined)
            }
          />
        </div>
      </div>
      <div className="article" style={{ margin: '0 0 14px' }}>
        {t(words.why)} <span className="muted">{t(words.whySource)}</span>
      </div>
      <div className="admins">
        {kinds.map((kind) => (
          <Administrator
            key={kind}
            kind={kind}
            entry={entries[kind]}
            change={({ password, ...person }) => {
              if (password === passwords[kind]) setPeople({ ...people, [kind]: person })
              else setPasswords({ ...passwords, [kind]: password })
            }}
            wrong={wrong(kind)}
            pressed={pressed}
            shown={shown}
            served={served}
          />
        ))}
      </div>
      <label className="check" style={{ margin: '14px 0' }}>
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        {t(words.show)}
      </label>
      {offered.length > 0 && (
        <Packs offered={offered} chosen={chosen} onChange={setChosen} pressed={pressed} served={served} />
      )}
      <ProblemNote error={act.error} />
      {pressed && !ready && (
        <div className="note zhe" role="alert">
          {t(words.unfinished)}
        </div>
      )}
      <Action submit kind="primary" busy={act.isPending}>
        {t(words.act)}
      </Action>
    </form>
  )
}

type Said = { readonly field: keyof Entry; readonly message: string }

/** What the page can tell by itself: that the three are different people, and who may have which password. */
function useOwnProblems(entries: Entries): (kind: Kind) => readonly Said[] {
  const { t } = useWords()
  return (kind) => {
    const { name, userName, password } = entries[kind]
    const others = kinds.filter((one) => one !== kind).map((one) => entries[one])
    const said: Said[] = []
    if (name.trim() === '') said.push({ field: 'name', message: t(words.name) })
    else if (others.some((one) => one.name.trim() === name.trim()))
      said.push({ field: 'name', message: t(words.nameTwice) })
    if (!UserName.safeParse(userName).success) said.push({ field: 'userName', message: t(words.userNameWrong) })
    else if (others.some((one) => one.userName.trim() === userName.trim()))
      said.push({ field: 'userName', message: t(words.userNameTwice) })
    for (const one of passwordObstacles(password, userName)) said.push({ field: 'password', message: t(one.message) })
    return said
  }
}

function Administrator({
  kind,
  entry,
  change,
  wrong,
  pressed,
  shown,
  served,
}: {
  readonly kind: Kind
  readonly entry: Entry
  readonly change: (entry: Entry) => void
  readonly wrong: readonly Said[]
  readonly pressed: boolean
  readonly shown: boolean
  readonly served: (field: string) => string | undefined
}) {
  const { t, say } = useWords()
  const said = (field: keyof Entry) => {
    const own = wrong.find((one) => one.field === field)?.message
    if (entry[field] === '') return pressed ? say('fillIn') : undefined
    return served(`administrators.${kind}.${field}`) ?? own
  }
  const id = `admin-${kind}`
  return (
    <fieldset className="sheet pad" style={{ margin: 0 }} aria-labelledby={id}>
      <h3 id={id}>{t(roles[`${kind}-administrator`])}</h3>
      <p className="muted small">{t(words[kind])}</p>
      <TextField
        label={t(words.name)}
        value={entry.name}
        onValue={(name) => change({ ...entry, name })}
        maxLength={40}
        wrong={said('name')}
      />
      <TextField
        label={t(words.userName)}
        value={entry.userName}
        onValue={(userName) => change({ ...entry, userName: userName.toLowerCase() })}
        maxLength={32}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        wrong={said('userName')}
      />
      <TextField
        label={t(words.password)}
        type={shown ? 'text' : 'password'}
        value={entry.password}
        onValue={(password) => change({ ...entry, password })}
        autoComplete="new-password"
        maxLength={256}
        hint={<PasswordRules password={entry.password} userName={entry.userName} pressed={pressed} />}
        wrong={pressed && entry.password === '' ? say('fillIn') : served(`administrators.${kind}.password`)}
      />
    </fieldset>
  )
}

function Done({ name }: { readonly name: string }) {
  const { t } = useWords()
  return (
    <Door title={t(words.doneTitle)} lead={t(words.doneLead, { name })}>
      <div className="sheet pad">
        <p style={{ marginBottom: 14 }}>{t(words.doneSteps)}</p>
        <Link className="button primary" to="/sign-in">
          {t(words.signIn)}
        </Link>
      </div>
    </Door>
  )
}
