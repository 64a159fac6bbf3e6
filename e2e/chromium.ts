import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { TOTP } from 'otpauth'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { beginSampleDay, type SampleDay } from './sample-day.ts'

const SCREENS = join(import.meta.dirname, '../docs/screens')
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--mute-audio']

/** The two widths at which every page is looked at: a desk and a telephone. */
export const DESK = { width: 1440, height: 900 }
export const TELEPHONE = { width: 390, height: 844 }
/** Between them, at which the public site is looked at too. */
export const TABLET = { width: 768, height: 1024 }

export async function launch(more: readonly string[] = []): Promise<Browser> {
  await mkdir(SCREENS, { recursive: true })
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...FLAGS, ...QUIET, ...more],
    // Without a locale it takes every Chinese file name for a broken one.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
}

/** Where a picture of this name is kept. */
export const pictureOf = (name: string): string => join(SCREENS, `${name}.png`)

/** One person before a window of their own, and everything that went wrong in it. */
export interface Seat {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of scripts and of the console; a page that is in order leaves none. */
  readonly troubles: string[]
}

/** What the console says of replies a page expects: nobody is signed in, or the act is refused with a sentence. */
const REFUSAL = /the server responded with a status of (401|403|404|409|422)/

/**
 * A window on the product at `base`; with a session cookie (`name=value`) somebody is signed in already. What is kept of the
 * program between two visits is left out unless it is asked for: a story that cuts the line of a page would not cut that of
 * its service worker.
 */
export async function sitDown(
  browser: Browser,
  base: string,
  cookie?: string,
  serviceWorkers: 'allow' | 'block' = 'block',
): Promise<Seat> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: DESK,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    serviceWorkers,
  })
  if (cookie !== undefined) {
    const [name = '', value = ''] = cookie.split('=', 2)
    await context.addCookies([{ name, value, url: base }])
  }
  const troubles: string[] = []
  const page = await context.newPage()
  page.setDefaultTimeout(120_000)
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !REFUSAL.test(message.text())) troubles.push(message.text())
  })
  return { page, context, troubles }
}

/** The sample day, and whoever looks at it, each at a window of their own that stays open between the stories. */
export interface Desk {
  readonly day: SampleDay
  /** The window of somebody of the bureau, signed in. */
  readonly at: (userName: string) => Promise<Page>
  /** A new window of somebody of the bureau, signed in, for what would disturb the others. */
  readonly signIn: (userName: string) => Promise<Seat>
  /** A window in which nobody is signed in. */
  readonly window: (url?: string) => Promise<Seat>
}

/**
 * For one file of stories: the day begins before the first and ends after the last, and after each nothing must have gone
 * wrong in any window. `prepare` says what else is done before the first.
 */
export function deskOfTheDay(prepare?: (day: SampleDay) => Promise<void>, begin = beginSampleDay): Desk {
  let opened: { readonly day: SampleDay; readonly browser: Browser } | undefined
  const here = (): NonNullable<typeof opened> => {
    if (!opened) throw new Error('the day has not begun')
    return opened
  }
  const seats: Seat[] = []
  const sit = async (url: string, cookie?: string): Promise<Seat> => {
    const seat = await sitDown(here().browser, url, cookie)
    seats.push(seat)
    return seat
  }
  const known = new Map<string, Seat>()
  beforeAll(async () => {
    const day = await begin()
    opened = { day, browser: await launch() }
    await prepare?.(day)
  })
  afterEach(() => expect(seats.flatMap((one) => one.troubles)).toEqual([]))
  afterAll(async () => {
    await opened?.browser.close()
    await opened?.day.end()
  })
  return {
    get day() {
      return here().day
    },
    at: async (userName) => {
      const { day } = here()
      const seat = known.get(userName) ?? (await sit(day.url, (await day.as(userName)).cookie()))
      known.set(userName, seat)
      return seat.page
    },
    signIn: async (userName) => sit(here().day.url, (await here().day.as(userName)).cookie()),
    window: (url = here().day.url) => sit(url),
  }
}

