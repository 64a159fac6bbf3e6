import { createClient } from '@liuhen/contract'

/** When somebody last pressed a key or pointed at something. */
let acted = Date.now()
for (const kind of ['pointerdown', 'keydown'])
  addEventListener(kind, () => (acted = Date.now()), { capture: true, passive: true })

/**
 * What the page asks by itself, with nobody in front of it, is marked so that it keeps no session from idling out
 * (GB/T 22239-2019 8.1.4.1 b).
 */
const background = (): Readonly<Record<string, string>> =>
  Date.now() - acted > 60_000 ? { 'liuhen-background': '1' } : {}

/** The one client of the desk; it speaks to the server the page came from. */
export const client = createClient('', (input, init) => fetch(input, init), background)
