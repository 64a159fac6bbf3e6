import { beijing, type Instant } from '../../kernel/index.ts'
import { qrText } from '../document.ts'
import { Html, html, lines } from './html.ts'
import type { GonePage, PublicItem, SiteFile, SiteInput } from './input.ts'
import { page, STYLE } from './layout.ts'
import { qrPicture } from './qr.ts'
import { rowsOf, tableOf } from './texts.ts'
import { bytesOf, CHECK_BYTES, PAGE_BYTES, series } from './weight.ts'

const day = (at: Instant): string => beijing(at).slice(0, 10)
const numberOf = ({ document }: PublicItem): string =>
  (document.texts.find((one) => one.key === 'number')?.text ?? '').slice(0, 120)

const entryOf = (up: string, one: PublicItem): Html =>
  html`<li>
    <a href="${up}items/${one.id}.html">${one.document.title}</a>
    <span class="meta">${numberOf(one)} ${day(one.publishedAt)}</span>
  </li>`

function qrOf(site: SiteInput, one: PublicItem, up = '../'): Html {
  return html`<div class="qr">
    ${qrPicture(site.qr(qrText(site.base, one.id, one.digest)), '核验二维码')}
    <div>
      <p>
        <a href="${up}verify/${one.id}.html">核验这一件</a>：扫码或者点开，任何人都能验证公示的内容与决定公布的一致。
      </p>
      <p class="small">内容摘要 SHA-256 <span class="digest">${one.digest}</span></p>
    </div>
  </div>`
}

/** A text that is too much for one page by itself, as many signs that are written as five are, in pieces. */
const inPieces = (document: PublicItem['document']): PublicItem['document'] => ({
  ...document,
  texts: document.texts.flatMap((one) =>
    bytesOf(lines(one.text).text) <= PAGE_BYTES / 2
      ? [one]
      : (one.text.match(/[^]{1,8000}/gu) ?? []).map((text, at) => ({
          ...one,
          text,
          name: at === 0 ? one.name : `${one.name}（续）`,
        })),
  ),
})

/** Read without a script. Where its texts are long, on as many pages as they need. */
export const itemPages = (site: SiteInput, one: PublicItem): readonly SiteFile[] =>
  series(
    site,
    `items/${one.id}.html`,
    { title: one.document.title, up: '../' },
    rowsOf(inPieces(one.document), '../'),
    (on, isFirst) =>
      html`<h1>${one.document.title}</h1>
        <p class="meta">${day(one.publishedAt)} 公布 · 第 ${one.document.version} 版</p>
        ${tableOf(on)} ${isFirst && qrOf(site, one)}`,
  )

const GONE = { withdrawn: '已经撤回', ended: '已经停止公示' } as const

/** In place of what was there: that it is withdrawn, why, and nothing of a person. */
export const gonePage = (site: SiteInput, one: GonePage, folder: 'items' | 'verify'): SiteFile => ({
  path: `${folder}/${one.id}.html`,
  text: page(site, {
    title: GONE[one.how],
    up: '../',
    hidden: true,
    body: html`<h1>${GONE[one.how]}</h1>
      <div class="gone">
        <p><strong>这一件公示${GONE[one.how]}</strong>（${one.category}，${day(one.at)}）。</p>
        <p>理由：${lines(one.reason)}</p>
        <p class="small">以前的内容不再有效，请不要再引用、转发。</p>
      </div>`,
  }),
})

/**
 * The page behind the QR: checks by itself, also opened from a disc, that the text is what was published. What is long is left to
 * the script to write, and what is too long even so lies beside the page until somebody asks for it.
 */
export function verifyPages(site: SiteInput, one: PublicItem): readonly SiteFile[] {
  const path = `verify/${one.id}.html`
  const proof = dataOf(one.proof)
  const table = tableOf(rowsOf(one.document, '../'))
  const room = PAGE_BYTES - CHECK_BYTES - bytesOf(STYLE)
  const inside = html`<script type="application/json" id="proof">
    ${proof}
  </script>`
  const elsewhere = html`<p>
    全文见 <a href="../items/${one.id}.html">这一件的公示页</a>；核验以后，这里写出核验过的全文。
  </p>`
  const whole = verifyPage(site, one, table, inside)
  if (bytesOf(whole) <= room) return [{ path, text: whole }]
  const short = verifyPage(site, one, elsewhere, inside)
  if (bytesOf(short) <= room) return [{ path, text: short }]
  const words = `取来全文核验（${Math.ceil(bytesOf(proof.text) / 1024)} KiB）`
  const fetched = html`<p>
    <button type="button" id="fetch" hidden data-from="${one.id}.js">${words}</button>
  </p>`
  return [
    { path, text: verifyPage(site, one, elsewhere, html``, fetched) },
    { path: `verify/${one.id}.js`, text: `window.disclosureProof=${proof.text}\n` },
  ]
}

const verifyPage = (site: SiteInput, one: PublicItem, shown: Html, proof: Html, asked?: Html): string =>
  page(site, {
    title: `核验：${one.document.title}`,
    up: '../',
    hidden: true,
    scripts: ['check.js'],
    data: html`${proof}
      <script type="application/json" id="key">
        ${dataOf(site.verifierKey)}
      </script>`,
    body: html`<h1>核验：<span id="title">${one.document.title}</span></h1>
      <div id="result" role="status" aria-live="polite">
        <p>
          核验要用脚本。没有脚本时，请把 <a href="../proofs/${one.id}.json">证明文件</a> 交给懂技术的人按
          spec/disclosure.md 核对。
        </p>
      </div>
      ${asked}
      <div id="shown">${shown}</div>
      <h2>用来核对的</h2>
      <p>内容摘要 SHA-256 <span class="digest" id="digest">${one.digest}</span></p>
      <p>本局日志的公钥 <span class="digest">${site.verifierKey}</span></p>
      <p class="small">这一页和公钥来自同一处：要防有人整站仿造，请把公钥与本局在别处公布的核对。</p>`,
  })

