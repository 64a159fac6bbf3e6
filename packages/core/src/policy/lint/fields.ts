import { keysOfField, type PaperField } from '../../papers/index.ts'
import type { Pack } from '../pack.ts'
import { inPack } from './finding.ts'
import type { Finding } from './finding.ts'

/** Papers that state one fact in two fields and do not say that they mean to: the two could differ. */
export const fieldsRepeated = (pack: Pack): readonly Finding[] =>
  pack.rules.flatMap((rule) =>
    rule.kind === 'paper' || rule.kind === 'paper-fields' || rule.kind === 'statement'
      ? repeated(rule.fields).map((key) =>
          inPack(
            pack,
            'field-repeated',
            `rules/${rule.id}`,
            `两个栏目是同一事实 ${key}`,
            `two fields are about the same fact ${key}`,
          ),
        )
      : [],
  )

function repeated(fields: readonly PaperField[]): readonly string[] {
  const seen = new Set<string>()
  return fields.flatMap((field) =>
    keysOfField(field).filter((key) => {
      const isTwice = seen.has(key) && field.again !== true
      seen.add(key)
      return isTwice
    }),
  )
}
