/** A run of an article's text; `of` names the obligations whose words it belongs to. */
export interface Run {
  readonly text: string
  readonly of: readonly string[]
}

/** The text cut at the borders of the obligations' words, which may overlap. Words not found in it mark nothing. */
export function runsOf(
  text: string,
  quotes: readonly { readonly id: string; readonly quote: string }[],
): readonly Run[] {
  const places = quotes.flatMap(({ id, quote }) => {
    const from = text.indexOf(quote)
    return from === -1 ? [] : [{ id, from, to: from + quote.length }]
  })
  const borders = [...new Set([0, text.length, ...places.flatMap((one) => [one.from, one.to])])].sort((a, b) => a - b)
  return borders.slice(0, -1).flatMap((from, i) => {
    const to = borders[i + 1] ?? text.length
    const of = places.filter((one) => one.from <= from && one.to >= to).map((one) => one.id)
    return to > from ? [{ text: text.slice(from, to), of }] : []
  })
}
