import type { z } from 'zod'
import type { FactKey, FactValue } from '../papers/index.ts'
import type { EventOf, Signed } from '../stream/index.ts'
import { signed } from '../stream/index.ts'
import type { paperEvents, Template } from './events.ts'

type Body<K extends keyof typeof paperEvents> = z.infer<(typeof paperEvents)[K]>

/** One field of a draft: its value, how often it was changed, and what others wrote who had not seen it. */
export interface KeptField {
  readonly value?: FactValue
  readonly version: number
  readonly by: Signed
  /** The version from which on nobody else has changed it. */
  readonly since: number
  /** As it was copied from the case when the paper was begun. */
  readonly copied?: FactValue
  readonly rivals: readonly (Signed & { readonly value?: FactValue })[]
}

export type Frozen = Body<'PaperFrozen/1'> & Signed
/** A place that was signed, or refused. */
export type Mark = Signed &
  (({ readonly is: 'signed' } & Body<'PaperSigned/1'>) | ({ readonly is: 'refused' } & Body<'SignatureRefused/1'>))

export interface PaperState extends Omit<Body<'PaperBegun/1'>, 'values'> {
  readonly begun: Signed
  readonly fields: Readonly<Partial<Record<FactKey, KeptField>>>
  /** Who types it, where it is a record: one at a time. */
  readonly recorder?: string
  /** Goes up with everything that changes what would be printed. */
  readonly edition: number
  readonly numbered?: Body<'PaperNumbered/1'> & Signed
  readonly frozen?: Frozen
  readonly marks: readonly Mark[]
  readonly finished?: Signed
  readonly voided?: Signed & { readonly reason: string }
  readonly corrected?: Signed & Body<'PaperCorrected/1'>
}

export type PaperStands = 'draft' | 'signing' | 'finished' | 'void'

export const paperStands = ({ voided, finished, frozen }: PaperState): PaperStands =>
  voided ? 'void' : finished ? 'finished' : frozen ? 'signing' : 'draft'

const same = (one: FactValue | undefined, other: FactValue | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

function written(
  fields: PaperState['fields'],
  { field, value: given, base }: Body<'PaperWritten/1'>['edits'][number],
  by: Signed,
): PaperState['fields'] {
  const before = fields[field]
  const value = given ?? undefined
  const held = { version: 0, since: 0, rivals: [], ...before }
  if (before !== undefined && same(before.value, value) && base !== before.version) return fields
  // Whoever had not seen the last value gets theirs kept beside it: neither is lost, and a person chooses.
  // Who goes on from their own, whose last reply was lost on the way, has seen what they wrote themselves.
  const isOwn = before?.by.by === by.by && base >= held.since - 1
  const { value: _gone, ...rest } = held
  const next: KeptField =
    base < held.version && !isOwn
      ? { ...held, by: before?.by ?? by, rivals: [...held.rivals, { ...(value !== undefined && { value }), ...by }] }
      : {
          ...rest,
          ...(value !== undefined && { value }),
          version: held.version + 1,
          by,
          since: before?.by.by === by.by ? held.since : held.version + 1,
          rivals: [],
        }
  return { ...fields, [field]: next }
}

/** What the events of one `paper:` stream leave behind. */
export function evolvePaper(state: PaperState | undefined, event: EventOf<typeof paperEvents>): PaperState | undefined {
  const by = signed(event)
  if (event.kind === 'PaperBegun/1') {
    const { values, ...body } = event.body
    const fields = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        { value, version: 1, by, since: 1, copied: value, rivals: [] },
      ]),
    )
    return { ...body, begun: by, fields, edition: 1, marks: [] }
  }
  if (!state) return undefined
  switch (event.kind) {
    case 'PaperWritten/1': {
      const fields = event.body.edits.reduce((so, one) => written(so, one, by), state.fields)
      return { ...state, fields, edition: state.edition + 1 }
    }
    case 'PaperTakenUp/1':
      return { ...state, recorder: event.actor }
    case 'PaperMoved/1':
      return { ...state, template: event.body.template, edition: state.edition + 1 }
    case 'PaperNumbered/1':
      return { ...state, numbered: { ...event.body, ...by } }
    case 'PaperFrozen/1':
      return { ...state, frozen: { ...event.body, ...by } }
    case 'PaperSigned/1':
      return { ...state, marks: [...state.marks, { is: 'signed', ...event.body, ...by }] }
    case 'SignatureRefused/1':
      return { ...state, marks: [...state.marks, { is: 'refused', ...event.body, ...by }] }
    case 'PaperFinished/1':
      return { ...state, finished: by }
    case 'PaperVoided/1':
      return { ...state, voided: { ...event.body, ...by } }
    case 'PaperCorrected/1':
      return { ...state, corrected: { ...event.body, ...by } }
    case 'PaperUncorrected/1': {
      const { corrected: _voided, ...before } = state
      return before
    }
    default:
      return state
  }
}

/** What is written in a paper, as it stands. */
export const valuesOf = ({ fields }: Pick<PaperState, 'fields'>): Readonly<Partial<Record<FactKey, FactValue>>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, field]) => (field.value === undefined ? [] : [[key, field.value]])),
  )

/** Fields of which two values stand, and nobody has chosen. */
export const disputed = ({ fields }: Pick<PaperState, 'fields'>): readonly FactKey[] =>
  Object.entries(fields).flatMap(([key, field]) => (field.rivals.length > 0 ? [key as FactKey] : []))

/** The places of a frozen paper that nobody has signed or refused yet, page by page. */
export function unsigned({ frozen, marks }: Pick<PaperState, 'frozen' | 'marks'>): Frozen['places'] {
  return (frozen?.places ?? []).filter(
    (place) => !marks.some((mark) => mark.slot === place.slot && mark.page === place.page),
  )
}

export const templateIs = (one: Template, other: Template): boolean => one.sha256 === other.sha256
