import { Instant, Text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { Days } from '../people/index.ts'

export const LogStatus = z.object({
  origin: z.string(),
  verifierKey: z.string(),
  keyId: z.string(),
  /** What the key looks like on packages, their paper and the offline page; spec/package.md section 6. */
  keyMark: z.object({
    hue: z.number(),
    cells: z.array(z.array(z.boolean())),
    characters: z.string(),
  }),
  size: z.number().int(),
  checkpoint: z.string().optional(),
  checkpointAt: Instant.optional(),
  root: z.string().optional(),
  /** The root read aloud, 24 characters, as papers print it. */
  rootWords: z.string().optional(),
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

/** One event of the journal, to be told by the sentence of its kind (`eventTold` of core/journal). */
export const JournalRow = z.object({
  position: z.number().int(),
  kind: z.string(),
  at: Instant,
  by: z.string(),
  /** What it is about, by its name. */
  what: Text.optional(),
  /** Who or what else is named in the sentence. */
  other: Text.optional(),
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
    query: z.object({
      before: z.coerce.number().int().optional(),
      /** The name of a kind of event, in whatever version: `AttemptRefused`. */
      kind: z
        .string()
        .regex(/^[A-Za-z]{1,60}$/)
        .optional(),
      /** Of this person's doing, or about their account. */
      by: z.uuid().optional(),
      ...Days.shape,
      /** Words in the name of what it is about. */
      search: z.string().max(80).optional(),
    }),
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
  /** Who did which kind of thing when: not for strangers. Before the tiles, of whose address it is a part. */
  entryBundle: {
    method: 'GET',
    path: '/log/tile/entries/*',
    allow: ['audit-administrator'],
    title: 'The leaves of a part of the log',
    raw: true,
  },
  tile: { method: 'GET', path: '/log/tile/*', allow: 'anyone', title: 'A tile of hashes of the log', raw: true },
})
