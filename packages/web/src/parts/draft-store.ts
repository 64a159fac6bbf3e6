/** What somebody has typed into a form and not sent, kept in this browser. Never a password. */
export interface KeptDraft {
  /** What the form is called, and where it stands. */
  readonly label: string
  readonly href: string
  /** When it was last typed in, in milliseconds. */
  readonly at: number
  readonly fields: Readonly<Record<string, unknown>>
}

const PREFIX = 'liuhen.draft.'
/** What lay longer than this was given up. */
const KEPT = 30 * 86_400_000

/** The parts of Storage that are needed. */
type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Drafts of one person; of another person at the same machine nothing is seen. */
export class Drafts {
  readonly #place: Place
  readonly #prefix: string

  constructor(place: Place, person: string) {
    this.#place = place
    this.#prefix = `${PREFIX}${person}.`
  }

  of(form: string): KeptDraft | undefined {
    return this.#read(this.#prefix + form)
  }

  #read(key: string): KeptDraft | undefined {
    try {
      const kept = JSON.parse(this.#place.getItem(key) ?? 'null') as KeptDraft | null
      if (kept && typeof kept.fields === 'object' && Date.now() - kept.at < KEPT) return kept
    } catch {
      // Not of ours, or of another version: as if it were not there.
    }
    return undefined
  }

  keep(form: string, draft: KeptDraft): void {
    try {
      this.#place.setItem(this.#prefix + form, JSON.stringify(draft))
    } catch {
      // A full or closed store keeps nothing; what is typed stays on the screen.
    }
  }

  forget(form: string): void {
    try {
      this.#place.removeItem(this.#prefix + form)
    } catch {
      // As above.
    }
  }

  /** All that is kept, the latest first. */
  all(): readonly { readonly form: string; readonly draft: KeptDraft }[] {
    const found: { form: string; draft: KeptDraft }[] = []
    try {
      for (let i = 0; i < this.#place.length; i++) {
        const key = this.#place.key(i) ?? ''
        const draft = key.startsWith(this.#prefix) ? this.#read(key) : undefined
        if (draft) found.push({ form: key.slice(this.#prefix.length), draft })
      }
    } catch {
      return []
    }
    return found.toSorted((a, b) => b.draft.at - a.draft.at)
  }
}

/** Whether a kept value can stand where this one does: what another version of the form kept may be of another shape. */
export function fits<T>(kept: unknown, initial: T): kept is T {
  if (initial === undefined || initial === null) return kept === undefined || kept === null || typeof kept === 'string'
  if (Array.isArray(initial)) return Array.isArray(kept)
  if (typeof initial !== 'object') return typeof kept === typeof initial
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return false
  return Object.entries(initial).every(([name, value]) => fits((kept as Record<string, unknown>)[name], value))
}
