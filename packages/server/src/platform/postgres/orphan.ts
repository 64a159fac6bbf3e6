import { readFileSync, readlinkSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Clears what a PostgreSQL left in its folder when its guard was killed too. One that still runs is told to stop, and
 * waited for; a postmaster.pid that names a process of another kind, since numbers are reused, is removed, or
 * PostgreSQL would take that process for its predecessor and refuse to start. Only for the holder of the folder's lock.
 */
export async function clearOrphan(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid')
  const pid = pidIn(pidFile)
  if (pid === undefined) return
  if (!servesFolder(pid, folder)) return rmSync(pidFile, { force: true })
  process.kill(pid, 'SIGINT')
  for (let asked = 0; servesFolder(pid, folder); asked++) {
    await pause(50)
    if (asked === 400) process.kill(pid, 'SIGQUIT')
  }
}

function pidIn(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
    return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined
  } catch {
    return undefined
  }
}

/**
 * A postmaster's working folder is its data folder. Where the kernel does not let us see that of another account's
 * process, its command line, which everybody may read, names the folder as well.
 */
function servesFolder(pid: number, folder: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    if (basename(words[0] ?? '') !== 'postgres') return false
    return words.includes(folder) || readlinkSync(`/proc/${pid}/cwd`) === folder
  } catch {
    return false
  }
}
