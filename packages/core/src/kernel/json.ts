import { because, Malformed } from './errors.ts'
import type { Json } from './canonical.ts'
import { text } from './text.ts'
import type { Text } from './text.ts'

/** How deeply objects and arrays may lie in one another: far more than any format here, far less than any stack. */
const DEEPEST = 64

/**
 * What a JSON text holds that has one reading only. Throws Malformed, naming the place, when it is no JSON, when an object has a
 * member twice, a string a lone surrogate (also as `\ud800`), a number no double, or when it lies more than 64 deep;
 * `JSON.parse` takes the last of two members in silence, other readers the first.
 */
export function readStrictJson(words: string): Json {
  const at = twice(words)
  if (at !== undefined) throw malformed(at)
  let value: Json
  try {
    value = JSON.parse(words) as Json
  } catch {
    throw malformed(text('不是 JSON', 'not JSON'))
  }
  const wrong = unspeakable(value)
  if (wrong !== undefined) throw malformed(wrong)
  return value
}

const malformed = (where: Text): Error =>
  because(
    Malformed,
    'json-malformed',
    `不是格式正确、没有歧义的 JSON（${where.zh}）`,
    `Not JSON that has one reading only (${where.en})`,
  )

/** The member that an object has twice. Strings and brackets are all that is looked at; JSON.parse sees to the rest. */
function twice(words: string): Text | undefined {
  const open: (Set<string> | undefined)[] = []
  const tokens = /"(?:[^"\\]|\\[^])*"|[[\]{}]/g
  for (let token = tokens.exec(words); token !== null; token = tokens.exec(words)) {
    const [word] = token
    if (word === '{' || word === '[') {
      open.push(word === '{' ? new Set() : undefined)
      if (open.length > DEEPEST) return text('嵌套太深', 'too deep')
    } else if (word === '}' || word === ']') open.pop()
    else if (isName(words, tokens.lastIndex)) {
      const name = nameOf(word)
      if (open.at(-1)?.has(name) === true) return text(`“${name}” 写了两次`, `"${name}" twice`)
      open.at(-1)?.add(name)
    }
  }
  return undefined
}

function isName(words: string, after: number): boolean {
  const next = /[^ \t\n\r]/g
  next.lastIndex = after
  return next.exec(words)?.[0] === ':'
}

function nameOf(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}

function unspeakable(value: Json | undefined): Text | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : text('数字太大', 'a number too large')
  if (typeof value === 'string')
    return /\p{Cs}/u.test(value) ? text('有不成对的代理码元', 'a lone surrogate') : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, one] of Object.entries(value)) {
    const wrong = unspeakable(name) ?? unspeakable(one as Json | undefined)
    if (wrong !== undefined) return wrong
  }
  return undefined
}
