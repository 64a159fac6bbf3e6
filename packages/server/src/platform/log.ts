import { Failure } from '@liuhen/core/kernel'
import type { Clock } from './clock.ts'
import { systemClock } from './clock.ts'

export type Fields = Readonly<Record<string, unknown>>

/** One JSON object a line: `at`, `level`, `what` happened, then its fields. */
export interface Log {
  note(what: string, fields?: Fields): void
  /** Something a person should look at; an error among the fields is written with its stack and causes. */
  alarm(what: string, fields?: Fields): void
}

/** Fields named like these hold what opens a door; only that they were there is written. */
const SECRET = /pass(word|phrase)?|token|secret|salt|cookie|authorization|credential|code$|key$/i
/** The password inside a connection string. */
const PASSWORD_IN_URL = /(\w+:\/\/[^:/@\s]*):[^@\s]+@/g

/** Writes lines to standard error unless told otherwise, and never a secret. */
export function openLog(write: (line: string) => void = toStandardError, clock: Clock = systemClock): Log {
  const line = (level: 'note' | 'alarm', what: string, fields: Fields): void =>
    write(JSON.stringify({ at: clock.now(), level, what, ...(masked(fields, 0) as object) }))
  return {
    note: (what, fields = {}) => line('note', what, fields),
    alarm: (what, fields = {}) => line('alarm', what, fields),
  }
}

function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Deep enough for any error with its causes, shallow enough for a ring of references. */
const DEEPEST = 6

function masked(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.replace(PASSWORD_IN_URL, '$1:***@')
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return '…'
  if (value instanceof Error) return errorFields(value, depth)
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (Array.isArray(value)) return value.map((one) => masked(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, SECRET.test(name) ? '***' : masked(one, depth + 1)]),
  )
}

function errorFields(error: Error, depth: number): object {
  const fields = { name: error.name, message: masked(error.message, depth), stack: masked(error.stack, depth) }
  return {
    ...fields,
    ...(error instanceof Failure ? { obstacles: error.obstacles.map((one) => one.code) } : {}),
    ...(error.cause === undefined ? {} : { cause: masked(error.cause, depth + 1) }),
  }
}
