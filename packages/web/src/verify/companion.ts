import { PackageIndex, PLACES, Statement } from '@liuhen/core/evidence-package'

/** The text files that manifest.js, lying beside the page, has put on the window. */
export interface Companion {
  readonly texts: ReadonlyMap<string, string>
  readonly index: PackageIndex
  readonly statement?: Statement
}

declare global {
  interface Window {
    LIUHEN_PACKAGE?: unknown
  }
}

/** What lies beside the page, or undefined when nothing usable does: then the whole folder must be given. */
export function companionOf(found: unknown): Companion | undefined {
  if (typeof found !== 'object' || found === null) return undefined
  const texts = new Map(Object.entries(found).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
  const index = PackageIndex.safeParse(json(texts.get(PLACES.index)))
  if (!index.success) return undefined
  const statement = Statement.safeParse(json(texts.get(PLACES.statement)))
  return { texts, index: index.data, ...(statement.success ? { statement: statement.data } : {}) }
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
