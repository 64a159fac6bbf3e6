import type { ArticleRow } from '@liuhen/contract/packs'

export interface Chapter {
  /** The chapter; of the national law the law. Undefined where the instrument has none. */
  readonly name: string | undefined
  readonly articles: readonly ArticleRow[]
}

/** Articles under their chapters, both in the order of the instrument. */
export function chaptersOf(articles: readonly ArticleRow[]): readonly Chapter[] {
  const chapters = new Map<string | undefined, ArticleRow[]>()
  for (const one of articles) {
    const name = one.law ?? one.chapter
    const inside = chapters.get(name)
    if (inside) inside.push(one)
    else chapters.set(name, [one])
  }
  return [...chapters].map(([name, inside]) => ({ name, articles: inside }))
}
