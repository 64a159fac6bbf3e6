import { z } from 'zod'
import { type Text, text } from '../kernel/index.ts'
import { FactKey, facts } from './facts.ts'

/** A field of a paper: the fact it is about, or the facts one field states together (听证时间和地点), and its name as printed. */
export const PaperField = z.strictObject({
  key: z.union([FactKey, z.array(FactKey).min(2)]),
  label: z.string().min(1),
  /** The paper states the same fact a second time, as its form has it. */
  again: z.literal(true).optional(),
})
export type PaperField = z.infer<typeof PaperField>

export const keysOfField = ({ key }: Pick<PaperField, 'key'>): readonly FactKey[] => [key].flat()

/** What a field is called: in Chinese as it is printed, in English what the facts are. */
export const fieldText = (field: PaperField): Text =>
  text(
    field.label,
    keysOfField(field)
      .map((key) => facts[key].title.en)
      .join(' and '),
  )
