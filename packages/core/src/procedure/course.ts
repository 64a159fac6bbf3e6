import { acts } from './acts.ts'
import type { Act, ActIs, Stage } from './acts.ts'
import type { MaterialRole } from './materials.ts'

const DECIDED = ['penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot', 'case-withdrawn', 'not-filed'] as const
/** After which acts those of a stage no longer come up; what was begun of a measure is always ended. */
const overAfter: Partial<Readonly<Record<Stage, readonly Act[]>>> = {
  lead: ['case-filed', 'not-filed', 'penalty-on-the-spot'],
  investigation: DECIDED,
  review: DECIDED,
  notice: DECIDED,
  decision: ['case-withdrawn', 'not-filed', 'case-closed'],
  service: ['archived'],
  measure: ['archived'],
  performance: ['performed', 'case-closed', 'archived'],
  enforcement: ['performed', 'case-closed', 'archived'],
  transfer: ['case-closed', 'archived'],
}

const ENDED = ['not-filed', 'case-withdrawn', 'case-closed'] as const
const GIVEN_AWAY = ['transferred'] as const
/** What of a stage without an end no longer comes up after these: nothing new is seized in a case that has ended. */
const actOverAfter: Partial<Readonly<Record<Act, readonly Act[]>>> = {
  'evidence-preserved': ENDED,
  'measure-taken': ENDED,
  'emergency-measure-taken': ENDED,
  'goods-stored': ENDED,
  'crime-reported': GIVEN_AWAY,
  'transfer-approved': GIVEN_AWAY,
  'transfer-declined': GIVEN_AWAY,
  transferred: GIVEN_AWAY,
}
/** What no longer counts for what comes up once this was done: a case that is sent back goes on where it was. */
const undoneBy: Partial<Readonly<Record<Act, Act>>> = {
  transferred: 'transfer-returned',
  // What was found too little is filed once new facts make it enough (行政处罚法 art. 54).
  'not-filed': 'case-filed',
}
/** What comes up once more, its stage being over: a demand gives the party another say (行政强制法 art. 36). */
const againAfter: Partial<Readonly<Record<Act, Act>>> = {
  'statement-made': 'demand-served',
  'statement-rechecked': 'demand-served',
  rechecked: 'correction-ordered',
  'case-filed': 'not-filed',
}

const is = (act: Act): ActIs => acts[act]

/** Whether conditions can stand in its way at all. */
export const isOurs = (act: Act): boolean => is(act).happens !== true

/** Whether the last approval is the act itself. */
export const isByApproval = (act: Act): boolean => is(act).byApproval === true

/** Whether everybody who takes part signs it. */
export const isBySignatures = (act: Act): boolean => is(act).bySignatures === true

/** Whether taking in its volume is what it consists in. */
export const isByVolume = (act: Act): boolean => is(act).byVolume === true

/** Whether what is handed in with it is named piece by piece. */
export const handsIn = (act: Act): boolean => is(act).handsIn !== undefined

/** As what it can be handed in; nothing where nothing is. */
export const rolesHandedIn = (act: Act): readonly MaterialRole[] => is(act).handsIn ?? []

/** Whether those it names are whom it is about. */
export const isOfPeople = (act: Act): boolean => is(act).ofPeople === true

/** Whether it leads to no other part of the procedure. */
export const isAside = (act: Act): boolean => is(act).aside === true

/** What has to be there for an act to come up. */
export const aboutOf = (act: Act): readonly Act[] => (is(act).about ?? []) as readonly Act[]

/** What an act is about one by one, and what ends each for it; undefined where it is about the case. */
export function thingsOf(act: Act): { readonly about: readonly Act[]; readonly over: readonly Act[] } | undefined {
  const { about: things, over: ends } = is(act)
  return things && ends && { about: things as readonly Act[], over: ends as readonly Act[] }
}

/** What takes a decision away: the bureau itself, or those who review it. */
export const UNMADE: readonly Act[] = ['decision-revoked', 'decision-annulled']
const DECISIONS: readonly Act[] = ['penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot']

const isThere = (things: readonly string[] | undefined, done: (act: Act) => boolean): boolean =>
  things === undefined || things.some((one) => done(one as Act))

/** Why an act does not come up: it was done and is done once, something came after which it no longer does, or what it is about is not there. */
export type NotUp = { readonly once: true } | { readonly after: Act } | { readonly wants: readonly Act[] }

const ONCE: NotUp = { once: true }

/** Why an act does not come up, where these were done; undefined where it does. */
export function notUp(act: Act, done: (act: Act) => boolean): NotUp | undefined {
  const { stage, once: isOnce, about: things, notAfter, aside } = is(act)
  const stands = (one: string): boolean => done(one as Act) && !isUndone(one as Act, done)
  const there = isThere(things, stage === 'transfer' ? done : stands)
  const wants = (): NotUp | undefined => (there ? undefined : { wants: (things ?? []) as readonly Act[] })
  const over = (ends: readonly string[] = [], is: (one: string) => boolean = stands): NotUp | undefined => {
    const found = ends.find(is)
    return found === undefined ? undefined : { after: found as Act }
  }
  if (aside === true) return over(['archived'], (one) => done(one as Act)) ?? wants()
  const never = over(notAfter)
  if (never !== undefined) return never
  if (stage === 'decision' && DECISIONS.includes(act)) {
    // One decision on one act; another once that is revoked, which the rules then ask about.
    const made = DECISIONS.find(done)
    if (made !== undefined && !UNMADE.some(done)) return made === act ? ONCE : { after: made }
    return over(['case-withdrawn', 'case-closed'], (one) => done(one as Act)) ?? over(['not-filed']) ?? wants()
  }
  const again = againAfter[act]
  const isAgain = act === 'case-withdrawn' || (again !== undefined && done(again))
  if (isOnce && done(act)) return ONCE
  const ended = isAgain ? undefined : (over(overAfter[stage]) ?? over(actOverAfter[act]))
  return ended ?? wants()
}

/** Whether an act comes up at all, where these were done: one done once does not come again, one about a thing waits for it. */
export const comesUp = (act: Act, done: (act: Act) => boolean): boolean => notUp(act, done) === undefined

/** Whether what was done of this kind counts no more for what comes up, and ends no period. */
export function isUndone(act: Act, doneLater: (act: Act) => boolean): boolean {
  const by = undoneBy[act]
  return by !== undefined && doneLater(by)
}

/**
 * What stops a clock, by the word a text prints: from the act that begins it to the act that ends it. 行政强制法 art. 25,
 * 长沙县 art. 27, 住房和城乡建设行政处罚程序规定 art. 34.
 */
export const suspensions: Readonly<Record<string, readonly [from: Act, to: Act]>> = {
  检验: ['appraisal-commissioned', 'appraisal-received'],
  检测: ['appraisal-commissioned', 'appraisal-received'],
  检疫: ['appraisal-commissioned', 'appraisal-received'],
  鉴定: ['appraisal-commissioned', 'appraisal-received'],
  技术鉴定: ['appraisal-commissioned', 'appraisal-received'],
  认定: ['appraisal-commissioned', 'appraisal-received'],
  听证: ['hearing-requested', 'hearing-held'],
  中止调查: ['investigation-suspended', 'investigation-resumed'],
}
