import { beijing } from '../../kernel/index.ts'
import { html, type Html } from './html.ts'
import type { SiteInput } from './input.ts'

export interface PageParts {
  readonly title: string
  /** `../` for each folder it lies in. */
  readonly up: string
  readonly body: Html
  /** Search engines are to leave it alone. */
  readonly hidden?: boolean
  readonly style?: 'page' | 'board' | 'screen'
  readonly scripts?: readonly string[]
  readonly data?: Html
}

/** What stands at the foot of every page is no page of its own. */
const isShort = (complaints: SiteInput['complaints']): boolean =>
  complaints.length > 0 && complaints.map((one) => one.name + one.text).join('').length <= 600

/** A whole page: readable without a script, and nothing of it loaded from elsewhere. */
export function page(
  site: SiteInput,
  { title, up, body, hidden = false, style = 'page', scripts = [], data }: PageParts,
): string {
  const { bureau, sample, builtAt, complaints } = site
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="cache-control" content="no-store" />
        ${hidden && html`<meta name="robots" content="noindex, noarchive" />`}
        <title>${title} · ${bureau}</title>
        <link rel="stylesheet" href="${up}style.css" />
        <link rel="alternate" type="application/rss+xml" title="${bureau}行政执法公示" href="${up}feed.xml" />
      </head>
      <body class="${style}">
        <a class="skip" href="#main">跳到正文</a>
        <header>
          <p class="bureau"><a href="${up}index.html">${bureau} 行政执法公示</a></p>
          <nav aria-label="本站">
            <ul>
              <li><a href="${up}index.html">按类别</a></li>
              <li><a href="${up}search.html">查找</a></li>
              <li><a href="${up}complaints.html">投诉举报</a></li>
              <li><a href="${up}feed.xml">订阅</a></li>
            </ul>
          </nav>
          ${sample && html`<p class="sample" role="note">示范数据：本站内容都是虚构的。Sample data: nothing here is real.</p>`}
        </header>
        <main id="main">${body}</main>
        <footer>
          <p>
            <strong>投诉举报</strong>
            ${isShort(complaints) ? complaints.map((one) => html`<span>${one.name}：${one.text} </span>`) : html`<a href="${up}complaints.html">方式和途径</a>`}
          </p>
          <p class="small">本页生成于 ${beijing(builtAt).slice(0, 16)}。不用脚本也可以阅读。</p>
        </footer>
        ${data} ${scripts.map((one) => html`<script src="${up}${one}" defer></script>`)}
      </body>
    </html> `.text
}

/** One style for all pages; paper forms by `@media print`. Colours are at 4.5 to 1 or more on their ground. */
export const STYLE = `:root{--ink:#1d1d1b;--soft:#55524b;--ground:#fdfcf9;--sheet:#fff;--line:#cfc9bc;--link:#0b4f8a;--seal:#a31621}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:0 1.25rem 2rem;background:var(--ground);color:var(--ink);overflow-wrap:anywhere;font:1rem/1.75 "Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
a{color:var(--link)}a:focus-visible,input:focus-visible,button:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;background:var(--sheet);padding:.5rem}
header{border-bottom:3px solid var(--seal);padding:1rem 0 .5rem;display:flex;flex-wrap:wrap;gap:.25rem 2rem;align-items:baseline}
header ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0}
.bureau{font-size:1.25rem;font-weight:700;margin:0}.bureau a{color:var(--ink);text-decoration:none}
.sample{flex-basis:100%;margin:.25rem 0;padding:.25rem .75rem;background:#fff3cd;color:#533f03;border:1px solid #b58900}
h1{font-size:1.6rem;line-height:1.35}h2{font-size:1.2rem;margin:1.75rem 0 .5rem}
ul.list{list-style:none;padding:0;margin:0}ul.list li{padding:.5rem 0;border-bottom:1px solid var(--line)}
.meta,.small{color:var(--soft);font-size:.9rem}
dl{margin:0;background:var(--sheet);border:1px solid var(--line)}dl>div{display:grid;grid-template-columns:11rem 1fr;border-bottom:1px solid var(--line)}dl>div:last-child{border:0}
dt{padding:.6rem 1rem;background:#f3efe6;font-weight:600}dd{margin:0;padding:.6rem 1rem}
.gone{border:2px solid var(--seal);background:var(--sheet);padding:1rem 1.25rem}.gone strong{color:var(--seal)}
.qr{display:flex;gap:1rem;align-items:center;margin-top:1.5rem;padding:1rem;border:1px solid var(--line);background:var(--sheet)}.qr svg{width:8.5rem;height:8.5rem;flex:none}
.digest{font-family:ui-monospace,Consolas,monospace}
button{font:inherit;padding:.5rem 1rem;border:1px solid #767269;background:var(--sheet);color:var(--ink)}
label{display:block;padding-bottom:.4rem}
input[type=search]{font:inherit;padding:.5rem .75rem;width:100%;border:1px solid #767269;background:var(--sheet)}
footer{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:.5rem}
.ok{color:#14602f;font-weight:700}.bad{color:var(--seal);font-weight:700}
.screen{max-width:none;font-size:1.6rem}.screen article,.board article{break-inside:avoid;margin:1.5rem 0}
@media (max-width:40rem){dl>div{grid-template-columns:1fr}dt{padding-bottom:.1rem}.qr{flex-direction:column;align-items:flex-start}}
@media print{body{max-width:none;background:#fff;font-size:11pt}header nav,.skip,.no-print{display:none}a{color:inherit;text-decoration:none}}
`
