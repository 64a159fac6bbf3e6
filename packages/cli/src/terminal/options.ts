import { parseArgs } from 'node:util'
import { because, Malformed, text } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import type { Language } from './language.ts'

/** One option as help shows it. A `number` is whole and not negative. */
export interface Option {
  readonly kind: 'flag' | 'text' | 'number' | 'list'
  /** What stands for its value in help, `URL`; a flag has none. */
  readonly value?: string
  readonly about: Text
}

/** All that help says of a command, and what its arguments are read by. */
export interface Manual {
  /** `dock <folder>` */
  readonly usage: string
  readonly about: Text
  readonly options: Readonly<Record<string, Option>>
  /** How many words may stand beside the options. */
  readonly operands: readonly [least: number, most: number]
}

type Value = { flag: boolean; text: string | undefined; number: number | undefined; list: readonly string[] }

/** What was given, by option. */
export type Given<M extends Manual> = {
  readonly [N in keyof M['options']]: Value[M['options'][N]['kind']]
} & { readonly operands: readonly string[] }

/** Keeps the exact type of a manual. */
export const manual = <const M extends Manual>(one: M): M => one

/** What every command takes. */
export const common = {
  json: { kind: 'flag', about: text('最后一行输出 JSON 结果', 'print the result as one line of JSON, last') },
  lang: { kind: 'text', value: 'zh|en', about: text('语言，缺省随 LANG', 'language; LANG decides unless given') },
} as const satisfies Record<string, Option>

/** What `--json` says, before anything that `--` sets apart. */
export const asksJson = (args: readonly string[]): boolean =>
  args.slice(0, args.includes('--') ? args.indexOf('--') : undefined).includes('--json')

/** Reads the arguments of a command. Throws Malformed `usage` naming what is wrong. */
export function readOptions<M extends Manual>(one: M, args: readonly string[]): Given<M> {
  const options = Object.entries(one.options)
  const { values, positionals } = parsed(
    args,
    Object.fromEntries(options.map(([name, { kind }]) => [name, form(kind)])),
  )
  const [least, most] = one.operands
  const { lang } = values
  if (lang !== undefined && lang !== 'zh' && lang !== 'en')
    throw usage(`不认识的语言 ${String(lang)}：只有 zh 和 en`, `There is no language ${String(lang)}: zh and en are`)
  if (positionals.length < least) throw usage('缺少必需的参数', 'Something that must be given is missing')
  if (positionals.length > most)
    throw usage(`多出的参数：${positionals[most]}`, `One argument too many: ${positionals[most]}`)
  const given = options.map(([name, option]) => [name, valueOf(name, option, values[name])] as const)
  // Each value was made by its option's kind, which the compiler cannot follow through a loop.
  return { ...Object.fromEntries(given), operands: positionals } as unknown as Given<M>
}

type Form = { type: 'boolean' } | { type: 'string'; multiple: boolean }
const form = (kind: Option['kind']): Form =>
  kind === 'flag' ? { type: 'boolean' } : { type: 'string', multiple: kind === 'list' }

const isMany = (one: Form | undefined): boolean => one?.type === 'string' && one.multiple

type Parsed = string | boolean | (string | boolean)[] | undefined

function parsed(args: readonly string[], options: Record<string, Form>) {
  try {
    const read = parseArgs({ args: [...args], options, allowPositionals: true, tokens: true })
    const given = read.tokens.flatMap((one) => (one.kind === 'option' ? [one.name] : []))
    const twice = given.find((name, at) => !isMany(options[name]) && given.indexOf(name) !== at)
    if (twice !== undefined) throw usage(`选项 --${twice} 写了两次，只能写一次`, `The option --${twice} is given twice`)
    return read
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown
    const named = /'(-[^' ]*)/.exec(thrown.message)?.[1] ?? ''
    const isUnknown = (thrown as { code?: string }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    if (isUnknown) throw usage(`不认识的选项 ${named}`, `There is no option ${named}`)
    throw usage(`选项 ${named} 缺少值或不应有值`, `The option ${named} needs a value, or takes none`)
  }
}

function valueOf(name: string, { kind }: Option, given: Parsed): Value[keyof Value] {
  if (kind === 'flag') return given === true
  if (kind === 'list') return (given ?? []) as string[]
  if (kind === 'text' || given === undefined) return given as string | undefined
  if (!/^\d{1,9}$/.test(String(given)))
    throw usage(`选项 --${name} 应为整数`, `The option --${name} takes a whole number`)
  return Number(given)
}

/** The way a command was called is wrong. */
export const usage = (zh: string, en: string): Error => because(Malformed, 'usage', zh, en)

const HEADINGS = {
  usage: text('用法', 'Usage'),
  options: text('选项', 'Options'),
  help: text('显示本说明', 'show this help'),
}

/** The help of one command. */
export function helpOf(one: Manual, language: Language): string {
  const options = [
    ...Object.entries(one.options).map(
      ([name, { value, about }]) => [`--${name}${value ? ` ${value}` : ''}`, about] as const,
    ),
    ['--help', HEADINGS.help] as const,
  ]
  const width = Math.max(...options.map(([left]) => left.length))
  return [
    one.about[language],
    '',
    `${HEADINGS.usage[language]}: liuhen ${one.usage}`,
    '',
    `${HEADINGS.options[language]}:`,
    ...options.map(([left, about]) => `  ${left.padEnd(width)}  ${about[language]}`),
    '',
  ].join('\n')
}
