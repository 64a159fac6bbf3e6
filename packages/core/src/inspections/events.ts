import { z } from 'zod'
import { Sha256, text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import { drawEvents, OutsideSource } from '../supervision/index.ts'

const Words = z.string().trim().min(2).max(2000)

/** One of 检查对象名录, as it was entered: whom an inspection may be drawn of. */
export const InspectionObject = z.object({
  name: z.string().trim().min(2).max(120),
  /** 统一社会信用代码, or whatever number the list has. */
  number: z.string().trim().min(1).max(40).exactOptional(),
  address: z.string().trim().min(1).max(200).exactOptional(),
  kind: z.enum(['citizen', 'organisation']),
})
export type InspectionObject = z.infer<typeof InspectionObject>

/** One of 执法检查人员名录, as the register had them on that day. */
export const PoolOfficer = z.object({ id: z.uuid(), name: z.string(), certificate: z.string().exactOptional() })
export type PoolOfficer = z.infer<typeof PoolOfficer>

/** Why somebody who is registered for enforcement is not drawn. */
export const LeftOutFor = z.enum(['auxiliary', 'suspended', 'off-duty', 'no-certificate', 'certificate-not-in-force'])
export type LeftOutFor = z.infer<typeof LeftOutFor>

/** Each of these in words. */
export const leftOutFor: Readonly<Record<LeftOutFor, Text>> = {
  auxiliary: text('协管人员', 'auxiliary'),
  suspended: text('账号停用', 'suspended'),
  'off-duty': text('停止执行职务', 'suspended from duty'),
  'no-certificate': text('没有执法证', 'no certificate'),
  'certificate-not-in-force': text('执法证不在有效期内', 'certificate not in force'),
}

/** Somebody who was not among those drawn from, and why. */
export const LeftOut = z.object({ id: z.uuid(), name: z.string(), why: LeftOutFor })
export type LeftOut = z.infer<typeof LeftOut>

/** How many of each list are drawn. A draw of one is none, and a pair inspects. */
export const Take = z.object({
  objects: z.number().int().min(2).max(2000),
  officers: z.number().int().min(2).max(500),
})

export const inspectionDrawEvents = {
  'InspectionListsFrozen/1': z.object({
    title: z.string().trim().min(2).max(120),
    /** Whose officers; none: those of the whole bureau. */
    units: z.array(z.uuid()).max(200),
    objects: z.array(z.object({ id: z.uuid(), ...InspectionObject.shape })).max(3000),
    officers: z.array(PoolOfficer).max(2000),
    leftOut: z.array(LeftOut).max(3000),
    take: Take,
    /** Of both lists together. */
    count: z.number().int().positive(),
    digest: Sha256,
    outside: OutsideSource.exactOptional(),
    /** Draws of the same objects that were not gone through, in whose place this one is, and why. */
    again: z.object({ draws: z.array(z.uuid()).min(1).max(200), reason: Words }).exactOptional(),
  }),
  /** The drawn objects in the order of their tickets, then the drawn officers in theirs. */
  'InspectionDrawn/1': drawEvents['SampleDrawn/1'],
  /** Who goes in the place of an officer who is hindered: the next in the order of the draw; `passed` could not be given it then. */
  'InspectorReplaced/1': z.object({
    object: z.uuid(),
    officer: z.uuid(),
    instead: z.uuid(),
    passed: z.array(LeftOut).max(2000),
    reason: Words,
  }),
  /** The inspection of one of the drawn objects was begun: its case, and who handles it. */
  'InspectionBegun/1': z.object({ object: z.uuid(), case: z.uuid(), officers: z.array(z.uuid()).min(1).max(20) }),
} as const
