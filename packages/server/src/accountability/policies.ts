import { liabilityStream } from '@liuhen/core/accountability'
import { activityStream } from '@liuhen/core/activities'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import { type CaseState, caseStream } from '@liuhen/core/case'
import { deviceStream, holderAt } from '@liuhen/core/devices'
import { discStream, loanOut } from '@liuhen/core/discs'
import { readBody } from '@liuhen/core/journal'
import { type CalendarDate, dayOf, type Instant, startOf } from '@liuhen/core/kernel'
import { officerOf, recordingStream, unitOf } from '@liuhen/core/recordings'
import { keepingFactStream } from '@liuhen/core/retention'
import { activityById } from '../activities/index.ts'
import { caseState, casesWith, handlersOn } from '../cases/index.ts'
import { judgeOne } from '../coverage/index.ts'
import { deviceOf } from '../devices/index.ts'
import { type Policy, policy, readStream } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { holdersOf, personById } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { recordingsNamed } from '../recordings/index.ts'
import { opens } from './opening.ts'
import { lateActivityOpens } from './overdue.ts'
import { ruleNamed } from './rules.ts'

/** Recordings tied to a case, with the acts they are of. */
const tiedOf = ({ acts }: CaseState) =>
  acts.flatMap(({ act, recordings, struck }) => (struck ? [] : recordings.map(({ recording }) => ({ recording, act }))))
const DECISIONS: readonly string[] = ['penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot', 'on-the-spot']

/** The last moment of a day, for what stood at its end. */
const endOf = (day: CalendarDate): Instant => startOf(dateOf(numberOf(day) + 1))

/**
 * A decision that is annulled or changed from outside: of the case whose footage was interrupted and nobody said why, or that
 * has none, those who did the acts in question may answer for it, and the head of their team.
 */
const annulledOpens = (law: Law): Policy =>
  policy(caseStream, ['CaseActDone/1'], async (trx, { at, actor, stream, body }, state, journal) => {
    if (body.act.act !== 'decision-annulled') return []
    const tied = tiedOf(state)
    const rows = await recordingsNamed(
      trx,
      tied.map((one) => one.recording),
    )
    const broken = new Set(rows.filter((one) => one.open_gaps > 0).map((one) => one.id))
    const ofGaps = tied.filter((one) => broken.has(one.recording)).map((one) => one.act)
    const decided = state.acts.filter(({ act, struck }) => !struck && DECISIONS.includes(act.act)).map(({ act }) => act)
    const inQuestion = ofGaps.length > 0 ? ofGaps : decided
    const day =
      inQuestion
        .map((act) => act.on)
        .toSorted()
        .at(-1) ?? dayOf(at)
    const caseId = stream.slice('case:'.length)
    const people = [...new Set([...inQuestion.flatMap((act) => act.by), ...(await handlersOn(trx, caseId, day))])]
    const of = state.acts.find(({ act }) => act.id === body.act.of)?.act.act
    const court =
      of === 'suit-decided' || (of === undefined && state.acts.some(({ act }) => act.act === 'suit-decided'))
    return opens(
      trx,
      law,
      journal,
      { at, actor },
      {
        outcome: court ? 'suit-lost' : 'decision-changed',
        about: { case: caseId },
        people,
        unit: state.unit,
        actAt: endOf(day),
        unrecorded: broken.size > 0 || tied.length === 0,
      },
    )
  })

/** A device that is lost: whoever had it in hand last. */
const lostOpens = (law: Law): Policy =>
  policy(deviceStream, ['DeviceLost/1'], async (trx, { at, actor, stream }, state, journal) => {
    const holder = holderAt(state, at) ?? state.holdings.at(-1)?.person
    return opens(
      trx,
      law,
      journal,
      { at, actor },
      {
        outcome: 'device-lost',
        about: { device: stream.slice('device:'.length) },
        people: holder === undefined ? [] : [holder],
        unit: state.unit,
        unrecorded: false,
      },
    )
  })

/** Something that must not be done to a device was: whoever had it last, by each rule that speaks of the deed. */
const deedOpens = (law: Law): Policy =>
  policy(deviceStream, ['DeedNoted/1'], async (trx, { at, actor, stream, body }, state, journal) => {
    // What was lost by it has its item since it was lost.
    if (body.deed === 'careless' && state.condition === 'lost') return []
    return opens(
      trx,
      law,
      journal,
      { at, actor },
      {
        deed: body.deed,
        about: { device: stream.slice('device:'.length), deed: body.id },
        people: body.person === undefined ? [] : [body.person],
        unit: state.unit,
        unrecorded: false,
      },
    )
  })

/** An original that is not what it was: those who keep recordings are asked, and the case it is evidence of is named. */
const brokenOpens = (law: Law): Policy => ({
  kinds: ['RecordingVerified/1'],
  async causes(trx, { event }, _state, journal) {
    const { recording, same } = readBody('RecordingVerified/1', event.body)
    if (same) return []
    const [row] = await recordingsNamed(trx, [recording])
    const [of] = await casesWith(trx, recording)
    const keepers = [...(await holdersOf(trx, 'custodian')).values()].flat()
    return opens(
      trx,
      law,
      journal,
      { at: event.at as Instant, actor: event.actor },
      {
        outcome: 'original-broken',
        about: { recording, ...(of !== undefined && { case: of }) },
        people: keepers,
        unit: row?.unit ?? undefined,
        ...(of !== undefined && { handlers: (await caseState(trx, of)).officers }),
        unrecorded: false,
      },
    )
  },
})

