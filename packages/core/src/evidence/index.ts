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
export { mediaTypes, photographTypes, sniff, SNIFF_LENGTH, typeByName } from './media-type.ts'
export type { MediaType } from './media-type.ts'
export { ContainerProblem, weightOf } from './container-problem.ts'
export { BoxFacts, Stamp, walkBoxes } from './boxes.ts'
export { isoPlace, Place } from './place.ts'
export type { Read } from './box-walk.ts'
export type { HeifPicture, Span } from './heif.ts'
export { structureOf } from './structure.ts'
export type { Structure } from './structure.ts'
export * from './stamps.ts'
export { Segment, takesOf, TOLERANCE } from './takes.ts'
export type { Take } from './takes.ts'
export { Explanation, gapsOf, openGaps, overlapsOf } from './gaps.ts'
export type { Gap, GapLimits, Overlap } from './gaps.ts'
export { readWritten, WrittenTime } from './written.ts'
