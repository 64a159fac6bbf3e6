/** One point of a trend: a period and its figure; undefined where there is none. */
export interface TrendPoint {
  readonly label: string
  readonly value: number | undefined
  /** What was wanted of that period. */
  readonly goal?: number | undefined
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [320, 120, 34, 22, 8] as const
const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/**
 * A trend as SVG: a line over its periods, broken where there is no figure, with its lowest and highest at the side; the names
 * of the outer periods stay inside. What was wanted is a dashed line across its period.
 */
export function trendSvg(title: string, points: readonly TrendPoint[]): string {
  const values = points.flatMap(({ value, goal }) => [value ?? [], goal ?? []].flat())
  const [low, high] = [Math.min(0, ...values), Math.max(1, ...values)]
  const step = (WIDTH - LEFT - 10) / Math.max(1, points.length - 1)
  const at = (value: number, i: number): string =>
    `${(LEFT + i * step).toFixed(1)} ${(TOP + (1 - (value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM)).toFixed(1)}`
  const path = points
    .map(({ value }, i) =>
      value === undefined ? '' : `${points[i - 1]?.value === undefined ? 'M' : 'L'}${at(value, i)}`,
    )
    .join('')
  const dots = points.flatMap(({ value, label }, i) => {
    if (value === undefined) return []
    const [x, y] = at(value, i).split(' ')
    return [`<circle cx="${x}" cy="${y}" r="3"><title>${plain(label)}: ${value}</title></circle>`]
  })
  const half = step / 2
  const goals = points.flatMap(({ goal, label }, i) => {
    if (goal === undefined) return []
    const [, y] = at(goal, i).split(' ')
    const [from, to] = [Math.max(LEFT, LEFT + i * step - half), Math.min(WIDTH - 10, LEFT + i * step + half)]
    return [
      `<path d="M${from.toFixed(1)} ${y}L${to.toFixed(1)} ${y}" stroke="currentColor" stroke-dasharray="4 3" opacity="0.7"><title>${plain(label)}: ${goal}</title></path>`,
    ]
  })
  // The first says its year, and the others where theirs is another.
  const yearOf = (label: string): string => /\d{4}(?: ?年)?/u.exec(label)?.[0] ?? ''
  const short = (label: string, i: number): string => {
    const year = yearOf(label)
    const rest = label.replace(year, '').trim()
    return i > 0 && rest !== '' && year === yearOf(points[i - 1]?.label ?? '') ? rest : label
  }
  const labels = points.map(
    ({ label }, i) =>
      `<text x="${(LEFT + i * step).toFixed(1)}" y="${HEIGHT - 6}" text-anchor="${i === 0 ? 'start' : i === points.length - 1 ? 'end' : 'middle'}">${plain(short(label, i))}</text>`,
  )
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-size="10" fill="currentColor">` +
    `<title>${plain(title)}</title><text x="2" y="${TOP + 6}">${high}</text><text x="2" y="${HEIGHT - BOTTOM}">${low}</text>` +
    `<path d="${path}" fill="none" stroke="currentColor" stroke-width="1.5"/>${goals.join('')}${dots.join('')}${labels.join('')}</svg>`
  )
}
