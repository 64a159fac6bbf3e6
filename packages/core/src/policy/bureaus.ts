import { Refused } from '../kernel/index.ts'
import type { Obstacle } from '../kernel/index.ts'
import type { Pack } from './pack.ts'

const LEVELS = ['county', 'city', 'province'] as const
const DIGITS = { county: 6, city: 4, province: 2 } as const

/** The leading digits of GB/T 2260 that name the place an instrument rules over; undefined where that is not known. */
const areaOf = ({ identity: { level, division } }: Pack): string | undefined =>
  level === undefined ? undefined : division?.slice(0, DIGITS[level])

/**
 * Whether one pack is the instrument of a superior of another: of a higher level, and of the place the other lies in. A
 * pack that does not say where it rules is nobody's superior.
 */
export function isSuperior(one: Pack, other: Pack): boolean {
  const [a, b] = [one.identity.level, other.identity.level]
  const [area, within] = [areaOf(one), areaOf(other)]
  if (a === undefined || b === undefined || area === undefined || within === undefined) return false
  return LEVELS.indexOf(a) > LEVELS.indexOf(b) && within.startsWith(area)
}

/**
 * Throws Refused where packs of two bureaus are taken together, of which neither stands over the other: no bureau runs on
 * both. Packs that do not say where they rule are let pass.
 */
export function refuseTwoBureaus(packs: readonly Pack[]): void {
  const placed = packs.filter((one) => areaOf(one) !== undefined)
  const apart = placed.flatMap((one, at) =>
    placed.slice(at + 1).flatMap((other): Obstacle[] => {
      const [a = '', b = ''] = [areaOf(one), areaOf(other)]
      if (a.startsWith(b) || b.startsWith(a)) return []
      const [first, second] = [one.identity, other.identity]
      return [
        {
          code: 'packs-of-two-bureaus',
          message: {
            zh: `${first.id}（${first.issuer}）和 ${second.id}（${second.issuer}）是两个互不隶属的机关的制度，不能合在一起问`,
            en: `${first.id} and ${second.id} are instruments of two bureaus of which neither stands over the other; they cannot be asked together`,
          },
          field: 'packs',
        },
      ]
    }),
  )
  if (apart.length > 0) throw new Refused(apart.slice(0, 1))
}
