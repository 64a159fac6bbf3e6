import { Instant, Text } from '@liuhen/core/kernel'
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
    allow: ['information-centre', 'system-administrator', 'audit-administrator'],
    title: 'How the machine stands, in words, with what to do',
    reply: z.object({ at: Instant, checks: z.array(HealthCheck) }),
  },
})
