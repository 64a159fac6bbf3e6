import type { VolumeView } from '@liuhen/contract/volumes'
import type { Viewer } from '@liuhen/core/access'
import { type CaseState, type Clock, clocksOf, storyOf } from '@liuhen/core/case'
import { type CalendarDate, dayOf, type Instant } from '@liuhen/core/kernel'
import { measureInWords, measuresFor } from '@liuhen/core/paper'
import { boundApart, rulesOf } from '@liuhen/core/policy'
import type { Signed } from '@liuhen/core/stream'
import { isClaimed, isOverdue, type Lack, ordered, unseenBy, volumeStands } from '@liuhen/core/volumes'
import { rulesBy } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import { packagesOfCase } from '../packages/index.ts'
import { namesOfActors, unitNamesOf } from '../people/index.ts'
import { binds, found, keeps, type Volumes } from './commands.ts'
import { fileKept } from './files.ts'
import { claimOf } from './claims.ts'
import { causeOf, type Gathered } from './gather.ts'

/** The clock by which a case that has ended is archived, as it stands on a day. */
export function archiveClock(book: Book, state: CaseState, today: CalendarDate): Clock | undefined {
  const clocks = clocksOf(storyOf(state), today, rulesBy(book))
  const rules = book.on(today)
  const periods = rules
    ? rulesOf(rules, 'period').flatMap(({ rule, used }) =>
        rule.endsOn?.includes('archived') === true ? [`${used.pack}/${used.rule}`] : [],
      )
    : []
  return clocks.findLast((one) => periods.includes(one.period))
}

const DONE = ['overdue', 'ended-late'] as const
export const isLate = (clock: Clock): boolean => DONE.some((one) => one === clock.state)

export const lackView = (
  book: Book,
  { code, message, citation, also = [], at }: Lack,
): VolumeView['lacks'][number] => ({
  code,
  message,
  citations: [...(citation ? [citation] : []), ...also].map((one) => book.shelf.citationView(one)),
  ...(at && { at }),
})

/** Papers that a file may be filed as: those of today's rules, and those that an act calls for by the rules of its day. */
function fileableOf({ rules, wanted }: Gathered, state: CaseState): VolumeView['fileable'] {
  const nameOf = ({ used }: (typeof wanted)[number]['standing']): string => `${used.pack}/${used.rule}`
  const today = rulesOf(rules, 'paper').filter(({ rule }) => rule.acts !== undefined || rule.insteadOf !== undefined)
  const before = wanted.flatMap(({ rule, standing }) => (today.some((one) => nameOf(one) === rule) ? [] : [standing]))
  return [...today, ...before].map((one) => {
    const found = wanted.find(({ rule }) => rule === nameOf(one))
    const measures = measuresFor(one.rule, state)
    return {
      rule: nameOf(one),
      title: one.rule.title,
      held: (found?.held ?? 0) + (found?.claimed ?? 0),
      wanted: found?.wanted ?? 0,
      ...(measures.length > 1 && {
        measures: measures.map((each) => ({ id: each.act.id, title: measureInWords(each) })),
      }),
    }
  })
}

