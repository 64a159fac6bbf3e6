import type { Handlers } from '../platform/served.ts'

/** The handlers of all capabilities as one. Throws when two of them bind the same endpoint. */
export function bind(...parts: readonly Partial<Handlers>[]): Partial<Handlers> {
  const names = parts.flatMap((part) => Object.keys(part))
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new Error(`two handlers for ${twice}`)
  return Object.assign({}, ...parts) as Partial<Handlers>
}
