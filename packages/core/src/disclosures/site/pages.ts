import { beijing, type Instant } from '../../kernel/index.ts'
import { qrText } from '../document.ts'
import { Html, html, lines } from './html.ts'
import type { GonePage, PublicItem, SiteFile, SiteInput } from './input.ts'
import { page } from './layout.ts'

const day = (at: Instant): string => beijing(at).slice(0, 10)
const STAGES = { before: '事前公示', during: '事中公示', after: '事后公示' } as const
const SUBJECTS = {
  who: '执法主体',
  basis: '执法依据',
  scope: '执法范围',
  powers: '执法权限',
  procedure: '执法程序',
  results: '执法结果',
} as const

const numberOf = ({ document }: PublicItem): string => document.texts.find((one) => one.key === 'number')?.text ?? ''

const entryOf = (up: string, one: PublicItem): Html =>
  html`<li>
    <a href="${up}items/${one.id}.html">${one.document.title}</a>
    <span class="meta">${numberOf(one)} ${day(one.publishedAt)}</span>
  </li>`

/** The texts of a publication as the public reads them. */
function textsOf({ document }: PublicItem): Html {
  const { texts, cites, entry, until, attachments, stage, subject, category, department, authority } = document
  return html`<dl>
    <div>
      <dt>类别</dt>
      <dd>${category}（${STAGES[stage]} · ${SUBJECTS[subject]}）</dd>
    </div>
    ${
      entry &&
      html`<div>
        <dt>权责清单</dt>
        <dd>${entry.number} ${entry.name}</dd>
      </div>`
    }
    ${texts
      .filter((one) => one.text.trim() !== '')
      .map(
        (one) =>
          html`<div>
            <dt>${one.name}</dt>
            <dd>${lines(one.text)}</dd>
          </div>`,
      )}
    ${
      cites.length > 0 &&
      html`<div>
        <dt>有关依据</dt>
        <dd>${cites.join('；')}</dd>
      </div>`
    }
    ${
      attachments.length > 0 &&
      html`<div>
        <dt>附件</dt>
        <dd>${attachments.map((one) => html`<a href="../files/${fileName(one)}">${one.name}</a> `)}</dd>
      </div>`
    }
    <div>
      <dt>公示单位</dt>
      <dd>${authority === department ? authority : `${authority} ${department}`}</dd>
    </div>
    ${
      until !== undefined &&
      html`<div>
        <dt>公示至</dt>
        <dd>${until}</dd>
      </div>`
    }
  </dl>`
}

const ENDINGS = { 'image/png': 'png', 'image/jpeg': 'jpg', 'application/pdf': 'pdf' } as const
/** An attachment is named by what it is, so that a name never means anything else. */
export const fileName = ({ sha256, media }: PublicItem['document']['attachments'][number]): string =>
  `${sha256.slice(0, 32)}.${ENDINGS[media]}`

function qrOf(site: SiteInput, one: PublicItem): Html {
  return html`<div class="qr">
    ${new Html(site.qr(qrText(site.base, one.id, one.digest)))}
    <div>
      <p><a href="../verify/${one.id}.html">核验这一件</a>：扫码或者点开，任何人都能验证公示的内容与决定公布的一致。</p>
      <p class="small">内容摘要 SHA-256 <span class="digest">${one.digest}</span></p>
    </div>
  </div>`
}

export const itemPage = (site: SiteInput, one: PublicItem): SiteFile => ({
  path: `items/${one.id}.html`,
  text: page(site, {
    title: one.document.title,
    up: '../',
    body: html`<h1>${one.document.title}</h1>
      <p class="meta">${day(one.publishedAt)} 公布 · 第 ${one.document.version} 版</p>
      ${textsOf(one)} ${qrOf(site, one)}`,
  }),
})

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

