import { createClient } from '@liuhen/contract'
import { lost, reached } from './line.ts'

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
export const client = createClient('', ask, background)

/** fetch, noting whether anything answered. */
async function ask(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(input, init)
    reached()
    return response
  } catch (error) {
    // A call that was taken back says nothing about the line.
    if (init?.signal?.aborted !== true) lost()
    throw error
  }
}
