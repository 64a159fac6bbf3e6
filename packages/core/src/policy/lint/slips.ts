import type { Citation } from '../../kernel/index.ts'
import type { Pack } from '../pack.ts'
import type { Slip } from '../slip.ts'
import { inPack, printedArticles } from './finding.ts'
import type { Finding } from './finding.ts'

/**
 * What readers have noted of an instrument, each with its reading. A quote that no longer stands in the text is a fault of
 * the pack. What a detector found at the same place is told once, under the reader's words.
 */
export function readers(pack: Pack, detected: readonly Finding[]): readonly Finding[] {
  const slips = pack.slips ?? []
  const owners = new Map(detected.map((one) => [one, ownersOf(pack, slips, one)]))
  const told = slips.map((slip) =>
    together(
      toFinding(pack, slip),
      detected.filter((one) => owners.get(one)?.includes(slip)),
    ),
  )
  const alone = detected.filter((one) => owners.get(one)?.length === 0)
  return [...slips.flatMap((slip) => gone(pack, slip)), ...alone, ...told]
}

/** The slips a detector stumbled over: a slip of print is not the same as a doubt at the same words. */
function ownersOf(pack: Pack, slips: readonly Slip[], one: Finding): readonly Slip[] {
  if (one.kind === 'pack') return []
  const met = slips.filter((slip) => meets(pack, slip, one))
  const same = met.filter((slip) => slip.kind === one.kind)
  if (same.length > 0) return same
  const isOpen = (kind: Finding['kind']): boolean => kind === 'gap' || kind === 'doubt'
  return met.filter((slip) => isOpen(slip.kind) && isOpen(one.kind))
}

function together(told: Finding, seen: readonly Finding[]): Finding {
  if (seen.length === 0) return told
  const verdict = told.verdict ?? seen.find((one) => one.verdict !== undefined)?.verdict
  const known = new Set(told.citations.map((one) => one.article))
  return {
    ...told,
    severity: seen.some((one) => one.severity === 'warning') ? 'warning' : told.severity,
    ...(verdict !== undefined && { verdict }),
    citations: [...told.citations, ...seen.flatMap((one) => one.citations).filter((one) => !known.has(one.article))],
    alsoSeenBy: seen.map((one) => one.id.slice(one.pack.length + 1)),
  }
}

const places = ({ articles, quotes }: Slip): readonly (readonly [article: string, quote: string])[] =>
  quotes.map((quote, at) => [articles[Math.min(at, articles.length - 1)] ?? '', quote])

function gone(pack: Pack, slip: Slip): Finding[] {
  const printed = printedArticles(pack)
  const place = `slips/${slip.id}`
  const missing = slip.articles
    .filter((article) => !pack.articles.some((one) => one.id === article))
    .map((article) => inPack(pack, 'article-missing', place, `没有第 ${article} 条`, `there is no article ${article}`))
  const quotes = places(slip)
    .filter(([article, quote]) => printed.find((one) => one.id === article)?.text.includes(quote) === false)
    .map(([article, quote]) =>
      inPack(
        pack,
        'quote-missing',
        place,
        `“${quote}”不在第 ${article} 条里`,
        `"${quote}" is not in article ${article}`,
      ),
    )
  return [...missing, ...quotes]
}

function toFinding(pack: Pack, slip: Slip): Finding {
  const { id } = pack.identity
  const printed = printedArticles(pack)
  const isPrinted = (article: string, quote: string): boolean =>
    printed.some((one) => one.id === article && one.text.includes(quote))
  const citations: Citation[] = places(slip).map(([article, quote]) =>
    isPrinted(article, quote) ? { article: `${id}/${article}`, quote } : { article: `${id}/${article}` },
  )
  const [article = ''] = slip.articles
  return {
    id: `${id}/${slip.id}`,
    severity: slip.kind === 'conflict' ? 'warning' : 'info',
    kind: slip.kind,
    pack: id,
    place: article,
    article,
    ...(slip.quotes[0] !== undefined && { quote: slip.quotes[0] }),
    message: slip.says,
    reading: slip.reading,
    ...(slip.verdict !== undefined && { verdict: slip.verdict }),
    citations: [...citations, ...(slip.against ?? []).map((one) => ({ article: `national/${one}` }))],
  }
}

/** Whether a detector stumbled over the words a reader noted. */
function meets(pack: Pack, slip: Slip, { article, quote }: Finding): boolean {
  if (article === undefined || quote === undefined) return false
  const words = printedArticles(pack).find((one) => one.id === article)?.text ?? ''
  const at = words.indexOf(quote)
  return places(slip).some(([place, noted]) => {
    const from = place === article ? words.indexOf(noted) : -1
    return from !== -1 && at !== -1 && from < at + quote.length && at < from + noted.length
  })
}
