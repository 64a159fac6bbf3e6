import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { classicScript } from './vite.classic.ts'

const folder = join(import.meta.dirname, 'src/verify')

/** The one classic script that `entry` of `folder` becomes. */
export async function classic(
  folder: string,
  entry: string,
  define: { readonly [name: string]: string },
): Promise<string> {
  const built = await build(classicScript(folder, entry, define))
  const chunks = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []))
  const code = chunks.flatMap((chunk) => (chunk.type === 'chunk' ? [chunk.code] : []))
  if (code.length !== 1) throw new Error(`${entry} became ${code.length} scripts`)
  return code[0] ?? ''
}

async function scriptOf(entry: string, define: { readonly [name: string]: string } = {}): Promise<string> {
  const code = await classic(folder, entry, define)
  // Inside HTML the script ends at the first of these, wherever it stands.
  return code.replaceAll('</script', String.raw`<\/script`).replaceAll('<!--', String.raw`<\!--`)
}

/**
 * Builds 打开验证.html: one file with style, script, hashing worker and WebAssembly inside, which runs opened from disc
 * in Chromium from 109. Its policy lets it run itself, and a frame without its rights load manifest.js from beside it; it
 * reaches no network at all.
 */
export async function buildVerifyPage(outFile: string): Promise<void> {
  const worker = await scriptOf('hash-worker.ts')
  const script = await scriptOf('main.ts', { HASH_WORKER: JSON.stringify(worker) })
  const style = (await readFile(join(folder, 'style.css'), 'utf8')).replaceAll(/\s*\n\s*/g, ' ')
  const own = `'sha256-${createHash('sha256').update(script).digest('base64')}'`
  const policy = [
    "default-src 'none'",
    `script-src ${own} file: 'wasm-unsafe-eval'`,
    'frame-src file:',
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const parts: { readonly [name: string]: string } = { POLICY: policy, STYLE: style, SCRIPT: script }
  const template = await readFile(join(folder, 'page.html'), 'utf8')
  const page = template.replaceAll(/%(POLICY|STYLE|SCRIPT)%/g, (_all, name: string) => parts[name] ?? '')
  await mkdir(dirname(outFile), { recursive: true })
  await writeFile(outFile, page)
}

/** Builds the script of the public site’s page behind a QR. It loads nothing and asks no server. */
export async function buildPublicCheck(outFile: string): Promise<void> {
  await mkdir(dirname(outFile), { recursive: true })
  await writeFile(outFile, await classic(join(import.meta.dirname, 'src/public'), 'main.ts', {}))
}
