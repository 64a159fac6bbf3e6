import { escaped as written } from './html.ts'
import type { GonePage, PublicItem, SiteFile, SiteInput } from './input.ts'
import { bytesOf } from './weight.ts'

/** What XML has no place for, not even escaped: one such sign and no reader takes the feed. */
const NO_XML = /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu
const escaped = (words: string): string => written(words.replaceAll(NO_XML, ''))

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

/** What a file of the list that is searched may weigh: the page loads the first of them, and another only to look further. */
const SHARD_BYTES = 64 * 1024

/** What is searched: of each its page, title, number, party, category and day, the newest first. */
export function searchData({ items }: SiteInput): readonly SiteFile[] {
  const textOf = (one: PublicItem, key: string): string =>
    one.document.texts.find((each) => each.key === key)?.text ?? ''
  const rows = items.map((one) =>
    JSON.stringify([
      one.id,
      one.document.title,
      textOf(one, 'number').slice(0, 120),
      textOf(one, 'party').slice(0, 60),
      one.document.category,
      one.publishedAt.slice(0, 10),
    ]).replaceAll('<', String.raw`\u003c`),
  )
  const shards: string[][] = [[]]
  let left = SHARD_BYTES
  for (const row of rows) {
    const weight = bytesOf(row) + 1
    if (weight > left) {
      shards.push([])
      left = SHARD_BYTES
    }
    shards.at(-1)?.push(row)
    left -= weight
  }
  return shards.map((shard, at) =>
    at === 0
      ? {
          path: 'search-data.js',
          text: `window.disclosures=[${shard.join(',')}];window.disclosureFiles=${shards.length}\n`,
        }
      : { path: `search-data-${at + 1}.js`, text: `window.disclosures.push(${shard.join(',')})\n` },
  )
}

/**
 * Looks through the prebuilt list, from the newest on, until there are a hundred: no server is asked, and it runs from a disc. A
 * file of the list is loaded as a script, which a page opened from a disc may do.
 */
export const SEARCH = `(() => {
  const words = document.getElementById('words'), hits = document.getElementById('hits'), found = document.getElementById('found')
  const rows = window.disclosures || [], files = window.disclosureFiles || 1
  let loaded = 1, asked = 0
  const next = () => new Promise((done, failed) => {
    const file = document.createElement('script')
    file.src = 'search-data-' + (loaded + 1) + '.js'
    file.onload = () => { loaded += 1; done() }
    file.onerror = () => { file.remove(); failed(new Error(file.src)) }
    document.head.append(file)
  })
  let loading
  const more = () => loading = loading || next().finally(() => { loading = undefined })
  const look = async () => {
    const mine = ++asked
    const wanted = words.value.trim().toLowerCase().split(/\\s+/).filter(Boolean)
    hits.replaceChildren()
    found.textContent = ''
    if (wanted.length === 0) return
    let all = [], seen = 0, broken = false
    for (;;) {
      for (; seen < rows.length; seen += 1) {
        const text = rows[seen].slice(1).join(' ').toLowerCase()
        if (wanted.every((one) => text.includes(one))) all.push(rows[seen])
      }
      if (all.length >= 100 || loaded >= files || broken) break
      await more().catch(() => { broken = true })
      if (mine !== asked) return
    }
    const some = loaded < files && !broken
    found.textContent = (some ? '最近公布的里面' : '') + '找到 ' + all.length + ' 件' + (all.length > 100 ? '，列出前 100 件' : '') +
      (broken ? '；更早的没有取到，请稍后再试' : '')
    for (const row of all.slice(0, 100)) {
      const item = document.createElement('li'), link = document.createElement('a'), about = document.createElement('span')
      link.href = 'items/' + row[0] + '.html'; link.textContent = row[1]
      about.className = 'meta'; about.textContent = ' ' + row[2] + ' ' + row[4] + ' ' + row[5]
      item.append(link, about); hits.append(item)
    }
  }
  words.addEventListener('input', look)
  // What a browser kept in the line when one comes back to the page.
  if (words.value) look()
})()
`
