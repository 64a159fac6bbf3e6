import { Outlet, useLocation, useNavigate, useRouter } from '@tanstack/react-router'
import { isOutsider } from '@liuhen/core/access'
import { useEffect, useState } from 'react'
import { may, useAct, useReply } from '../api/index.ts'
import { ErrorState, LineLost, Loading, Shell, Tag } from '../parts/index.ts'
import { useWords } from '../words/index.ts'
import { thingsIn } from './workbench/things.ts'

/** The frame of the signed-in pages: asks who it is, and leads to the sign-in page when it is nobody yet. */
export function Frame() {
  const { say } = useWords()
  const router = useRouter()
  const pathname = useLocation({ select: (one) => one.pathname })
  const me = useReply('whoAmI')
  const outside = me.error?.problem.kind === 'denied' || (me.data !== undefined && me.data.next !== 'nothing')
  useEffect(() => {
    if (!outside) return
    const { href } = router.state.location
    void router.navigate({ to: '/sign-in', search: href === '/' ? {} : { to: href }, replace: true })
  }, [outside, router])
  const held = me.data?.roles ?? []
  // Who comes from outside has no workbench: their own page is the first.
  const first = held.some(isOutsider) ? (may(held, 'overseenCases') ? '/oversight' : '/machine') : undefined
  const strayed = first !== undefined && pathname === '/'
  useEffect(() => {
    if (strayed) void router.navigate({ to: first, replace: true })
  }, [strayed, first, router])
  const sees = may(held, 'listRecordings')
  const workbench = useReply('workbench', undefined, {
    when: me.data?.next === 'nothing' && may(held, 'workbench'),
    every: 60_000,
  })
  if (outside) return <Loading />
  if (me.error && !me.data)
    return (
      <div className="alone">
        <LineLost />
        <span className="brand">
          <i aria-hidden>痕</i>
          {say('product')}
        </span>
        <main>
          <ErrorState error={me.error} again={() => void me.refetch()} />
        </main>
      </div>
    )
  if (!me.data) return <Loading />

  const waiting = workbench.data
  const things = waiting && thingsIn(waiting)
  const entries = [
    { to: '/', label: say('workbench'), count: things, shown: may(held, 'workbench') },
    { to: '/oversight', label: say('oversight'), shown: may(held, 'overseenCases') },
    { to: '/machine', label: say('machine'), shown: held.includes('maintainer') },
    { to: '/cases', label: say('cases'), count: waiting?.clocksCount, shown: may(held, 'listCases') },
    { to: '/calendar', label: say('calendar'), shown: may(held, 'agendaMonth') },
    { to: '/approvals', label: say('approvals'), count: waiting?.signaturesCount, shown: may(held, 'listApprovals') },
    { to: '/requests', label: say('requests'), count: waiting?.emergenciesCount, shown: may(held, 'listRequests') },
    {
      to: '/disclosures',
      label: say('disclosures'),
      count: waiting?.disclosuresCount,
      shown: may(held, 'listDisclosures'),
    },
    { to: '/activities', label: say('activities'), count: waiting?.unrecordedCount, shown: may(held, 'dayCoverage') },
    { to: '/recordings', label: say('recordings'), count: waiting?.unexplainedCount, shown: sees },
    { to: '/intake', label: say('intake'), count: waiting?.quarantineCount, shown: may(held, 'listUploads') },
    { to: '/batches', label: say('batches'), count: waiting?.batchesCount, shown: may(held, 'confirmBatch') },
    { to: '/volumes', label: say('volumes'), shown: may(held, 'listVolumes') },
    { to: '/keeping', label: say('keeping'), shown: may(held, 'keepingOverview') },
    {
      to: may(held, 'supervisionPlan') ? '/supervision' : '/supervision/findings',
      label: say('supervision'),
      count: waiting?.supervisionCount,
      shown: may(held, 'listFindings'),
    },
    { to: '/duties', label: say('duties'), shown: may(held, 'readiness') },
    { to: '/accountability', label: say('accountability'), shown: may(held, 'listLiabilities') },
    { to: '/discs', label: say('discs'), count: waiting?.discsCount, shown: may(held, 'listDiscs') },
    { to: '/deadline', label: say('deadline'), shown: may(held, 'computeDeadline') },
  ]
  const administration = [
    { to: '/devices', label: say('devices'), shown: may(held, 'listDevices') },
    { to: '/people', label: say('people'), shown: may(held, 'listPeople') },
    { to: '/law', label: say('law'), shown: may(held, 'listInstruments') },
    { to: '/outside', label: say('outsideActs'), shown: may(held, 'listOutsideActs') },
    { to: '/log', label: say('log'), shown: first === undefined },
  ]
  return (
    <Shell
      groups={[
        { entries: entries.filter((one) => one.shown) },
        { name: say('administration'), entries: administration.filter((one) => one.shown) },
      ]}
      top={
        <>
          {sees ? <SearchBox /> : <span />}
          <span className="bureau">
            <Tag>{me.data.bureau.name}</Tag> {me.data.bureau.sample && <Tag tone="zhe">{say('sample')}</Tag>}
          </span>
          <Person name={me.data.name} unit={me.data.unit.name} />
        </>
      }
    >
      {strayed ? <Loading /> : <Outlet />}
    </Shell>
  )
}

function SearchBox() {
  const { say } = useWords()
  const navigate = useNavigate()
  const [search, setSearch] = useState('')
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        void navigate({ to: '/recordings', search: search.trim() ? { search: search.trim() } : {} })
      }}
    >
      <input
        className="input"
        type="search"
        value={search}
        maxLength={80}
        placeholder={say('searchRecordings')}
        aria-label={say('search')}
        onChange={(event) => setSearch(event.target.value)}
      />
    </form>
  )
}

function Person({ name, unit }: { readonly name: string; readonly unit: string }) {
  const { say } = useWords()
  const navigate = useNavigate()
  const out = useAct('signOut')
  useEffect(() => {
    // A full load, so that nothing the last person saw stays in the memory of the page.
    if (out.isSuccess) location.assign('/sign-in')
  }, [out.isSuccess])
  return (
    <span className="me">
      <button type="button" className="button plain" onClick={() => void navigate({ to: '/account' })}>
        {name}
        <span className="who"> · {unit}</span>
      </button>
      <button type="button" className="button plain" onClick={() => out.mutate({})}>
        {say('signOut')}
      </button>
    </span>
  )
}
