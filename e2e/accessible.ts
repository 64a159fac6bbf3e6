import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DESK, TELEPHONE } from './chromium.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
let source: string | undefined

interface Violation {
  readonly id: string
  readonly impact: string | null
  readonly help: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[]
}

/** What axe-core finds of serious or critical impact on the page as it stands: one line each, with where it is. */
export const seriousOn = async (page: Page): Promise<string[]> =>
  (await violationsOn(page)).filter(({ impact }) => impact === 'serious' || impact === 'critical').map(inWords)

/** Everything it finds, of whatever impact. */
export const anythingOn = async (page: Page): Promise<string[]> => (await violationsOn(page)).map(inWords)

async function violationsOn(page: Page): Promise<readonly Violation[]> {
  source ??= await readFile(AXE, 'utf8')
  // Evaluated by the debugger, not added to the page: its content security policy lets no foreign script in.
  await page.evaluate(source)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (root: Document, how: object) => Promise<{ violations: Violation[] }> }
    }
    // Styles are not fetched once more: only what is not asked for here looks into them, and a page opened from a disc may not.
    return (await axe.run(document, { resultTypes: ['violations'], preload: false })).violations
  })
}

const inWords = ({ id, help, nodes }: Violation): string =>
  `${id}: ${help}: ${nodes
    .map((node) => node.target.join(' '))
    .slice(0, 5)
    .join(' | ')}`

/** Whether the keyboard is inside the open dialog. */
const inside = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.closest('dialog[open]') !== null)

/**
 * Walks through the dialog that is open with the keyboard alone, at a desk and on a telephone: it has a name and the focus
 * from the beginning, nothing of it is cut off at the side, Tab reaches everything in it that can be operated and nothing
 * behind it, and back again. Returns what is wrong.
 */
export async function walkDialog(page: Page): Promise<string[]> {
  await page.locator('dialog[open]').last().waitFor()
  const before = page.viewportSize()
  const wrong = (await inside(page)) ? [] : ['it does not have the focus']
  for (const size of [DESK, TELEPHONE]) {
    await page.setViewportSize(size)
    for (const one of await walkThrough(page)) wrong.push(`${one} (at ${size.width})`)
  }
  if (before) await page.setViewportSize(before)
  return wrong
}

/** In the page: what of a dialog lies beside its window or is cut off, innermost first; what scrolls by itself does not count. */
function cutOff(dialog: Element): string[] {
  const { left, right } = dialog.getBoundingClientRect()
  if (left < 0 || right > innerWidth) return [`it reaches from ${left} to ${right} of ${innerWidth}`]
  if (dialog.scrollWidth <= dialog.clientWidth) return []
  const wide = [...dialog.querySelectorAll<HTMLElement>('*')].filter(
    (one) => one.getBoundingClientRect().right > right + 0.5,
  )
  const words = wide.map((one) => `${one.tagName.toLowerCase()}.${one.className} ${one.textContent.slice(0, 40)}`)
  return [`${dialog.scrollWidth} of ${dialog.clientWidth} wide`, ...words.toReversed().slice(0, 4)]
}

async function walkThrough(page: Page): Promise<string[]> {
  const wrong: string[] = []
  const dialog = page.locator('dialog[open]').last()
  const name = await dialog.evaluate((one) => {
    const label = one.getAttribute('aria-labelledby')
    return (label === null ? null : document.getElementById(label)?.textContent) ?? one.getAttribute('aria-label') ?? ''
  })
  if (name === '') wrong.push('it has no name')
  wrong.push(...(await dialog.evaluate(cutOff)))
  // Radio buttons of one name are one stop; what is greyed out by the browser is none.
  const wanted = await dialog.evaluate((one) => {
    const all = [
      ...one.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])',
      ),
    ]
    const stops = all.filter(
      (each) =>
        !each.matches(':disabled, [type=hidden], [type=radio]') &&
        each.tabIndex >= 0 &&
        each.getClientRects().length > 0,
    )
    for (const each of stops) each.setAttribute('data-walk', '')
    return stops.length
  })
  const reached = async (key: 'Tab' | 'Shift+Tab'): Promise<number> => {
    await dialog.evaluate((one) => {
      for (const each of one.querySelectorAll('[data-walk]')) each.setAttribute('data-walk', '')
      document.activeElement?.setAttribute('data-walk', 'reached')
    })
    for (let i = 0; i < 2 * wanted + 12; i += 1) {
      await page.keyboard.press(key)
      const where = await page.evaluate(() => {
        const at = document.activeElement
        at?.setAttribute('data-walk', 'reached')
        return (
          at === null || at === document.body || at === document.documentElement || at.closest('dialog[open]') !== null
        )
      })
      if (!where) wrong.push(`${key} leads behind it`)
    }
    return dialog.locator('[data-walk=reached]').count()
  }
  for (const key of ['Tab', 'Shift+Tab'] as const) {
    const count = await reached(key)
    if (count < wanted) wrong.push(`${key} reaches ${count} of ${wanted} things in it`)
  }
  return [...new Set(wrong)].map((one) => `${name}: ${one}`)
}

