import { Outlet, useLocation, useNavigate, useRouter } from '@tanstack/react-router'
import { isOutsider, roles } from '@liuhen/core/access'
import { useEffect, useState } from 'react'
import { may, useAct, useReply } from '../api/index.ts'
import { ErrorState, LineLost, Loading, Shell, Tag } from '../parts/index.ts'
import { useWords } from '../words/index.ts'
import { administration, type Entry, isLedTo, work } from './menu.ts'
import { thingsAt, thingsIn } from './workbench/things.ts'

/** The frame of the signed-in pages: asks who it is, and leads to the sign-in page when it is nobody yet. */
export function Frame() {
  const { say, t } = useWords()
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
  const outsider = held.find(isOutsider)
  const first = outsider && (may(held, 'overseenCases') ? '/oversight' : '/machine')
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
  const at = (place: string) => waiting && thingsAt(waiting, place)
  const shown = (entries: readonly Entry[]) =>
    entries
      .filter((one) => isLedTo(one, held))
      .map(({ to, word }) => ({
        to: to === '/supervision' && !may(held, 'supervisionPlan') ? '/supervision/findings' : to,
        label: say(word),
        count: to === '/' ? things : at(to),
      }))
  return (
    <Shell
      groups={[{ entries: shown(work) }, { name: say('administration'), entries: shown(administration) }]}
      top={
        <>
          {sees ? <SearchBox /> : <span />}
          <span className="bureau">
            <Tag>{me.data.bureau.name}</Tag> {me.data.bureau.sample && <Tag tone="zhe">{say('sample')}</Tag>}
          </span>
          <Person name={me.data.name} from={outsider ? t(roles[outsider]) : me.data.unit.name} />
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

/** Who is signed in, and of which unit; of somebody from outside the bureau what they come as. */
function Person({ name, from }: { readonly name: string; readonly from: string }) {
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
        <span className="who"> · {from}</span>
      </button>
      <button type="button" className="button plain" onClick={() => out.mutate({})}>
        {say('signOut')}
      </button>
    </span>
  )
}
