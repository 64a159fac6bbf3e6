import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../obligations.ts'

const SKIPPED = new Set(['.git', 'node_modules', 'data', 'law-coverage'])

/** A copy that shares the installed packages, but whose own rooms find each other and not the originals. */
export function copySources(copy: string): void {
  const filter = (from: string): boolean => !from.includes('/node_modules')
  for (const name of readdirSync(root))
    if (!SKIPPED.has(name)) cpSync(join(root, name), join(copy, name), { recursive: true, filter })
  mkdirSync(join(copy, 'node_modules', '@liuhen'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@liuhen' && !name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name))
  for (const room of readdirSync(join(root, 'packages'))) {
    symlinkSync(join('..', '..', 'packages', room), join(copy, 'node_modules', '@liuhen', room))
    const own = join(root, 'packages', room, 'node_modules')
    if (existsSync(own)) symlinkSync(own, join(copy, 'packages', room, 'node_modules'))
  }
}
