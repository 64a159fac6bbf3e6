import type { z } from 'zod'
import { populationText, type QuotaBy } from '../supervision/index.ts'
import type { Drawing } from '../supervision/index.ts'
import type { Signed } from '../stream/index.ts'
import type { InspectionObject, inspectionDrawEvents, PoolOfficer } from './events.ts'

type Body<K extends keyof typeof inspectionDrawEvents> = z.infer<(typeof inspectionDrawEvents)[K]>
export type ListsFrozen = Body<'InspectionListsFrozen/1'>
export type Replacing = Body<'InspectorReplaced/1'>
export type Beginning = Body<'InspectionBegun/1'>

/** A draw for inspections: two lists that were frozen, what was drawn of them, and what has become of each drawn object. */
export interface InspectionDraw extends ListsFrozen {
  readonly frozen: Signed
  readonly drawn?: Drawing & Signed
  readonly replaced: readonly (Replacing & Signed)[]
  readonly begun: readonly (Beginning & Signed)[]
}

/** The strata of the population: spec/draw.md. */
const [OBJECT, OFFICER] = ['object', 'officer']

/** The population of a freezing, as its digest is made of it. */
export const listsText = ({ objects, officers }: Pick<ListsFrozen, 'objects' | 'officers'>): string =>
  populationText([
    ...objects.map(({ id }) => ({ id, stratum: OBJECT as string })),
    ...officers.map(({ id }) => ({ id, stratum: OFFICER as string })),
  ])

/** So many objects and so many officers. */
export const takeOf =
  ({ take }: Pick<ListsFrozen, 'take'>): QuotaBy =>
  (stratum) =>
    stratum === OBJECT ? take.objects : take.officers

export type DrawnObject = InspectionObject & { readonly id: string }

/** What was drawn, in the order it was drawn in: objects and officers. */
export function drawnOf({ objects, officers, drawn }: Pick<InspectionDraw, 'objects' | 'officers' | 'drawn'>): {
  readonly objects: readonly DrawnObject[]
  readonly officers: readonly PoolOfficer[]
} {
  const [things, people] = [new Map(objects.map((one) => [one.id, one])), new Map(officers.map((one) => [one.id, one]))]
  const sample = drawn?.sample ?? []
  return {
    objects: sample.flatMap((id) => things.get(id) ?? []),
    officers: sample.flatMap((id) => people.get(id) ?? []),
  }
}

/** The two of the drawn who inspect an object: of *m* officers those at 2*i* and 2*i* + 1, each modulo *m*. spec/draw.md */
export function pairOf(
  draw: Pick<InspectionDraw, 'objects' | 'officers' | 'drawn'>,
  object: string,
): readonly string[] {
  const { objects, officers } = drawnOf(draw)
  const at = objects.findIndex((one) => one.id === object)
  if (at < 0) return []
  return [2 * at, 2 * at + 1].flatMap((place) => officers[place % officers.length]?.id ?? [])
}

/** Who inspects an object now: its pair, with those who were replaced since. */
export const inspectorsOf = (draw: InspectionDraw, object: string): readonly string[] =>
  draw.replaced
    .filter((one) => one.object === object)
    .reduce<readonly string[]>(
      (now, { officer, instead }) => now.map((one) => (one === officer ? instead : one)),
      pairOf(draw, object),
    )

/** The drawn objects of which no inspection has begun. */
export const notBegun = (draw: InspectionDraw): readonly DrawnObject[] =>
  drawnOf(draw).objects.filter(({ id }) => !draw.begun.some((one) => one.object === id))

/** Whether everything that was drawn has been gone through. */
export const isGoneThrough = (draw: InspectionDraw): boolean => draw.drawn !== undefined && notBegun(draw).length === 0

const plain = (given: string): string =>
  given
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]/gu, '')
    .toUpperCase()

/** Whether two entries are of one object: one number, or one name where not both have a number. */
export const isSameObject = (one: InspectionObject, other: InspectionObject): boolean =>
  one.number !== undefined && other.number !== undefined
    ? plain(one.number) === plain(other.number)
    : plain(one.name) === plain(other.name)
