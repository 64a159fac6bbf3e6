import type { Page } from 'playwright-core'
import { beginsAnew, leavesBehind, saysWhy, seriousOn, walkDialog } from './accessible.ts'
import { settled } from './chromium.ts'

/** A dialog: the file that draws it, where, and the buttons that lead to it, the last of which opens it. */
export interface Door {
  readonly dialog: string
  readonly path: string
  readonly press: readonly (string | RegExp)[]
  readonly before?: (page: Page) => Promise<void>
  /** Where on the page the buttons stand, if others of their names stand elsewhere. */
  readonly within?: string
  /** A link to another page leads to it. */
  readonly byLink?: true
  /** Nothing is missing when it opens: whoever presses its button has done it. */
  readonly complete?: true
}

/** Presses with the keyboard alone; where several carry the name, the first. */
export async function press(
  page: Page,
  name: string | RegExp,
  within = 'body',
  role: 'button' | 'link' = 'button',
): Promise<void> {
  const isOpen = (await page.locator('dialog[open]').count()) > 0
  const scope = isOpen ? page.locator('dialog[open]').last() : page.locator(within)
  const button = scope.getByRole(role, { name, exact: true }).first()
  await button.focus()
  await page.keyboard.press('Enter')
}

const heading = (page: Page) => page.locator('dialog[open] h2').last().innerText()

async function open(page: Page, { path, press: buttons, before, within, byLink }: Door): Promise<void> {
  await page.goto(path)
  await page.locator('h1').first().waitFor()
  await settled(page)
  await before?.(page)
  for (const name of buttons) await press(page, name, within, byLink ? 'link' : 'button')
  await page.locator('dialog[open]').last().waitFor()
  await settled(page)
}

/** Where the focus is once the dialog has gone, unless it is where it came from. */
async function focusLost(page: Page, { press: buttons, byLink }: Door): Promise<string | undefined> {
  const back = await page
    .waitForFunction((link) => document.activeElement?.matches(link ? '#main' : 'button, a'), byLink === true, {
      timeout: 60_000,
    })
    .then(
      () => true,
      () => false,
    )
  const names = await page.evaluate(() => {
    const one = document.activeElement
    return [one?.getAttribute('aria-label') ?? '', one?.textContent?.trim() ?? '']
  })
  // The page a link led from is no more: its own beginning is where one goes on.
  const isOf = (one: string) => buttons.some((each) => (typeof each === 'string' ? one === each : each.test(one)))
  const opener = byLink || names.some(isOf)
  return back && opener ? undefined : `the focus goes to “${names.join(' ').slice(0, 60)}” and not back`
}

/**
 * Opens each dialog from the keyboard, walks through it, sends it empty, leaves it with Escape, and comes back to what was
 * typed. Notes in `walked` which were seen, by the file that draws them; returns what is wrong.
 */
export async function walk(page: Page, doors: readonly Door[], walked: Map<string, Set<string>>): Promise<string[]> {
  const wrong: string[] = []
  for (const door of doors) {
    const { dialog, path, press: buttons } = door
    const say = (words: string) => wrong.push(`${dialog} (${path} ${buttons.map(String).join(' → ')}): ${words}`)
    const found = await through(page, door).catch((thrown: unknown) => [String(thrown).slice(0, 400)])
    for (const one of found) say(one)
    walked.set(dialog, (walked.get(dialog) ?? new Set()).add(String(buttons.at(-1))))
  }
  return wrong
}

async function through(page: Page, door: Door): Promise<string[]> {
  const wrong: string[] = []
  await open(page, door)
  const name = await heading(page)
  wrong.push(...(await walkDialog(page)), ...(await seriousOn(page)))
  if (!door.complete) {
    const silent = await saysWhy(page, name)
    if (silent) wrong.push(silent)
  }
  const typed = await leavesBehind(page)
  await page.keyboard.press('Escape')
  const gone = await page
    .waitForFunction((was) => [...document.querySelectorAll('dialog[open] h2')].at(-1)?.textContent !== was, name, {
      timeout: 60_000,
    })
    .then(
      () => true,
      () => false,
    )
  if (!gone) return [...wrong, 'Escape does not close it']
  if ((await page.locator('dialog[open]').count()) === 0) {
    const lost = await focusLost(page, door)
    if (lost) wrong.push(lost)
  }
  if (typed === undefined) return wrong
  if (door.byLink) await open(page, door)
  else await press(page, door.press.at(-1) ?? '', door.within)
  await page.locator('dialog[open]').last().waitFor()
  const trouble = await beginsAnew(page, typed)
  return trouble ? [...wrong, trouble] : wrong
}