/** JSON inside a page: nothing in it ends the element. */
const dataOf = (value: unknown): Html => new Html(JSON.stringify(value).replaceAll('<', String.raw`\u003c`))

/** So many stand on one page of a list. */
const PER_PAGE = 100

export function listPages(site: SiteInput): readonly SiteFile[] {
  const files: SiteFile[] = []
  const names = categoriesOf(site)
  const parts = names.map((category, at) => {
    const all = site.items.filter((one) => one.document.category === category)
    const list = all.map((one) => entryOf('../', one))
    const body = (on: readonly Html[]): Html =>
      html`<h1>${category}</h1>
        ${
          all.length === 0
            ? html`<p>还没有公示。</p>`
            : html`<ul class="list">
                ${on}
              </ul>`
        }`
    files.push(...series(site, `list/${at + 1}-1.html`, { title: category, up: '../' }, list, body, PER_PAGE))
    return html`<li><a href="list/${at + 1}-1.html">${category}</a> <span class="meta">${all.length} 件</span></li>`
  })
  files.push({
    path: 'index.html',
    text: page(site, {
      title: '行政执法公示',
      up: '',
      body: html`<h1>行政执法公示</h1>
        <p>${site.bureau}依法主动公开的执法信息，共 ${site.items.length} 件。任何人不用登录都能看、能查、能核验。</p>
        <h2>按类别</h2>
        <ul class="list">
          ${parts}
        </ul>
        <h2>最近公布</h2>
        <ul class="list">
          ${site.items.slice(0, 20).map((one) => entryOf('', one))}
        </ul>
        <h2>其他形式</h2>
        <ul class="list">
          <li><a href="screen.html">办事大厅显示屏</a></li>
          <li><a href="board.html">公示栏（A3）</a></li>
          <li><a href="booklet.html">公示册</a></li>
          ${site.credit && html`<li><a href="dual-publicity.csv">行政处罚信用信息（“双公示”数据项，CSV）</a></li>`}
        </ul>`,
    }),
  })
  return files
}

export const categoriesOf = ({ categories, items }: SiteInput): readonly string[] => [
  ...new Set([...categories, ...items.map((one) => one.document.category)]),
]

const A3 = html`<style>
  @page {
    size: A3;
    margin: 15mm;
  }
</style>`
const A5 = html`<style>
  @page {
    size: A5;
    margin: 12mm;
  }
</style>`

export function otherPages(site: SiteInput): readonly SiteFile[] {
  const article = (one: PublicItem, text: Html, more: Html | false): Html =>
    html`<article>
      <h2>${one.document.title}</h2>
      <p class="meta">${day(one.publishedAt)} 公布 · 第 ${one.document.version} 版</p>
      ${text}${more}
    </article> `
  // One that fills a page by itself is named, and read where it has pages of its own.
  const whole = (one: PublicItem, isQr: boolean): Html => {
    const full = article(one, tableOf(rowsOf(one.document, '')), isQr && qrOf(site, one, ''))
    const elsewhere = html`<p>全文较长，请看<a href="items/${one.id}.html">这一件的公示页</a>，或者扫码。</p>`
    return bytesOf(full.text) <= PAGE_BYTES / 2 ? full : article(one, elsewhere, qrOf(site, one, ''))
  }
  const before = site.items.filter((one) => !one.isDecision)
  const recent = site.items.filter((one) => one.isDecision).slice(0, 20)
  const titled = (title: string, style: 'board' | 'screen') => ({ title, up: '', style })
  return [
    ...series(
      site,
      'complaints.html',
      { title: '投诉举报', up: '' },
      site.complaints.map(
        (one) =>
          html`<div>
            <dt>${one.name}</dt>
            <dd>${lines(one.text)}</dd>
          </div>`,
      ),
      (on) =>
        html`<h1>投诉举报</h1>
          ${on.length > 0 ? tableOf(on) : html`<p>本局还没有公示投诉举报的方式和途径。</p>`}
          <p>说清时间、地点和执法人员的证号，便于调看当时的执法音像。</p>`,
    ),
    ...series(
      site,
      'screen.html',
      titled('办事大厅显示屏', 'screen'),
      [...recent, ...before].map((one) => whole(one, false)),
      (on) =>
        html`<h1>执法公示</h1>
          ${on}`,
    ),
    ...series(
      site,
      'board.html',
      titled('公示栏', 'board'),
      recent.map((one) => whole(one, true)),
      (on) =>
        html`${A3}
          <h1>执法公示</h1>
          ${on}`,
    ),
    ...series(
      site,
      'booklet.html',
      titled('公示册', 'board'),
      before.map((one) => whole(one, false)),
      (on) =>
        html`${A5}
          <h1>执法公示册</h1>
          <p>${site.today} 版</p>
          ${on}`,
    ),
    {
      path: 'search.html',
      text: page(site, {
        title: '查找',
        up: '',
        scripts: ['search-data.js', 'search.js'],
        body: html`<h1>查找</h1>
          <p>
            <label for="words">标题、文号、当事人、类别</label><input type="search" id="words" autocomplete="off" />
          </p>
          <p id="found" role="status" aria-live="polite"></p>
          <ul class="list" id="hits"></ul>
          <noscript
            ><p>没有脚本时请<a href="index.html">按类别</a>找。</p></noscript
          >`,
      }),
    },
  ]
}
