import type { CaseState } from '@liuhen/core/case'

/** Every recording that is tied to an act of the case that stands. */
export const recordingsOf = ({ acts }: CaseState): readonly string[] => [
  ...new Set(acts.flatMap((one) => (one.struck ? [] : one.recordings.map(({ recording }) => recording)))),
]