/** The page behind the QR: checks by itself, also opened from a disc, that the text is what was published. */
export const verifyPage = (site: SiteInput, one: PublicItem): SiteFile => ({
  path: `verify/${one.id}.html`,
  text: page(site, {
    title: `核验：${one.document.title}`,
    up: '../',
    hidden: true,
    scripts: ['check.js'],
    data: html`<script type="application/json" id="proof">
        ${dataOf(one.proof)}
      </script>
      <script type="application/json" id="key">
        ${dataOf(site.verifierKey)}
      </script>`,
    body: html`<h1>核验：${one.document.title}</h1>
      <div id="result" role="status" aria-live="polite">
        <p>
          核验要用脚本。没有脚本时，请把 <a href="../proofs/${one.id}.json">证明文件</a> 交给懂技术的人按
          spec/disclosure.md 核对。
        </p>
      </div>
      ${textsOf(one)}
      <h2>用来核对的</h2>
      <p>内容摘要 SHA-256 <span class="digest">${one.digest}</span></p>
      <p>本局日志的公钥 <span class="digest">${site.verifierKey}</span></p>
      <p class="small">这一页和公钥来自同一处：要防有人整站仿造，请把公钥与本局在别处公布的核对。</p>`,
  }),
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
    const pages = Math.max(1, Math.ceil(all.length / PER_PAGE))
    for (let number = 1; number <= pages; number++)
      files.push({
        path: `list/${at + 1}-${number}.html`,
        text: page(site, {
          title: category,
          up: '../',
          body: html`<h1>${category}</h1>
            ${all.length === 0 && html`<p>还没有公示。</p>`}
            <ul class="list">
              ${all.slice((number - 1) * PER_PAGE, number * PER_PAGE).map((one) => entryOf('../', one))}
            </ul>
            <p class="no-print">
              ${number > 1 && html`<a href="${at + 1}-${number - 1}.html">上一页</a> `}${number < pages && html`<a href="${at + 1}-${number + 1}.html">下一页</a>`}
            </p>`,
        }),
      })
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
          ${site.credit && html`<li><a href="dual-publicity.csv">行政处罚信用信息（CSV）</a></li>`}
        </ul>`,
    }),
  })
  return files
}

export const categoriesOf = ({ categories, items }: SiteInput): readonly string[] => [
  ...new Set([...categories, ...items.map((one) => one.document.category)]),
]

export function otherPages(site: SiteInput): readonly SiteFile[] {
  const whole = (one: PublicItem, isQr: boolean): Html =>
    html`<article>
      <h2>${one.document.title}</h2>
      <p class="meta">${day(one.publishedAt)} 公布 · 第 ${one.document.version} 版</p>
      ${textsOf(one)}${isQr && qrOf(site, one)}
    </article>`
  const before = site.items.filter((one) => !one.isDecision)
  const recent = site.items.filter((one) => one.isDecision).slice(0, 20)
  return [
    {
      path: 'complaints.html',
      text: page(site, {
        title: '投诉举报',
        up: '',
        body: html`<h1>投诉举报</h1>
          ${
            site.complaints.length > 0
              ? html`<dl>
                  ${site.complaints.map(
                    (one) =>
                      html`<div>
                        <dt>${one.name}</dt>
                        <dd>${lines(one.text)}</dd>
                      </div>`,
                  )}
                </dl>`
              : html`<p>本局还没有公示投诉举报的方式和途径。</p>`
          }
          <p>说清时间、地点和执法人员的证号，便于调看当时的执法音像。</p>`,
      }),
    },
    {
      path: 'screen.html',
      text: page(site, {
        title: '办事大厅显示屏',
        up: '',
        style: 'screen',
        body: html`<h1>执法公示</h1>
          ${recent.map((one) => whole(one, false))}${before.map((one) => whole(one, false))}`,
      }).replaceAll('href="../', 'href="'),
    },
    {
      path: 'board.html',
      text: page(site, {
        title: '公示栏',
        up: '',
        style: 'board',
        body: html`<style>
            @page {
              size: A3;
              margin: 15mm;
            }
          </style>
          <h1>执法公示</h1>
          ${recent.map((one) => whole(one, true))}`,
      }).replaceAll('href="../', 'href="'),
    },
    {
      path: 'booklet.html',
      text: page(site, {
        title: '公示册',
        up: '',
        style: 'board',
        body: html`<style>
            @page {
              size: A5;
              margin: 12mm;
            }
          </style>
          <h1>执法公示册</h1>
          <p>${site.today} 版</p>
          ${before.map((one) => whole(one, false))}`,
      }).replaceAll('href="../', 'href="'),
    },
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
