export type Members = { readonly [name: string]: unknown }

/** A parser of its own, so that what JSON.parse forgives is not forgiven here. */
export function json(text: string): unknown {
  let at = 0
  const fail = (): never => {
    throw new SyntaxError(`JSON at ${at}`)
  }
  const blank = (): void => {
    while (' \t\n\r'.includes(text[at] ?? 'x')) at++
  }
  const string = (): string => {
    const token = /"(?:[^"\\\p{Cc}]|\u007f|[\u0080-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy
    token.lastIndex = at
    const found = token.exec(text)?.[0] ?? fail()
    at += found.length
    const value = JSON.parse(found) as string
    return value.isWellFormed() ? value : fail()
  }
  const value = (depth: number): unknown => {
    if (depth > 64) fail()
    blank()
    const first = text[at]
    if (first === '"') return string()
    if (first === '{' || first === '[') {
      at++
      const members = new Map<string, unknown>()
      const list: unknown[] = []
      const close = first === '{' ? '}' : ']'
      blank()
      if (text[at] === close) at++
      else
        for (;;) {
          blank()
          if (first === '{') {
            const name = text[at] === '"' ? string() : fail()
            blank()
            if (text[at++] !== ':' || members.has(name)) fail()
            members.set(name, value(depth + 1))
          } else list.push(value(depth + 1))
          blank()
          const next = text[at++]
          if (next === close) break
          if (next !== ',') fail()
        }
      return first === '{' ? Object.fromEntries(members) : list
    }
    const token = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
    token.lastIndex = at
    const word = token.exec(text)?.[0] ?? fail()
    at += word.length
    const read: unknown = JSON.parse(word)
    return typeof read === 'number' && !Number.isFinite(read) ? fail() : read
  }
  try {
    // Objects and arrays lie at most 64 deep; what is in the deepest of them is one deeper.
    const read = value(0)
    blank()
    return at === text.length ? read : undefined
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined
    throw thrown
  }
}

export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical((value as Members)[name])}`).join(',')}}`
}
