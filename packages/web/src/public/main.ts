import { checkDisclosure, type DisclosureProof, rowsOf, tableOf } from '@liuhen/core/disclosures'
import { Failure } from '@liuhen/core/kernel'
import { parseVerifierKey } from '@liuhen/core/ledger'
import { sha256 } from '@noble/hashes/sha2.js'
import { createSM3 } from 'hash-wasm'
import { verifyEd25519 as verify, withHasher } from '../verify/crypto.ts'

/**
 * The script of the page behind a QR: checks in this browser, without any server, that what the page shows is what was
 * published. The digest after `#` is the one on the paper that was scanned.
 */
interface Line {
  readonly is?: 'ok' | 'bad'
  readonly words: string
}

const jsonOf = (id: string): unknown => JSON.parse(document.getElementById(id)?.textContent ?? 'null')
/** What stands after `#`, but where the link to the text has led. Cut short, or of another paper, it is not the digest. */
const printedIn = (hash: string): string | undefined => (['', '#', '#main'].includes(hash) ? undefined : hash.slice(1))
const wordsOf = (id: string): string => document.getElementById(id)?.textContent.trim() ?? ''

async function check(proof: DisclosureProof): Promise<readonly Line[]> {
  const sm3 = withHasher(await createSM3())
  const key = parseVerifierKey(sha256, jsonOf('key') as string)
  const printed = printedIn(location.hash)
  try {
    const { index, size, origin, digest } = await checkDisclosure(proof, {
      keys: [key],
      verify,
      sha256,
      sm3,
      ...(printed !== undefined && { printed }),
    })
    if (!shows(proof, digest))
      return [
        {
          is: 'bad',
          words: '【不符】这一页上写的不是核验过的内容：网页被改动过。下面已换成核验过的全文。',
        },
      ]
    return [
      { is: 'ok', words: '【符】本页的内容就是公布时的内容，一字未改。' },
      { is: 'ok', words: `日志 ${origin} 第 ${index} 条（共 ${size} 条）记载了它的摘要，签名有效。` },
      printed === undefined
        ? { words: '没有带二维码上的摘要：请扫纸上的二维码打开，才能确认与那张纸是同一版。' }
        : { is: 'ok', words: '与您扫的二维码是同一版。' },
    ]
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown
    return thrown.obstacles.map((one) => ({ is: 'bad' as const, words: `【不符】${one.message.zh}` }))
  }
}

/**
 * Whether the page says what was verified and nothing else: what is proven lies in the page a second time, and it is the other that
 * is read. From here on the page shows what was verified.
 */
function shows({ document: verified }: DisclosureProof, digest: string): boolean {
  const shown = document.getElementById('shown')
  const title = document.getElementById('title')
  if (!shown || !title) return false
  const is = document.createElement('div')
  is.innerHTML = tableOf(rowsOf(verified, '../')).text
  const same = (one: Element, other: Element): boolean =>
    one.innerHTML.replaceAll(/\s+/gu, ' ').trim() === other.innerHTML.replaceAll(/\s+/gu, ' ').trim()
  // A long text is not written into the page beforehand.
  const isSame = shown.querySelector('dl') === null || same(shown, is)
  const isNamed = title.textContent.trim() === verified.title.trim() && wordsOf('digest') === digest
  shown.replaceChildren(...is.childNodes)
  title.textContent = verified.title
  return isSame && isNamed
}

let last: DisclosureProof | undefined

async function show(proof: DisclosureProof): Promise<void> {
  last = proof
  say(await check(proof).catch((): Line[] => [{ is: 'bad', words: '【无法核验】证明数据残缺，或者这个浏览器太旧。' }]))
}

function say(lines: readonly Line[]): void {
  const written = lines.map(({ is, words }) => {
    const line = document.createElement('p')
    if (is) line.className = is
    line.textContent = words
    return line
  })
  document.getElementById('result')?.replaceChildren(...written)
}

declare global {
  interface Window {
    /** What `<id>.js` beside the page of a long text sets. */
    disclosureProof?: DisclosureProof
  }
}

/** Loaded as a script, which a page opened from a disc may do. */
function fetchProof(button: HTMLElement): void {
  const file = document.createElement('script')
  file.src = button.dataset['from'] ?? ''
  file.addEventListener('load', () => {
    button.hidden = true
    void show(window.disclosureProof as DisclosureProof)
  })
  file.addEventListener('error', () => {
    file.remove()
    say([{ is: 'bad', words: '没有取到全文，请稍后再试。' }])
  })
  document.head.append(file)
}

const button = document.getElementById('fetch')
if (button) {
  button.hidden = false
  button.addEventListener('click', () => fetchProof(button))
  say([{ words: '这一件的全文很长：按下面的按钮取来，就在这个浏览器里核验。' }])
} else void show(jsonOf('proof') as DisclosureProof)
// Another paper of the same page was scanned: the browser stays on the page and only what is after `#` changes.
window.addEventListener('hashchange', () => {
  if (last && printedIn(location.hash) !== undefined) void show(last)
})
