import type { Text } from '@liuhen/core/kernel'
import type { Target } from './sandbox.ts'

/** What became of an attack: the codes it was found by, and the sentence that says so. */
export interface Outcome {
  readonly by: readonly string[]
  readonly said: Text | undefined
}

/** One thing an intruder may do to the data, and who is to notice. */
export interface Attack {
  readonly name: string
  readonly title: Text
  /**
   * Which findings count as noticing it: at least one of these codes must be among what is reported, so that a difference
   * somewhere else is not taken for it.
   */
  readonly codes: readonly string[]
  /** Does it, and has it looked for. Undefined when there is nothing here it could be done to. */
  run(target: Target): Promise<Outcome | undefined>
}

/** An attack that the audit is to notice. `act` answers false when there is nothing it could be done to. */
export function onAudit(
  name: string,
  title: Text,
  codes: readonly string[],
  act: (target: Target) => Promise<boolean | void>,
): Attack {
  return {
    name,
    title,
    codes,
    async run(target) {
      if ((await act(target)) === false) return undefined
      return outcomeOf((await target.audit()).differences, codes)
    },
  }
}

/** Findings as an outcome; what is said is what notices the attack, where something does. */
export function outcomeOf(
  found: readonly { readonly code: string; readonly message: Text }[],
  codes: readonly string[],
): Outcome {
  const noticed = found.find((one) => codes.includes(one.code)) ?? found[0]
  return { by: [...new Set(found.map((one) => one.code))], said: noticed?.message }
}
