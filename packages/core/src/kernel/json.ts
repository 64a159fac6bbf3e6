import { because, Malformed } from './errors.ts'
import type { Json } from './canonical.ts'

/** How deeply objects and arrays may lie in one another: far more than any format here, far less than any stack. */
const DEEPEST = 64

/**
 * What a JSON text holds that has one reading only. Throws Malformed, naming the place, when it is no JSON, when an object has a
 * member twice, a string a lone surrogate (also as `\ud800`), a number no double, or when it lies more than 64 deep;
 * `JSON.parse` takes the last of two members in silence, other readers the first.
 */
export function readStrictJson(text: string): Json {
  const at = twice(text)
  if (at !== undefined) throw malformed(at)
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    throw malformed('not JSON')
  }
  const wrong = unspeakable(value)
  if (wrong !== undefined) throw malformed(wrong)
  return value
}

const malformed = (where: string): Error =>
  because(
    Malformed,
    'json-malformed',
    `不是格式正确、没有歧义的 JSON（${where}）`,
    `Not JSON that has one reading only (${where})`,
  )

/** The member that an object has twice. Strings and brackets are all that is looked at; JSON.parse sees to the rest. */
function twice(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = []
  const tokens = /"(?:[^"\\]|\\[^])*"|[[\]{}]/g
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    const [word] = token
    if (word === '{' || word === '[') {
      open.push(word === '{' ? new Set() : undefined)
      if (open.length > DEEPEST) return 'too deep'
    } else if (word === '}' || word === ']') open.pop()
    else if (isName(text, tokens.lastIndex)) {
      const name = nameOf(word)
      if (open.at(-1)?.has(name) === true) return `"${name}" twice`
      open.at(-1)?.add(name)
    }
  }
  return undefined
}

function isName(text: string, after: number): boolean {
  const next = /[^ \t\n\r]/g
  next.lastIndex = after
  return next.exec(text)?.[0] === ':'
}

function nameOf(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}

function unspeakable(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'a number too large'
  if (typeof value === 'string') return /\p{Cs}/u.test(value) ? 'a lone surrogate' : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, one] of Object.entries(value)) {
    const wrong = unspeakable(name) ?? unspeakable(one as Json | undefined)
    if (wrong !== undefined) return wrong
  }
  return undefined
}
