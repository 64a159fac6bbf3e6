import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildVerifyPage } from '../packages/web/verify-build.ts'
import { alteredPackages, canLieOnDisc } from '../spec/altered-packages.ts'
import { judge } from '../spec/second-verifier/index.ts'
import type { Judgement } from '../spec/second-verifier/index.ts'
import { launch } from './chromium.ts'

let folder: string
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'altered-'))
  await buildVerifyPage(join(folder, 'verify.html'))
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

/** What the seal at the head of the page reads. */
const WORDS: { readonly [said: string]: string } = {
  proven: '符',
  originals: '原件',
  uncompared: '待核',
  foreign: '他人',
  altered: '不符',
  incomplete: '不全',
  unreadable: '无法',
}
const sealOf = ({ verdict, standing }: Judgement): string | undefined => WORDS[verdict === 'sound' ? standing : verdict]

const headline = async (page: Page): Promise<string> => {
  await page.locator('.seal').waitFor()
  return `${await page.locator('.seal').innerText()} ${(await page.locator('.qing').count()) > 0 ? 'with' : 'without'} green`
}
const expected = (one: Judgement): string =>
  `${sealOf(one) ?? ''} ${one.standing === 'proven' || one.standing === 'originals' ? 'with' : 'without'} green`

/** Two of each kind, the first with the bureau's key; each takes some two seconds of an idle machine. */
const each = alteredPackages(390).filter((one) => canLieOnDisc(one.contents))

test('there are three hundred of them', () => expect(each.length).toBeGreaterThanOrEqual(300))

/** Few enough for one test that a busy machine is no failure. */
const PARTS = 16

test.each(Array.from({ length: PARTS }, (_, at) => at + 1))(
  `the page says of altered packages what a verifier written from the text alone says, before and after the key is compared (%i of ${PARTS})`,
  async (part) => {
    const disagreed: unknown[] = []
    const page = await browser.newPage()
    page.setDefaultTimeout(240_000)
    for (const [i, { kind, contents, keys }] of each.filter((_one, i) => i % PARTS === part - 1).entries()) {
      const path = join(folder, `${part}-${i}`)
      for (const [name, bytes] of contents) {
        await mkdir(dirname(join(path, name)), { recursive: true })
        await writeFile(join(path, name), bytes)
      }
      await page.goto(pathToFileURL(join(folder, 'verify.html')).href)
      await page.setInputFiles('#folder', path)
      const said = [await headline(page)]
      const wanted = [expected(judge(contents))]
      const field = page.getByLabel('该局公布的公钥')
      if ((await field.count()) > 0) {
        await field.fill(keys.join('\n'))
        // The page draws itself anew as soon as it is asked, and the seal goes until there is an answer.
        await page.getByRole('button', { name: '比对' }).click()
        said.push(await headline(page))
        wanted.push(expected(judge(contents, keys)))
      }
      if (said.join() !== wanted.join()) disagreed.push({ kind, said, wanted })
      await rm(path, { recursive: true })
    }
    await page.close()
    expect(disagreed).toEqual([])
  },
)
