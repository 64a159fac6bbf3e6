import { aboutKey, type LiabilityFacts, liabilityStream } from '@liuhen/core/accountability'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import type { DeviceDeed } from '@liuhen/core/devices'
import type { LiabilityOutcome } from '@liuhen/core/policy'
import { headsOn } from '../duties/index.ts'
import type { Journal, JournalEntry } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { answeredFor, nameOf, told } from './rules.ts'

export interface Happened {
  /** What came of it; of a deed the rule says that. */
  readonly outcome?: LiabilityOutcome | undefined
  readonly about: LiabilityFacts['about']
  readonly people: readonly string[]
  readonly unit?: string | undefined
  /** When the act in question was done: who led the unit then is named, whoever does now. */
  readonly actAt?: Instant | undefined
  /** Those who handle the case, where the rule names them beside the others. */
  readonly handlers?: readonly string[] | undefined
  /** Done to a device: only rules that speak of that deed are asked. */
  readonly deed?: DeviceDeed | undefined
  /** Only this rule is asked, by its name: what happened is what it speaks of and no other. */
  readonly rule?: string | undefined
  /** Something was not recorded, or was interrupted and nobody said why. */
  readonly unrecorded: boolean
}

/** Opens an item for each rule of the day that somebody answers by, once for what it is about. */
export async function opens(
  trx: Db,
  law: Law,
  journal: Journal,
  { at, actor }: { readonly at: Instant; readonly actor: string },
  { outcome, about, people, unit, unrecorded, actAt, handlers = [], deed, rule: only }: Happened,
): Promise<readonly JournalEntry[]> {
  const book = await law.book(trx)
  const leaders = unit === undefined ? [] : await headsOn(trx, unit, actAt ?? at)
  const entries: JournalEntry[] = []
  for (const rule of answeredFor(book, dayOf(at), outcome)) {
    if (only !== undefined && nameOf(rule) !== only) continue
    // Of a deed each rule says itself what it comes to.
    if (deed !== undefined && rule.rule.ofDevice?.deed !== deed) continue
    const came = outcome ?? comesTo(rule.rule.answeredFor, deed)
    if (came === undefined) continue
    if (rule.rule.ifUnrecorded === true && !unrecorded) continue
    const isNamed = rule.rule.names === 'head-and-handlers' || rule.rule.leaders === true
    const facts: LiabilityFacts = {
      rule: nameOf(rule),
      outcome: came,
      about,
      people: [...new Set([...people, ...(rule.rule.names === 'head-and-handlers' ? handlers : [])])],
      leaders: isNamed ? [...leaders] : [],
      ...(unit !== undefined && { unit }),
      byItself: true,
    }
    const known = await trx
      .selectFrom('liabilities')
      .select('id')
      .where('about', '=', aboutKey(facts))
      .executeTakeFirst()
    if (known) continue
    const made = await journal.act(
      trx,
      liabilityStream,
      uuidv7(at),
      { do: 'open', facts },
      { at, actor, ...told(rule) },
    )
    entries.push(...made.entries)
  }
  return entries
}

/** Of what a rule is answered for that which a deed comes to: a camera was taken apart, and not lost, whatever else the rule names. */
function comesTo(
  outcomes: readonly LiabilityOutcome[] = [],
  deed: DeviceDeed | undefined,
): LiabilityOutcome | undefined {
  const own = outcomes.find((one) => one === deed)
  return own ?? outcomes.find((one) => one !== 'device-lost')
}
