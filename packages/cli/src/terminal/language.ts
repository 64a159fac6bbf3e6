export type Language = 'zh' | 'en'

/** The language asked for with `--lang`, else the one the environment is set to; Chinese where neither says. */
export function languageOf(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Language {
  const ours = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined)
  const asked = ours
    .findLast((arg, at) => arg.startsWith('--lang=') || ours[at - 1] === '--lang')
    ?.replace('--lang=', '')
  if (asked === 'zh' || asked === 'en') return asked
  const set = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return /^en/i.test(set) ? 'en' : 'zh'
}
