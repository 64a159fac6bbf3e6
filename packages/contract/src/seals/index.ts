import { Instant, Sha256 } from '@liuhen/core/kernel'
import { SealedCopy } from '@liuhen/core/seals'
import { z } from 'zod'
import { caseLookers } from '../cases/endpoints.ts'
import { endpoints } from '../endpoint.ts'

export const SealedCopyView = SealedCopy.pick({ format: true, bytes: true, seals: true }).extend({
  id: z.uuid(),
  sha256: Sha256,
  at: Instant,
  by: z.string(),
})
export type SealedCopyView = z.infer<typeof SealedCopyView>

const id = z.object({ id: z.uuid() })

export const sealsEndpoints = endpoints({
  listSealedCopies: {
    method: 'GET',
    path: '/api/papers/:id/sealed-copies',
    allow: caseLookers,
    title: 'A fixed paper as it came back from the seal service, and what can be said of its seals',
    params: id,
    reply: z.array(SealedCopyView),
  },
  keepSealedCopy: {
    method: 'POST',
    path: '/api/papers/:id/sealed-copies',
    allow: ['officer', 'team-leader', 'deputy-head', 'head'],
    title: 'Take back a paper that the seal service has sealed: it is kept beside what was fixed, or refused with why',
    params: id,
    body: z.object({ file: z.base64().min(8).max(44_000_000) }),
    reply: id,
    most: 45 * 1024 * 1024,
  },
  sealedCopyFile: {
    method: 'GET',
    path: '/api/sealed-copies/:id/file',
    allow: caseLookers,
    title: 'The sealed copy itself',
    params: id,
    raw: true,
  },
})