/** The identifier of a recording, by the end of its file's name. */
export async function recordingNamed(day: SampleDay, fileName: string): Promise<string> {
  const { rows } = await (await day.as('heqh')).call.listRecordings({ query: { limit: 200 } })
  const found = rows.find((one) => one.fileName.endsWith(fileName))
  if (!found) throw new Error(`no recording is called ${fileName}`)
  return found.id
}

/** Signs in as a person does, typing. With a secret, the one-time code that is asked for next is typed too. */
export async function typeIn(page: Page, userName: string, password: string, secret?: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('用户名').fill(userName)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  if (secret === undefined) return
  // The code of the coming half minute, which counts already: that of the present one may have been used.
  await page.getByLabel('动态口令').fill(new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 }))
  await page.getByRole('button', { name: '验证并登录' }).click()
}

/** Everything that was asked for is there: no grey lines, nothing under way, pictures and fonts drawn. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    // A picture of the whole page shows stills that nobody has scrolled to yet.
    for (const one of document.images) one.loading = 'eager'
    return (
      document.querySelector('.bones, [aria-busy=true]') === null &&
      [...document.images].every((one) => one.complete) &&
      document.fonts.status === 'loaded'
    )
  })
}

/** In the page: what makes it wider than its window, innermost first; nothing where it is not. */
export function sticksOut(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  // Words that do not break stick out of an element that does not.
  const rightOf = (one: HTMLElement): number => {
    const inside = document.createRange()
    inside.selectNodeContents(one)
    return Math.max(one.getBoundingClientRect().right, inside.getBoundingClientRect().right)
  }
  const wide = [...document.querySelectorAll<HTMLElement>('body *')].filter((one) => rightOf(one) > clientWidth + 0.5)
  const words = wide.map((one) => `${one.tagName.toLowerCase()}.${one.className} ${one.textContent.slice(0, 40)}`)
  return [`${scrollWidth} of ${clientWidth}`, ...words.toReversed().slice(0, 6)]
}

/**
 * Finds that nothing sticks out of the page at both widths, or at those that are named, and, where pictures are wanted, keeps them in `docs/screens`. On
 * the telephone the whole length of the page is kept, unless only what is in view is wanted.
 */
export async function takePictures(
  page: Page,
  screen: string,
  length: 'whole' | 'view' = 'whole',
  widths: readonly (typeof DESK)[] = [TELEPHONE, DESK],
): Promise<void> {
  for (const size of widths) {
    await page.setViewportSize(size)
    await settled(page)
    // A picture that is drawn to the width of its place is drawn again a frame after that has changed.
    const tooWide = () => page.evaluate(sticksOut)
    await expect.poll(tooWide, { timeout: 120_000, message: `${screen} is as wide as its window` }).toEqual([])
    // Drawing takes a processor longer than looking: the pictures are kept by `npm run pictures`.
    if (process.env['LIUHEN_PICTURES'] === undefined) continue
    await page.screenshot({
      path: pictureOf(`${screen}-${size.width}`),
      fullPage: length === 'whole' && size.width !== DESK.width,
      animations: 'disabled',
      caret: 'hide',
    })
  }
}

/** A tenth of a second at sixty pictures each. */
export const AT_ONCE = 6

/**
 * Presses a button, or a link of the navigation, and says on which picture after it the page showed that something goes on.
 * Pictures and no milliseconds: a busy machine only draws fewer of them.
 */
export const answeredAfter = (page: Page, press: 'button' | 'nav a', name: string): Promise<number> =>
  page.evaluate(
    async ([selector, wanted]) => {
      const all = [...document.querySelectorAll<HTMLElement>(selector)]
      const isLink = selector !== 'button'
      const pressed = isLink
        ? all.find((one) => one.textContent.startsWith(wanted))
        : all.findLast((one) => one.textContent.trim() === wanted)
      const before = document.querySelector('main')?.innerHTML
      pressed?.click()
      for (let pictures = 1; pictures < 300; pictures++) {
        await new Promise((next) => requestAnimationFrame(next))
        const bar = document.querySelector('.busy-bar')
        const shown = bar !== null && getComputedStyle(bar).opacity === '1'
        if (shown || document.querySelector('[aria-busy=true]')) return pictures
        if (isLink && document.querySelector('main')?.innerHTML !== before) return pictures
      }
      return Number.POSITIVE_INFINITY
    },
    [press, name] as const,
  )
