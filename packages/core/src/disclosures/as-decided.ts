import { type Citation, type Obstacle, text } from '../kernel/index.ts'
import { sumsIn } from '../policy/index.ts'
import type { Content } from './content.ts'
import { type KnownPeople, masked } from './mask.ts'
import type { Masking } from './rules.ts'

/** What the case and its paper say of a decision, by the keys of its texts; empty where they say nothing. */
export type Decided = Readonly<Record<string, string>>

/** What is printed as it was decided, or with persons covered in it; what tells of the facts may be shortened. */
const PRINTED = ['number', 'party', 'party-code', 'representative', 'kind', 'decided-on', 'amount', 'authority']
/** Of what is told in words each sum is one that was decided. */
const WITH_SUMS = ['content', 'kind']
const TEN_THOUSAND = 10_000

const plain = (words: string): string => words.replaceAll(/\s/gu, '')

/** Where a text that is to be made public says something else than the decision it is of: it is what everybody holds it against. */
export function notAsDecided(
  { texts }: Content,
  decided: Decided,
  { known, masking, citation }: { known: KnownPeople; masking: Masking; citation: Citation | undefined },
): readonly Obstacle[] {
  // To the cent: what is written in ten thousands does not come out even in binary.
  const fine = Math.round(Number(decided['amount'] ?? '') * TEN_THOUSAND * 100) / 100
  return texts.flatMap(({ key, name, text: written }): Obstacle[] => {
    const of = decided[key] ?? ''
    const other = (zh: string, en: string): Obstacle => ({
      code: 'not-as-decided',
      message: text(`“${name}”与决定不一致：${zh}`, `“${name}” is not what was decided: ${en}`),
      field: `texts.${key}`,
      ...(citation && { citation }),
    })
    if (
      PRINTED.includes(key) &&
      of !== '' &&
      ![of, masked(of, known, masking).text].map(plain).includes(plain(written))
    )
      return [other(`决定为“${of}”`, `the decision says “${of}”`)]
    const sum = fine > 0 && WITH_SUMS.includes(key) ? sumsIn(written).find((one) => one.yuan !== fine) : undefined
    return sum === undefined
      ? []
      : [other(`写的是 ${sum.said}，决定罚款 ${fine} 元`, `it names ${sum.said}, and the decision fines ${fine} yuan`)]
  })
}
