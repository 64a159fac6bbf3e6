import { createHash } from 'node:crypto'

/** What fixes a draw, as spec/draw.md has it. */
export interface DrawInputs {
  readonly population: string
  /** Of the checkpoint: decimal, and base64. */
  readonly size: number
  readonly root: string
  readonly outside?: string | undefined
  /** Of a spot check. */
  readonly share?: number
  readonly least?: number
  /** Of inspections: how many of each stratum. */
  readonly take?: Readonly<Record<string, number>>
}

const hexOf = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** The digest, seed and sample of a draw, computed from spec/draw.md alone; shares nothing with the product's. */
export function drawnBySpec({ population, size, root, outside, share = 0, least = 0, take }: DrawInputs) {
  const digest = hexOf('liuhen-population/1\n', population)
  const seed = hexOf(`liuhen-draw/1\n${digest}\n${size}\n${root}\n${outside ?? '-'}\n`)
  const strata: Record<string, string[]> = {}
  for (const line of population.split('\n')) {
    if (line === '') continue
    const [id = '', stratum = ''] = line.split(' ')
    const own = strata[stratum] ?? []
    own.push(id)
    strata[stratum] = own
  }
  const sample: string[] = []
  for (const name of Object.keys(strata).sort()) {
    const own = strata[name] ?? []
    const tickets = own.map((id) => `${hexOf(Buffer.from(seed, 'hex'), id)} ${id}`).sort()
    const wanted = Math.min(own.length, take?.[name] ?? Math.max(least, Math.ceil((own.length * share) / 1000)))
    for (let i = 0; i < wanted; i++) sample.push((tickets[i] as string).split(' ')[1] as string)
  }
  return { digest, seed, sample }
}
