import type { DisclosureTask } from '@liuhen/contract/disclosures'
import { permits } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { disclosureItems, newest, publicVersion, updateTriggers } from '@liuhen/core/disclosures'
import { type CalendarDate, type Citation, dayOf, type Instant, text, type Text } from '@liuhen/core/kernel'
import { acts } from '@liuhen/core/procedure'
import type { RulesOn } from '@liuhen/core/policy'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { approverOf, approves, endsOn } from './gather.ts'
import { openPublications, type PublicationRowOf, settledPublications } from './store.ts'

const WITHDRAWAL = 'period-withdrawal-of-publication'

interface Asked {
  readonly book: Book
  readonly rules: RulesOn
  readonly viewer: Viewer
  readonly today: CalendarDate
}

/** Everything that disclosure asks to be done, what ends first standing first. */
export async function disclosureTasks(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<DisclosureTask[]> {
  const today = dayOf(now)
  const rules = book.on(today)
  if (!rules) return []
  const asked = { book, rules, viewer, today }
  const [open, settled] = await Promise.all([openPublications(db), settledPublications(db)])
  const tasks = [
    ...open.flatMap((row) => ofRow(asked, row)),
    ...settled.flatMap((row) => periodOver(asked, row)),
    ...figuresDue(asked, [...open, ...settled]),
  ]
  return tasks.toSorted((a, b) => ((a.last ?? '9') < (b.last ?? '9') ? -1 : (a.last ?? '9') > (b.last ?? '9') ? 1 : 0))
}

function task(
  { book, today }: Asked,
  more: Pick<DisclosureTask, 'kind' | 'title' | 'mine'> & {
    readonly publication?: string
    readonly department?: string
  },
  why: Text,
  ends: { readonly last?: CalendarDate; readonly citations: readonly Citation[] },
): DisclosureTask {
  const { last, citations } = ends
  return {
    ...more,
    why,
    ...(last !== undefined && { last }),
    overdue: last !== undefined && last < today,
    citations: citations.map((one) => book.shelf.citationView(one)),
  }
}

function ofRow(asked: Asked, row: PublicationRowOf): DisclosureTask[] {
  const { book, rules, viewer, today } = asked
  const { state } = row
  const item = disclosureItems(rules).find((one) => one.rule === row.rule)
  const last = newest(state)
  const by = {
    publication: row.id,
    title: row.title ?? item?.name.zh ?? row.rule,
    ...(last && { department: last.content.department }),
  }
  const may = (act: Parameters<typeof permits>[1]): boolean => permits(viewer.roles, act)
  if (state.withdrawalDue && !state.withdrawn && !state.ended) {
    const because = acts[state.withdrawalDue.because].name
    const isOut = publicVersion(state) !== undefined
    return isOut
      ? [
          task(
            asked,
            { kind: 'withdraw', ...by, mine: may('withdrawDisclosure') },
            text(
              `${because.zh}（${state.withdrawalDue.on}）：撤回并公开说明理由`,
              `${because.en} (${state.withdrawalDue.on}): withdraw it and say why in public`,
            ),
            endsOn(book, WITHDRAWAL, state.withdrawalDue.on),
          ),
        ]
      : []
  }
  const term = item?.term !== undefined && state.decision ? endsOn(book, item.term, state.decision.on) : undefined
  const ends = {
    ...(term?.last && { last: term.last }),
    citations: [...(term?.citations ?? []), ...(item?.citations ?? [])],
  }
  const step = stepOf(asked, row, by, ends, may)
  const triggers = updateTriggers(rules)
  const updates = state.updates
    .filter((one) => one.since <= today && !state.withdrawn && !state.ended)
    .map((one) => {
      const rule = triggers.find(({ trigger }) => trigger === one.trigger)
      const period = rule && endsOn(book, rule.term, one.since)
      return task(
        asked,
        { kind: 'update', ...by, mine: may('writeDisclosure') },
        text(`${one.what}（${one.since}）：更新公示内容`, `${one.what} (${one.since}): bring it up to date`),
        {
          ...(period?.last && { last: period.last }),
          citations: rule?.citations ?? item?.citations ?? [],
        },
      )
    })
  return [...step, ...updates]
}

function stepOf(
  asked: Asked,
  row: PublicationRowOf,
  by: { readonly publication: string; readonly title: string },
  ends: Parameters<typeof task>[3],
  may: (act: Parameters<typeof permits>[1]) => boolean,
): DisclosureTask[] {
  const { book, rules, viewer } = asked
  const { state, stands } = row
  const last = newest(state)
  const own = last?.written.by === `person:${viewer.person}`
  const { post, citation } = approverOf(rules, book)
  switch (stands) {
    case 'due':
      return [
        task(
          asked,
          { kind: 'publish', ...by, mine: may('writeDisclosure') },
          text(
            `${state.decision?.on ?? ''} 作出的决定还没有公开：写公示稿，或者写明理由不予公开`,
            `Decided ${state.decision?.on ?? ''} and not public: write it, or withhold it with a reason`,
          ),
          ends,
        ),
      ]
    case 'draft':
      return [
        task(
          asked,
          { kind: 'publish', ...by, mine: may('writeDisclosure') },
          text('公示稿还没有送审', 'The version is not put up yet'),
          ends,
        ),
      ]
    case 'returned':
      return [
        task(
          asked,
          { kind: 'put-right', ...by, mine: may('writeDisclosure') },
          text(`被退回：${last?.returned?.reason ?? ''}`, `Returned: ${last?.returned?.reason ?? ''}`),
          ends,
        ),
      ]
    case 'checking':
      return [
        task(
          asked,
          { kind: 'check', ...by, mine: may('checkDisclosure') && !own },
          text('由另一人核对遮去的内容', 'Another looks at what is covered'),
          ends,
        ),
      ]
    case 'approving':
      return [
        task(
          asked,
          { kind: 'approve', ...by, mine: approves(rules, viewer, post) && !own },
          text(`由${post}审定这一版`, `The head of the authority approves this version`),
          { ...ends, citations: [...(citation ? [citation] : []), ...ends.citations] },
        ),
      ]
    case 'approved':
      return [
        task(
          asked,
          { kind: 'publish-approved', ...by, mine: may('publishDisclosure') },
          text('已经审定，还没有公布', 'Approved and not published'),
          ends,
        ),
      ]
    default:
      return []
  }
}

/** What was entrusted, or what was to be shown until a day, and that day has come: of a decision it is simply over. */
function periodOver(asked: Asked, { id, state, rule, title }: PublicationRowOf): DisclosureTask[] {
  const { rules, today, viewer } = asked
  const out = publicVersion(state)
  if (!out || state.decision || state.withdrawn || state.ended) return []
  const { until, department } = out.content
  if (until === undefined || until > today) return []
  const item = disclosureItems(rules).find((one) => one.rule === rule)
  return [
    task(
      asked,
      {
        kind: 'update',
        publication: id,
        title: title ?? '',
        department,
        mine: permits(viewer.roles, 'writeDisclosure'),
      },
      text(`期限到 ${until} 为止：更新或者停止公示`, `It counts until ${until}: bring it up to date, or end it`),
      { last: until, citations: item?.citations ?? [] },
    ),
  ]
}

/** Last year’s figures, from New Year on until they are public. */
function figuresDue(asked: Asked, rows: readonly PublicationRowOf[]): DisclosureTask[] {
  const { book, rules, today, viewer } = asked
  const item = disclosureItems(rules).find((one) => one.from === 'figures')
  if (item?.term === undefined) return []
  const year = Number(today.slice(0, 4)) - 1
  const isDone = rows.some(
    ({ rule, state }) =>
      rule === item.rule &&
      publicVersion(state)?.content.texts.some((one) => one.key === 'year' && one.text.includes(String(year))),
  )
  // A bureau that began this year has no figures of the last; whoever owes them is asked in the first half of the year.
  if (isDone || today.slice(5) > '06-30') return []
  const ends = endsOn(book, item.term, `${year}-12-31` as CalendarDate)
  return [
    task(
      asked,
      {
        kind: 'figures',
        title: `${year} 年度${item.name.zh.replace('上年度', '')}`,
        mine: permits(viewer.roles, 'writeDisclosure'),
      },
      text(`公开 ${year} 年度执法总体情况`, `Publish the figures of ${year}`),
      { ...(ends.last && { last: ends.last }), citations: ends.citations },
    ),
  ]
}