/** A disc that is lost: whoever it is lent to, else whoever had it in hand last, by what was done with it. */
const discLostOpens = (law: Law): Policy =>
  policy(discStream, ['DiscGone/1'], async (trx, { body, at, actor, stream }, state, journal) => {
    if (body.how !== 'lost') return []
    const disc = stream.slice('disc:'.length)
    const out = loanOut(state)
    const last = out ? undefined : ((await movedBy(trx, stream)) ?? state.checks.at(-1)?.by ?? state.burnt?.by)
    // Whoever lent it by the book does not answer for a borrower without an account here.
    const holder = out ? out.person : last?.startsWith('person:') ? last.slice('person:'.length) : undefined
    return opens(
      trx,
      law,
      journal,
      { at, actor },
      {
        outcome: 'carrier-lost',
        about: { disc },
        people: holder === undefined ? [] : [holder],
        unrecorded: false,
      },
    )
  })

/** Who last burnt, looked at or put away that disc. */
async function movedBy(trx: Db, stream: string): Promise<string | undefined> {
  const last = await readStream(trx, stream)
  return last.findLast(({ event }) => HANDLED.includes(event.kind))?.event.actor
}
const HANDLED: readonly string[] = ['DiscBurnt/1', 'DiscChecked/1', 'DiscMoved/1']

/** What was recorded and is lost before it was handed over: whoever had the device, else those who were there. */
const recordingLostOpens = (law: Law): Policy =>
  policy(activityStream, ['RecordingLost/1'], async (trx, { body, at, actor, stream }, { facts }, journal) => {
    const device = body.device === undefined ? undefined : await deviceOf(trx, body.device)
    const holder = device && holderAt(device.state, facts.start)
    return opens(
      trx,
      law,
      journal,
      { at, actor },
      {
        outcome: 'recording-lost',
        about: {
          activity: stream.slice('activity:'.length),
          ...(body.device !== undefined && { device: body.device }),
        },
        people: holder === undefined ? [facts.officer] : [holder],
        unit: facts.unit,
        actAt: facts.start,
        unrecorded: true,
      },
    )
  })

const COMPLAINTS: readonly string[] = ['complaint', 'petition']

/** A complaint about an activity of which there is no recording, or of which a part is missing that nobody has explained. */
const complaintOpens = (law: Law): Policy =>
  policy(keepingFactStream, ['KeepingFactRegistered/1'], async (trx, { body, at, actor }, _state, journal) => {
    if (!COMPLAINTS.includes(body.trigger) || body.about.kind !== 'activity') return []
    const row = await activityById(trx, body.about.id)
    if (!row) return []
    const judged = await judgeOne(trx, await law.book(trx), row, at)
    const isMissing = judged?.findings.some((one) => one.weight === 'breach' && LACKS.includes(one.code)) === true
    return opens(
      trx,
      law,
      journal,
      { at, actor },
      {
        outcome: 'complaint',
        about: { activity: row.id },
        people: row.people,
        unit: row.unit,
        actAt: row.start_at,
        unrecorded: judged === undefined || judged.recordings.length === 0 || isMissing,
      },
    )
  })
const LACKS: readonly string[] = ['not-recorded', 'late-start', 'early-stop', 'inner-gap']

/** What was recorded off duty and is said to have nothing to do with it: whoever recorded it. */
const unrelatedOpens = (law: Law): Policy =>
  policy(recordingStream, ['DutyExplained/1'], async (trx, { body, at, actor, stream }, state, journal) => {
    if (body.as !== 'unrelated') return []
    const officer = officerOf(state)
    const unit = unitOf(state)
    return opens(
      trx,
      law,
      journal,
      { at, actor },
      {
        outcome: 'unrelated-filming',
        about: { recording: stream.slice('recording:'.length) },
        people: officer === undefined ? [] : [officer],
        unit,
        actAt: state.times?.start,
        unrecorded: false,
      },
    )
  })

/** A paper that is not what was fixed: those who handle its case answer for it, and the head of their team. */
const paperOpens = (law: Law): Policy => ({
  kinds: ['PaperVerified/1'],
  async causes(trx, { event }, _state, journal) {
    const { paper, case: of, same } = readBody('PaperVerified/1', event.body)
    if (same) return []
    const { officers, unit } = await caseState(trx, of)
    return opens(
      trx,
      law,
      journal,
      { at: event.at as Instant, actor: event.actor },
      { outcome: 'paper-altered', about: { paper, case: of }, people: officers, unit, unrecorded: false },
    )
  },
})

/** 停止执行职务 stands with the person, where whoever gives work looks; and is lifted there. */
const suspendedIsOffDuty = (law: Law): Policy =>
  policy(
    liabilityStream,
    ['DutySuspended/1', 'DutyRestored/1'],
    async (trx, { kind, body: { person, reason }, at, actor, stream }, { rule, opened }, journal) => {
      const found = await personById(trx, person)
      if (!found) return []
      const liability = stream.slice('liability:'.length)
      const base = { stream: `person:${person}`, version: found.version + 1, at, actor }
      if (kind === 'DutyRestored/1')
        return journal.write(trx, [{ ...base, kind: 'PersonBackOnDuty/1', body: { liability, reason } }])
      const article = ruleNamed(await law.book(trx), dayOf(opened.at), rule)?.used.citations.at(-1)?.article ?? rule
      return journal.write(trx, [{ ...base, kind: 'PersonTakenOffDuty/1', body: { liability, article, reason } }])
    },
  )

/** What opens an item by itself, and what a suspension does to the register. */
export const accountabilityPolicies = (law: Law): readonly Policy[] => [
  annulledOpens(law),
  lostOpens(law),
  deedOpens(law),
  brokenOpens(law),
  discLostOpens(law),
  recordingLostOpens(law),
  complaintOpens(law),
  unrelatedOpens(law),
  paperOpens(law),
  suspendedIsOffDuty(law),
  lateActivityOpens(law),
]
