import { CalendarDate, Instant, Text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'

/** What is looked at, in the order it is told. */
export const checkNames = [
  'database',
  'sealing',
  'disk',
  'vault',
  'jobs',
  'uploads',
  'clock',
  'audit',
  'backup',
  'mail',
] as const

/** `watch`: nothing is lost and somebody should look before it is; `wrong`: something does not work. */
export const HealthCheck = z.object({
  check: z.enum(checkNames),
  state: z.enum(['well', 'watch', 'wrong']),
  said: Text,
  /** What to do; only where it is not well. */
  todo: Text.optional(),
})
export type HealthCheck = z.infer<typeof HealthCheck>

/** What was read again when: blobs of the vault by the server, discs by a drive or by whoever looked at them. */
export const Fixity = z.object({
  days: z.array(z.object({ day: CalendarDate, blobs: z.number().int(), bytes: z.number(), discs: z.number().int() })),
  /** When all of the vault had been read again; absent before the first round is over. */
  whole: Instant.optional(),
  /** So many blobs of the round under way. */
  checked: z.number().int(),
  /** Discs in the register that are kept, and those of them that were ever read again. */
  discs: z.object({ kept: z.number().int(), read: z.number().int() }),
})
export type Fixity = z.infer<typeof Fixity>

export const healthEndpoints = endpoints({
  health: {
    method: 'GET',
    path: '/api/health',
    allow: 'anyone',
    title: 'Whether the server is up, whether it can do its work, and which checks say no',
    reply: z.object({ ok: z.boolean(), live: z.boolean(), ready: z.boolean(), wrong: z.array(z.enum(checkNames)) }),
  },
  machineHealth: {
    method: 'GET',
    path: '/api/health/checks',
    allow: ['information-centre', 'system-administrator', 'audit-administrator', 'maintainer'],
    title: 'How the machine stands, in words, with what to do',
    reply: z.object({ at: Instant, checks: z.array(HealthCheck), fixity: Fixity }),
  },
})
