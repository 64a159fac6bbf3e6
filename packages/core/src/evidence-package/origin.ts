import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import type { SealedFacts } from './item-facts.ts'

/**
 * What 制作方法 has to say of an original that came so, `spec/package.md` section 5: of each group at least one. The words
 * are those of `recordings/origin-words.ts`. Nothing where the event is from before it was asked how a file came.
 */
export function originWords({ preserved: { provenance }, isConfirmed }: SealedFacts): readonly (readonly string[])[] {
  if (provenance === undefined) return []
  if (provenance.how === 'docked' && provenance.asked) return [['经采集站']]
  const how = provenance.how === 'docked' ? '没有询问设备' : '没有经过采集站'
  return [[how], ...(isConfirmed ? [] : [['未经核实', '不属实']])]
}

/** What a reader should know of how an original came that no station read from the device it had asked. */
export function originRemarks({ preserved: { provenance }, isConfirmed }: SealedFacts): readonly Text[] {
  if (provenance === undefined || (provenance.how === 'docked' && provenance.asked)) return []
  const how =
    provenance.how === 'docked'
      ? text('从存储卡读取，没有询问设备', 'Read from a card; the device was not asked')
      : text('由人上传，没有经过采集站', 'Sent by a person; no docking station read it')
  const confirmed = isConfirmed
    ? text('来源经人核实', 'where it is from was confirmed by somebody')
    : text('来源未经核实', 'where it is from is unconfirmed')
  return [text(`${how.zh}；${confirmed.zh}`, `${how.en}; ${confirmed.en}`)]
}
