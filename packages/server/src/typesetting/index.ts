export type { Joined, Part, Stamp } from './join.ts'
export { objectsOf } from './objects.ts'
export { typesetter } from './typesetter.ts'
export type { Typeset, Typesetter, TypesettingOptions } from './typesetter.ts'
