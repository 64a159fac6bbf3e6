import { Instant, Text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'

const makers = ['legal-section', 'custodian', 'information-centre'] as const

export const PackageRow = z.object({
  id: z.uuid(),
  purpose: z.string(),
  recipient: z.string(),
  recordings: z.array(z.uuid()),
  /** How many of them went as their redacted copies. */
  redacted: z.number().int(),
  /** Whose bound volume it holds. */
  case: z.uuid().optional(),
  bytes: z.number().int(),
  madeAt: Instant,
  madeBy: z.string(),
  /** Its folder's name, on the server and inside the .zip: ASCII. */
  folder: z.string(),
  /** The .zip's name for people. */
  fileName: z.string(),
  /** Whether its .zip is there; not so while it is made, or when that was interrupted. */
  ready: z.boolean(),
})
export type PackageRow = z.infer<typeof PackageRow>

/** A package that is being made: how many of its bytes have been copied and compared. */
export const PackageUnderWay = z.object({
  id: z.uuid(),
  purpose: z.string(),
  recipient: z.string(),
  madeBy: z.string(),
  phase: z.enum(['copying', 'packing']),
  done: z.number().int(),
  bytes: z.number().int(),
})
export type PackageUnderWay = z.infer<typeof PackageUnderWay>

/** 证明对象 and for whom; the rest of the statement is taken from the record itself. */
export const PackageOrder = z.object({
  recordings: z.array(z.uuid()).min(1).max(500),
  purpose: z.string().trim().min(2).max(500),
  recipient: z.string().trim().min(2).max(120),
  /** 案号 */
  caseNumber: z.string().trim().min(2).max(120).optional(),
  /** The granted request under which it is made, where it is another’s. */
  request: z.uuid().optional(),
  /** Recordings of which a redacted copy is approved go as that; for a party and to be published they always do. */
  redacted: z.boolean().optional(),
})

/** What a package will lack or leave open. */
export const PackageWarning = z.object({
  about: z.enum(['open-gap', 'unknown-holder', 'unconfirmed-claim', 'rejected-claim', 'goes-redacted']),
  message: Text,
  recordings: z.array(z.uuid()),
})
export type PackageWarning = z.infer<typeof PackageWarning>

export const packagesEndpoints = endpoints({
  makePackage: {
    method: 'POST',
    path: '/api/packages',
    allow: makers,
    title: 'Make an evidence package',
    body: PackageOrder,
    reply: PackageRow,
  },
  checkPackage: {
    method: 'POST',
    path: '/api/packages/check',
    allow: makers,
    title: 'What a package of these recordings would leave open',
    body: PackageOrder.pick({ recordings: true, request: true, redacted: true }),
    reply: z.array(PackageWarning),
  },
  listPackages: {
    method: 'GET',
    path: '/api/packages',
    allow: makers,
    title: 'Evidence packages',
    reply: z.array(PackageRow),
  },
  packagesUnderWay: {
    method: 'GET',
    path: '/api/packages/under-way',
    allow: makers,
    title: 'Evidence packages being made, and how far',
    reply: z.array(PackageUnderWay),
  },
  packageZip: {
    method: 'GET',
    path: '/api/packages/:id/zip',
    allow: makers,
    title: 'An evidence package as one .zip',
    params: z.object({ id: z.uuid() }),
    query: z.object({ request: z.uuid().optional() }),
    raw: true,
  },
})
