import type { Visitor } from './visitor.ts'

/** Asks for something as this visitor. */
export const taken = (who: Visitor, url: string, path: string): Promise<Response> =>
  fetch(url + path, { headers: { cookie: who.cookie() } })

/** Waits for what another process does. Throws where it does not come within a minute. */
export async function until(is: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await is()) return
    await new Promise((later) => setTimeout(later, 100))
  }
  throw new Error('what the demo waits for did not come within a minute')
}
