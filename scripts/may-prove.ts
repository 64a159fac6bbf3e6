/** Commands that only ask the packs: what they answer is a rule, and no record is looked at. */
const ASK_ONLY = ['deadline', 'packs']

/** Requests that are no use of the product: asking the rules themselves, and coming in. */
const BESIDE_THE_POINT = /^\/api\/(law\/questions|session)(\/|\?|$)/

/**
 * Why a test in that file, by its path from the root, cannot show that an obligation is met; undefined when it can. To
 * show it the product has to be driven: over HTTP, in a browser, or by a command that is given records. Whether a test
 * of the server then really asks it for something is seen while it runs (`countsAsUse`).
 */
export function cannotProve(file: string, source: string): string | undefined {
  if (/^e2e\/.*\.story\.ts$/.test(file)) return undefined
  const [, room, folder] = /^packages\/([a-z]+)\/src\/([^/]+)\//.exec(file) ?? []
  const isWhole = /\.(db|world)\.test\.ts$/.test(file)
  if (room === 'server' && isWhole) return undefined
  if (room !== 'cli') return `${file} does not drive the product: neither HTTP nor a browser nor a command`
  if (ASK_ONLY.includes(folder ?? '')) return `the command "${folder}" only asks the packs: it looks at no record`
  if (isWhole || /from '\.\/index\.ts'/.test(source)) return undefined
  return `${file} runs no command: it does not import ./index.ts`
}

/** Whether a request to that path uses the product, rather than only asking its rules or signing in. */
export const countsAsUse = (path: string): boolean => !BESIDE_THE_POINT.test(path)
