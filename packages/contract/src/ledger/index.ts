import { Instant, Text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'

export const LogStatus = z.object({
  origin: z.string(),
  verifierKey: z.string(),
  keyId: z.string(),
  size: z.number().int(),
  checkpoint: z.string().optional(),
  checkpointAt: Instant.optional(),
  root: z.string().optional(),
  pending: z.number().int(),
  /** Milliseconds the oldest unsealed event has waited. */
  lag: z.number().int(),
  sealing: z.object({ state: z.enum(['sealing', 'waiting', 'stopped']), reason: Text.optional() }),
  lastAudit: z
    .object({
      at: Instant,
      clean: z.boolean(),
      events: z.number().int(),
      blobs: z.number().int(),
      differences: z.number().int(),
    })
    .optional(),
  witnesses: z.array(z.object({ name: z.string() })),
  recent: z.array(z.object({ size: z.number().int(), at: Instant })),
})
export type LogStatus = z.infer<typeof LogStatus>

export const JournalRow = z.object({
  position: z.number().int(),
  id: z.string(),
  stream: z.string(),
  version: z.number().int(),
  kind: z.string(),
  at: Instant,
  by: z.string(),
  index: z.number().int().optional(),
})
export type JournalRow = z.infer<typeof JournalRow>

export const ledgerEndpoints = endpoints({
  logStatus: {
    method: 'GET',
    path: '/api/log',
    allow: 'signed-in',
    title: 'The log: size, checkpoint, lag, keys, last audit',
    reply: LogStatus,
  },
  journal: {
    method: 'GET',
    path: '/api/journal',
    allow: ['audit-administrator'],
    title: 'The journal, newest first, without bodies',
    query: z.object({ before: z.coerce.number().int().optional(), kind: z.string().max(60).optional() }),
    reply: z.array(JournalRow),
  },
  proof: {
    method: 'GET',
    path: '/api/log/proofs/:id',
    allow: 'signed-in',
    title: 'The tlog-proof of an event',
    params: z.object({ id: z.uuid() }),
    raw: true,
  },
  checkpoint: {
    method: 'GET',
    path: '/log/checkpoint',
    allow: 'anyone',
    title: 'The latest signed checkpoint',
    raw: true,
  },
  verifierKey: { method: 'GET', path: '/log/key', allow: 'anyone', title: "The log's public key", raw: true },
  tile: { method: 'GET', path: '/log/tile/*', allow: 'anyone', title: 'A tile of the log', raw: true },
  health: {
    method: 'GET',
    path: '/api/health',
    allow: 'anyone',
    title: 'Whether the server is up',
    reply: z.object({ ok: z.boolean() }),
  },
})