/**
 * Presses the button that sends the open form while nothing is filled in: it stays open and says why in words. Returns what
 * is wrong; nothing of a dialog that is no form.
 */
export async function saysWhy(page: Page, name: string): Promise<string | undefined> {
  const dialog = page.locator('dialog[open]').last()
  if ((await dialog.locator('form').count()) === 0) return undefined
  const button = dialog.locator('footer button').last()
  await button.focus()
  await page.keyboard.press('Enter')
  const says = await page
    .waitForFunction(
      (was) => {
        const one = [...document.querySelectorAll('dialog[open]')].at(-1)
        if (one?.querySelector('h2')?.textContent !== was) return 'it was sent empty'
        const words = [...one.querySelectorAll<HTMLElement>('.wrong, .why, [role=alert]')]
        return words.some((each) => each.innerText.trim() !== '') ? 'why' : undefined
      },
      name,
      { timeout: 60_000 },
    )
    .then((one) => one.jsonValue())
    .catch(() => 'sent empty it does not say what is missing')
  return says === 'why' ? undefined : says
}

/** A line to write in, by its place among those of the open dialog, and what was written there. */
export interface Written {
  readonly at: number
  readonly text: string
}
const LINES =
  'textarea:enabled, input[type=text]:enabled:not([readonly]):not([inputmode=numeric]):not([role=combobox]):not([placeholder^="年-月-日"])'

/** Writes into the first line of the open dialog that takes words; undefined when it has none. */
export async function leavesBehind(page: Page): Promise<Written | undefined> {
  const lines = page.locator('dialog[open]').last().locator(LINES)
  for (let at = 0; at < (await lines.count()); at += 1) {
    const text = '没写完'
    await lines.nth(at).fill(text)
    if ((await lines.nth(at).inputValue()) === text) return { at, text }
  }
  return undefined
}

/** The dialog is open again: what was written is there, says that it is, and can be put away. Returns what is wrong. */
export async function beginsAnew(page: Page, { at, text }: Written): Promise<string | undefined> {
  const dialog = page.locator('dialog[open]').last()
  const line = dialog.locator(LINES).nth(at)
  const comes = (is: (value: string) => boolean): Promise<boolean> =>
    expect
      .poll(async () => is(await line.inputValue()), { timeout: 120_000 })
      .toBe(true)
      .then(
        () => true,
        () => false,
      )
  if (!(await comes((value) => value === text))) return `“${text}” was typed and is gone after Escape`
  const away = dialog.getByRole('button', { name: '不要了，重新填' })
  if ((await away.count()) === 0) return 'it does not say that something was brought back'
  await away.click()
  if (!(await comes((value) => value !== text))) return 'what was typed cannot be put away'
  await page.keyboard.press('Escape')
  return undefined
}

/** Texts pressed so narrow that their characters stand one to a line: what they say, from the beginning. */
export const squeezedOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const words = node.textContent?.trim() ?? ''
      if (words.length < 5) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const lines = new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size
      if (lines > words.length / 2) found.push(`“${words.slice(0, 20)}” stands on ${lines} lines`)
    }
    return found
  })