/** The volume of a case as whoever opens it sees it. Throws Missing. */
export async function volumeView(here: Volumes, viewer: Viewer, id: string): Promise<VolumeView> {
  const { row, book, volume, now, gathered } = await found(here, viewer, id)
  const names = await namesOfActors(here.db)
  const stamp = ({ at, by }: Signed): { at: Instant; by: string } => ({ at: at as Instant, by: names(by) })
  const today = dayOf(now)
  const { order, keeper } = gathered
  const cited = (all: readonly Parameters<typeof book.shelf.citationView>[0][]) =>
    all.map((one) => book.shelf.citationView(one))
  const clock = archiveClock(book, row.state, today)
  const { bound, takenIn, place, sentBack, number } = volume
  const stands = volumeStands(volume)
  const ownUnit = keeper.posts.some((one) => one === 'team' || one === 'unit-office')
  const kept = fileKept(gathered.rules, volume)
  const cause = causeOf(gathered.rules, row.state, volume)
  const isKeeper = keeps(viewer, keeper)
  const claimed = (material: string) => {
    const one = volume.materials.find((each) => each.id === material)
    if (one?.rule === undefined) return {}
    const { paper, citations } = claimOf(one, gathered.rules, gathered.wanted, names)
    const isAnothers = one.filed.by !== `person:${viewer.person}` && (isKeeper || binds(viewer, row))
    return {
      claims: { title: paper, citations: cited(citations) },
      ...(isClaimed(one) && isAnothers && { unseen: [...unseenBy(one, `person:${viewer.person}`)] }),
    }
  }
  return {
    case: { id: row.id, title: row.title },
    stands,
    ...(order && {
      order: { name: order.rule.order, title: order.rule.title, citations: cited(order.used.citations) },
    }),
    ...(clock && {
      due: {
        title: clock.title,
        ...(clock.last !== undefined && { last: clock.last }),
        overdue: isLate(clock),
        citations: cited(clock.used.flatMap((one) => one.citations)),
      },
    }),
    remarks: gathered.remarks.map((one) => lackView(book, one)),
    lacks: takenIn ? [] : gathered.lacks.map((one) => lackView(book, one)),
    entries: [...(bound?.entries ?? (order ? ordered(order.rule, gathered.loose, boundApart(gathered.rules)) : []))],
    materials: volume.materials.map(({ filed, withdrawn, confirmed, seen: _seen, ...one }) => ({
      ...one,
      ...claimed(one.id),
      ...(confirmed && { confirmed: { ...stamp(confirmed), reason: confirmed.reason } }),
      form: one.paperAt === undefined ? 'electronic' : 'paper',
      filed: stamp(filed),
      ...(withdrawn && { withdrawn: { ...stamp(withdrawn), reason: withdrawn.reason } }),
    })),
    fileable: fileableOf(gathered, row.state),
    ...(cause && { cause }),
    recordings: gathered.recordings.map(({ recording, fileName, act, at, until, disc, filed }) => ({
      recording,
      fileName,
      act: act.act.act,
      on: act.act.on,
      at,
      until,
      ...(disc?.explanation && {
        proves: disc.explanation.proves,
        method: disc.explanation.method,
        by: names(disc.explanation.by),
      }),
      ...(disc?.disc !== undefined && { disc: disc.disc }),
      ...(filed && filed.path.length > 0 && { path: [...filed.path] }),
    })),
    custodian: {
      ...(keeper.answer.value.who !== undefined && { who: keeper.answer.value.who }),
      ...(keeper.answer.value.where !== undefined && { where: keeper.answer.value.where }),
      ...(ownUnit && { unit: (await unitNamesOf(here.db)).get(row.unit) ?? '' }),
      people: keeper.people.map((one) => one.name),
      citations: cited(keeper.citations),
    },
    ...(number !== undefined && { number }),
    ...(bound && {
      bound: {
        ...stamp(bound),
        retention: bound.retention,
        files: bound.files.map(({ sm3: _sm3, ...file }) => file),
        ...(bound.note !== undefined && { note: bound.note }),
        recordings: [...bound.recordings],
      },
    }),
    ...(kept && { kept }),
    ...(volume.keptLonger && {
      keptLonger: { ...stamp(volume.keptLonger), reason: volume.keptLonger.reason },
    }),
    ...(sentBack && { sentBack: { ...stamp(sentBack), reason: sentBack.reason } }),
    ...(takenIn && { takenIn: stamp(takenIn) }),
    ...(place && { place: { ...stamp(place), cabinet: place.cabinet, shelf: place.shelf } }),
    loans: volume.loans.map((one) => ({
      id: one.id,
      borrower: one.borrower.name,
      ...(one.borrower.organ !== undefined && { organ: one.borrower.organ }),
      reason: one.reason,
      due: one.due,
      lent: stamp(one.lent),
      ...(one.back && { back: { ...stamp(one.back), condition: one.back.condition } }),
      overdue: isOverdue(one, today),
    })),
    packages: (isKeeper ? await packagesOfCase(here.packages, row.id) : []).map(
      ({ id: made, madeAt, madeBy, recipient, bytes, ready }) => ({
        id: made,
        madeAt,
        madeBy,
        recipient,
        bytes,
        ready,
      }),
    ),
    may: {
      file: binds(viewer, row) && stands !== 'archived',
      bind: binds(viewer, row) && stands !== 'archived',
      takeIn: isKeeper && stands === 'bound' && bound?.by !== `person:${viewer.person}`,
      keep: isKeeper && stands === 'archived',
      pack: (isKeeper || viewer.roles.includes('legal-section')) && stands !== 'open',
    },
  }
}
