import type { SiteFile, SiteInput } from './input.ts'
import { feedOf, SEARCH, searchData, sitemapOf } from './feeds.ts'
import { STYLE } from './layout.ts'
import { gonePage, itemPages, listPages, otherPages, verifyPages } from './pages.ts'

export type { DisclosureProof, GonePage, PublicItem, SiteFile, SiteInput } from './input.ts'
export * from './manifest.ts'
export type { QrSquares } from './qr.ts'
export { fileName, rowsOf, tableOf } from './texts.ts'
export { CHECK_BYTES, PAGE_BYTES } from './weight.ts'

/** Every file of the public site but its attachments, the script that verifies, the table of credit and the manifest. */
export function siteFiles(site: SiteInput): readonly SiteFile[] {
  return [
    ...listPages(site),
    ...otherPages(site),
    ...site.items.flatMap((one) => [
      ...itemPages(site, one),
      ...verifyPages(site, one),
      { path: `proofs/${one.id}.json`, text: `${JSON.stringify(one.proof)}\n` },
    ]),
    ...site.gone.flatMap((one) => [gonePage(site, one, 'items'), gonePage(site, one, 'verify')]),
    { path: 'style.css', text: STYLE },
    { path: 'search.js', text: SEARCH },
    ...searchData(site),
    feedOf(site),
    sitemapOf(site),
    { path: 'robots.txt', text: `User-agent: *\nAllow: /\nSitemap: ${site.base}sitemap.xml\n` },
  ]
}
