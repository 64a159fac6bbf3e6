import { z } from 'zod'
import { Catalogue } from '../causes/index.ts'
import { HolidayYear } from '../calendar/index.ts'
import { CalendarDate } from '../kernel/index.ts'
import { ActAttribute, Activity, PackId, SourcedTerm, Term } from '../policy/index.ts'

/** What a bureau may decide: a term, one that another law sets with that law, an approver or a chain of them, a day, an hour, an amount, a choice, words. */
export const SettingValue = z.union([
  SourcedTerm.refine((one) => one.count <= 1000),
  // Nothing a bureau decides runs for longer than this of any unit.
  Term.refine((one) => one.count <= 1000),
  z.number().nonnegative().max(1e12),
  z.string().trim().min(1).max(500),
  z.array(z.string().trim().min(1).max(80)).min(1).max(10),
])
export type SettingValue = z.infer<typeof SettingValue>

export const SettingKey = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/)

/** The packs a bureau runs on from a day on; national law is always among them and is not named here. */
export const RuleSetChoice = z.object({
  packs: z.array(PackId).min(1).max(20),
  from: CalendarDate,
  /** For an instrument that does not print its first day: the day the bureau puts it into force. */
  effective: z.record(PackId, CalendarDate).optional(),
  reason: z.string().trim().min(2).max(500).optional(),
})
export type RuleSetChoice = z.infer<typeof RuleSetChoice>

/** What the bureau decided where the instrument leaves it the choice, and the day from which it counts. */
export const SettingDecision = z.object({
  key: SettingKey,
  value: SettingValue,
  from: CalendarDate,
  reason: z.string().trim().min(2).max(500).optional(),
})
export type SettingDecision = z.infer<typeof SettingDecision>

/** What one unit decided for itself, where an instrument leaves that to the districts: it goes before the bureau's own. */
export const UnitDecision = SettingDecision.extend({ unit: z.uuid() })
export type UnitDecision = z.infer<typeof UnitDecision>

/**
 * That a kind of activity is recorded from a day on, where an instrument leaves other acts to the bureau; or, with
 * `required` false, that it no longer is by the bureau's own decision.
 */
export const MandatoryDecision = z.object({
  activity: Activity,
  required: z.boolean(),
  from: CalendarDate,
  reason: z.string().trim().min(2).max(500),
  /** What it is like, where the instrument has other acts recorded only where they are like that. */
  attributes: z.array(ActAttribute).max(4).optional(),
})
export type MandatoryDecision = z.infer<typeof MandatoryDecision>

/**
 * A kind of activity of the bureau's own, among the other acts that an instrument has recorded: it is registered as such,
 * and recorded from that day on.
 */
export const ActivityKind = z.object({
  kind: z.uuid(),
  name: z.string().trim().min(2).max(60),
  from: CalendarDate,
  reason: z.string().trim().min(2).max(500),
  attributes: z.array(ActAttribute).max(4).optional(),
})
export type ActivityKind = z.infer<typeof ActivityKind>

/** Rows of the bureau's own catalogue as they were in a file: what is done from that day on is judged by them. */
export const CatalogueAdoption = z.object({
  fileName: z.string().trim().min(1).max(200),
  from: CalendarDate,
  reason: z.string().trim().min(2).max(500),
  rows: Catalogue,
})
export type CatalogueAdoption = z.infer<typeof CatalogueAdoption>

export const ruleSetEvents = {
  'RuleSetChosen/1': RuleSetChoice,
  'SettingDecided/1': SettingDecision,
  'SettingDecidedForUnit/1': UnitDecision,
  'MandatoryDecided/1': MandatoryDecision,
  'ActivityKindAdded/1': ActivityKind,
  'CatalogueAdopted/1': CatalogueAdoption,
} as const

export const calendarEvents = {
  /** A year of working days as it was announced, read from that file. */
  'CalendarLoaded/1': z.object({ fileName: z.string(), calendar: HolidayYear }),
} as const
