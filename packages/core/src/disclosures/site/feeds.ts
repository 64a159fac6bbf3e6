import { escaped } from './html.ts'
import type { GonePage, PublicItem, SiteFile, SiteInput } from './input.ts'

const rfc822 = (at: string): string => new Date(at).toUTCString()

/** RSS 2.0: the newest fifty, and what was withdrawn. */
export function feedOf(site: SiteInput): SiteFile {
  const { base, bureau, items, gone } = site
  const item = (title: string, path: string, at: string, words: string): string =>
    `<item><title>${escaped(title)}</title><link>${escaped(base + path)}</link><guid isPermaLink="false">${escaped(path)} ${at}</guid><pubDate>${rfc822(at)}</pubDate><description>${escaped(words)}</description></item>`
  const entries = [
    ...gone
      .slice(0, 20)
      .map((one: GonePage) => item(`已撤回或者停止公示：${one.category}`, `items/${one.id}.html`, one.at, one.reason)),
    ...items
      .slice(0, 50)
      .map((one: PublicItem) =>
        item(one.document.title, `items/${one.id}.html`, one.publishedAt, one.document.category),
      ),
  ]
  return {
    path: 'feed.xml',
    text: `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>${escaped(bureau)}行政执法公示</title><link>${escaped(base)}index.html</link><description>${escaped(bureau)}主动公开的执法信息</description><language>zh-CN</language><lastBuildDate>${rfc822(site.builtAt)}</lastBuildDate>\n${entries.join('\n')}\n</channel></rss>\n`,
  }
}

/** Every page with the moment it last changed: a withdrawn one too, so that whoever keeps copies looks again. */
export function sitemapOf({ base, items, gone, builtAt }: SiteInput): SiteFile {
  const url = (path: string, at: string): string =>
    `<url><loc>${escaped(base + path)}</loc><lastmod>${at}</lastmod></url>`
  return {
    path: 'sitemap.xml',
    text: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${[
      url('index.html', builtAt),
      ...gone.map((one) => url(`items/${one.id}.html`, one.at)),
      ...items.map((one) => url(`items/${one.id}.html`, one.publishedAt)),
    ].join('\n')}\n</urlset>\n`,
  }
}

/** What is searched: of each its page, title, number, party, category and day. */
export function searchData({ items }: SiteInput): SiteFile {
  const textOf = (one: PublicItem, key: string): string =>
    one.document.texts.find((each) => each.key === key)?.text ?? ''
  const rows = items.map((one) => [
    one.id,
    one.document.title,
    textOf(one, 'number'),
    textOf(one, 'party').slice(0, 60),
    one.document.category,
    one.publishedAt.slice(0, 10),
  ])
  return {
    path: 'search-data.js',
    text: `window.disclosures=${JSON.stringify(rows).replaceAll('<', String.raw`\u003c`)}\n`,
  }
}

/** Looks through the prebuilt list: no server is asked, and it runs from a disc. */
export const SEARCH = `(() => {
  const words = document.getElementById('words'), hits = document.getElementById('hits'), found = document.getElementById('found')
  const rows = window.disclosures || []
  const look = () => {
    const wanted = words.value.trim().toLowerCase().split(/\\s+/).filter(Boolean)
    hits.replaceChildren()
    if (wanted.length === 0) { found.textContent = ''; return }
    const all = rows.filter((row) => { const text = row.slice(1).join(' ').toLowerCase(); return wanted.every((one) => text.includes(one)) })
    found.textContent = '找到 ' + all.length + ' 件' + (all.length > 100 ? '，列出前 100 件' : '')
    for (const row of all.slice(0, 100)) {
      const item = document.createElement('li'), link = document.createElement('a'), more = document.createElement('span')
      link.href = 'items/' + row[0] + '.html'; link.textContent = row[1]
      more.className = 'meta'; more.textContent = ' ' + row[2] + ' ' + row[4] + ' ' + row[5]
      item.append(link, more); hits.append(item)
    }
  }
  words.addEventListener('input', look)
})()
`
