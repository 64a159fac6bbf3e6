/** What a page may weigh with everything it loads, as it is served without being compressed. */
export const MOST = 102_400

/** What a page loads to be shown: its styles, its scripts and its pictures, below the folder of the site. */
export function loadedBy(path: string, page: string): readonly string[] {
  const tags = page.match(/<(?:link|script|img|source|iframe|object|embed)\b[^>]*>/gu) ?? []
  const named = tags
    .filter((tag) => !tag.startsWith('<link') || /\brel="(?:stylesheet|icon|preload)"/u.test(tag))
    .flatMap((tag) => /\b(?:src|href|data)="([^"]+)"/u.exec(tag)?.[1] ?? [])
  return [...new Set(named)].map((one) => decodeURI(new URL(one, `http://site/${path}`).pathname.slice(1)))
}

/** Every page of a site with its weight, the heaviest first. What it names and is not there is a mistake of the site. */
export function pageWeights(files: ReadonlyMap<string, Uint8Array>): readonly { path: string; bytes: number }[] {
  const bytesOf = (path: string, by: string): number => {
    const bytes = files.get(path)
    if (!bytes) throw new Error(`${by} loads ${path}, which is not there`)
    return bytes.length
  }
  return [...files]
    .filter(([path]) => path.endsWith('.html'))
    .map(([path, bytes]) => {
      const loaded = loadedBy(path, new TextDecoder().decode(bytes))
      return { path, bytes: loaded.reduce((sum, one) => sum + bytesOf(one, path), bytes.length) }
    })
    .toSorted((a, b) => b.bytes - a.bytes)
}

/** The pages that are too heavy, each with its weight. */
export const tooHeavy = (files: ReadonlyMap<string, Uint8Array>): readonly string[] =>
  pageWeights(files)
    .filter(({ bytes }) => bytes > MOST)
    .map(({ path, bytes }) => `${path}: ${bytes}`)

/** Every file that the manifest of a written site names, as it is served there. */
export async function siteAt(url: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const bytesAt = async (path: string) => new Uint8Array(await (await fetch(new URL(path, url))).arrayBuffer())
  const { files } = JSON.parse(new TextDecoder().decode(await bytesAt('manifest.json'))) as {
    files: Readonly<Record<string, unknown>>
  }
  return new Map(await Promise.all(Object.keys(files).map(async (path) => [path, await bytesAt(path)] as const)))
}
