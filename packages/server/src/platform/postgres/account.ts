import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { because, Refused } from '@liuhen/core/kernel'

/**
 * Whom PostgreSQL runs as: it refuses to run as root. `self` when we are not root; `other` when we are and can hand its
 * folder to an account without rights; `mapped` when that account cannot reach the folder, and the kernel lets root
 * appear as somebody else in a user namespace.
 */
export type Account =
  | { readonly kind: 'self' }
  | { readonly kind: 'other'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'mapped' }

/**
 * Chooses the account that can reach all these paths, given who owns the database folder already, if it is there.
 * Throws Refused naming the folder in the way when root has no such account.
 */
export function chooseAccount(paths: readonly string[], owner: { uid: number; gid: number } | undefined): Account {
  if (process.getuid?.() !== 0) return { kind: 'self' }
  if (owner?.uid === 0) return { kind: 'mapped' }
  const account = owner ?? unprivileged()
  const blocked = account && paths.map((path) => firstClosed(path, account)).find((folder) => folder !== undefined)
  if (account && blocked === undefined) return { kind: 'other', ...account }
  if (owner === undefined && canMap()) return { kind: 'mapped' }
  throw because(
    Refused,
    'postgres-cannot-run-as-root',
    `PostgreSQL 不能以 root 身份运行，而普通账户无法进入 ${blocked ?? '数据目录'}。请把数据目录放到其他账户可进入的位置（例如 /var/lib/liuhen），或改用普通账户启动`,
    `PostgreSQL does not run as root, and an ordinary account cannot enter ${blocked ?? 'the data folder'}: put the data folder where it can (such as /var/lib/liuhen), or start as an ordinary user`,
  )
}

/** The program and arguments that run `command` as that account. */
export function runAs(account: Account, command: string, args: readonly string[]) {
  if (account.kind === 'mapped')
    return {
      command: 'unshare',
      args: ['-U', `--map-user=${MAPPED}`, `--map-group=${MAPPED}`, '--', command, ...args],
      as: {},
    }
  const as = account.kind === 'other' ? { uid: account.uid, gid: account.gid } : {}
  return { command, args: [...args], as }
}

/** Any number but 0 will do: it is only what the process sees itself as. */
const MAPPED = 65_534

function unprivileged(): { uid: number; gid: number } | undefined {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const fields = ['postgres', 'nobody'].map((name) => lines.find((line) => line.startsWith(`${name}:`))?.split(':'))
  const [found] = fields.filter((one) => one !== undefined)
  return found && { uid: Number(found[2]), gid: Number(found[3]) }
}

function canMap(): boolean {
  const { command, args } = runAs({ kind: 'mapped' }, 'true', [])
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/** The outermost folder on the way to `path` that this account may not enter. */
function firstClosed(path: string, { uid, gid }: { uid: number; gid: number }): string | undefined {
  const parent = dirname(path)
  if (parent === path) return undefined
  const outer = firstClosed(parent, { uid, gid })
  if (outer !== undefined) return outer
  const { mode, uid: owner, gid: group } = statSync(parent)
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
  return (mode & bit) === 0 ? parent : undefined
}
