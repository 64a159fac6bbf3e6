import type { CaseState, Surcharge, UntoldSurcharge } from '../case/index.ts'
import type { CalendarDate, Citation, Obstacle, Text } from '../kernel/index.ts'
import type { FactKey, FactType, FactValue, OfficerValue } from '../papers/index.ts'
import type { RuleOf, RulesOn, Standing } from '../policy/index.ts'

export type PaperStanding = Standing<RuleOf<'paper'>>
export type Values = Readonly<Partial<Record<FactKey, FactValue>>>

/** A signature under an approval of an act of the case. */
export interface ApprovedBy {
  readonly act: string
  /** As the instrument prints it. */
  readonly post: string
  readonly name: string
  readonly on: CalendarDate
  readonly opinion: 'agreed' | 'differs' | 'returned'
  readonly words?: string
}

/** Another paper of the same case, as it stands. */
export interface OtherPaper {
  readonly id: string
  readonly rule: string
  readonly title: string
  readonly number?: string
  readonly frozen: boolean
  readonly values: Values
  readonly acts: readonly string[]
  /** The measure that it is of, by its act. */
  readonly measure?: string
}

/** Everything a paper is made from besides what is written in it: gathered by whoever asks, never looked up here. */
export interface Around {
  readonly authority: string
  /** The day of the paper. */
  readonly day: CalendarDate
  readonly rules: RulesOn
  readonly case: CaseState
  /** The unit of the case, by its name. */
  readonly team: string
  /** Who handles the case, as the register has them today. */
  readonly officers: readonly OfficerValue[]
  readonly approved: readonly ApprovedBy[]
  /** The oldest first. */
  readonly others: readonly OtherPaper[]
  /** Papers that were made elsewhere and lie in the file, by the rules they are of. */
  readonly filed?: readonly string[]
  /** What is owed of the fine on the day of the paper, and what was added to it; absent where no fine stands that was served. */
  readonly surcharge?: Surcharge | UntoldSurcharge
  /** The measure that the paper is of, by its act. */
  readonly measure?: string
  /** As it is printed; absent while none is taken. */
  readonly number?: string
  /** What is written in the paper, by its digest; absent before it is begun, and once it is fixed. */
  readonly draft?: { readonly id: string; readonly digest: string }
  /** What binds a page to this version. */
  readonly code: string
}

/** Something without which it is not printed for signature. */
export interface Lack extends Obstacle {
  readonly citation?: Citation
}

/** One field as a screen shows it. */
export interface FieldShown {
  readonly key: FactKey
  /** As the paper prints it. */
  readonly label: Text
  readonly type: FactType
  /**
   * `derived`: it follows from the case, always anew. `suggested`: it was copied once and is the officer's. `asked`: the officer
   * says it. `opinion`: whoever approves says it. `fixed`: the pack prints it.
   */
  readonly kind: 'derived' | 'suggested' | 'asked' | 'opinion' | 'fixed'
  readonly value?: FactValue
  /** As it is printed; absent of a list. */
  readonly words?: string
  /** Where it comes from. */
  readonly from?: Text
  /** Of one that was copied: what the case says today, where that is another thing. */
  readonly now?: FactValue
  readonly mayLack: boolean
  readonly lacks: readonly Lack[]
}
