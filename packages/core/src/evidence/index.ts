/**
 * What can be read off a file before anyone has watched it: what its name claims, what its container says, how far the
 * device's clock was out, which files are one recording, and where time is missing.
 *
 * Terms. *Device time*: the digits the device showed or wrote. *Offset*: device minus station. *Segment*: one file.
 * *Take*: one press of the record button, one or more segments. *Gap*: time not recorded.
 */
export { compilePattern, NamePattern, readName, safeName } from './names.ts'
export type { ReadName } from './names.ts'
export * from './default-patterns.ts'
export * from './device-time.ts'
export * from './clock.ts'
export { mediaTypes, sniff, SNIFF_LENGTH, typeByName } from './media-type.ts'
export type { MediaType } from './media-type.ts'
export { ContainerProblem } from './container-problem.ts'
export { BoxFacts, Place, Stamp, walkBoxes } from './boxes.ts'
export type { Read } from './boxes.ts'
export * from './completeness.ts'
export * from './stamps.ts'
export { Segment, takesOf, TOLERANCE } from './takes.ts'
export type { Take } from './takes.ts'
export { Explanation, gapsOf, openGaps, overlapsOf } from './gaps.ts'
export type { Gap, GapLimits, Overlap } from './gaps.ts'
