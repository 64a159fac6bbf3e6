import { Refused } from '@liuhen/core/kernel'
import type { Obstacle } from '@liuhen/core/kernel'
import { FILLINGS, SAMPLES } from './samples.ts'
import { slotsLost } from './refusals.ts'
import type { Typesetter } from './typesetter.ts'

/**
 * Sets every sample in every filling by templates that a bureau brought, before the first real paper is. Throws Refused with
 * each thing that is wrong once, with file, line and column where the compiler knows them.
 */
export async function tryTemplates(press: Pick<Typesetter, 'typeset'>): Promise<void> {
  const found = new Map<string, Obstacle>()
  for (const sample of Object.values(SAMPLES))
    for (const filling of FILLINGS) {
      const layout = sample(filling)
      try {
        const { slots } = await press.typeset(layout)
        const lost = layout.signatures.filter((one) => !slots.some(({ slot }) => slot === one.slot))
        if (lost.length > 0) throw slotsLost(layout.title, lost)
      } catch (thrown) {
        if (!(thrown instanceof Refused)) throw thrown
        for (const one of thrown.obstacles) found.set(one.message.zh, one)
      }
    }
  if (found.size > 0) throw new Refused([...found.values()])
}
