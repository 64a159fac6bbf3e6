import { createHash } from 'node:crypto'
import type { LayoutBlock, PaperLayout, SlotPlace } from '@liuhen/core/papers'
import type { Typeset } from '../packages/index.ts'

/** What makes pages of a layout: the same layout and the same templates are the same bytes. */
export interface Typesetter {
  /** Throws Refused where a character cannot be printed. */
  typeset(layout: PaperLayout): Promise<{
    readonly pdf: Uint8Array
    readonly pages: number
    readonly slots: readonly SlotPlace[]
  }>
  /** SHA-256, in hexadecimal, of everything that decides how a layout looks. */
  readonly digest: string
}

const SOURCE = `
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, date: datetime(year: d.y, month: d.m, day: d.d))
#set page(margin: (x: 28mm, top: 30mm, bottom: 50mm), footer: context [
  #for s in d.signatures [ #box(width: 50mm)[#s：] ] \\
  #d.code 第 #counter(page).display() 页 共 #counter(page).final().first() 页 ])
#set text(font: "Noto Serif CJK SC", size: 12pt, lang: "zh")
#align(center)[#d.authority \\ #text(16pt, d.title) \\ #d.number]
#for line in d.lines [#line \\ ]
`

const linesOf = (block: LayoutBlock): readonly string[] => {
  switch (block.kind) {
    case 'field':
      return [`${block.label}：${block.text ?? ''}`]
    case 'paragraph':
      return [block.text]
    case 'opinion':
      return [`${block.label}：${block.text ?? ''} ${block.signer ?? ''} ${block.on ?? ''}`]
    case 'dialogue':
      return block.lines.map((one) => `${{ asked: '问', answered: '答', noted: '记' }[one.who]}：${one.text}`)
    case 'table':
      return [block.label, block.columns.join(' | '), ...block.rows.map((row) => row.join(' | '))]
  }
}

/** Plain pages: every slot stands at the foot, as wide as a signature. */
export function plainTypesetter(typeset: Typeset): Typesetter {
  return {
    digest: createHash('sha256').update(SOURCE).digest('hex'),
    async typeset(layout) {
      const [y = 1970, m = 1, d = 1] = layout.day.split('-').map(Number)
      const { authority, title, number = '', code, signatures, blocks, draft } = layout
      const lines = [...(draft ? ['草稿'] : []), ...blocks.flatMap(linesOf)]
      const pdf = await typeset(SOURCE, {
        y,
        m,
        d,
        authority,
        title,
        number,
        code,
        lines,
        signatures: signatures.map((one) => one.label),
      })
      const pages = Math.max(
        1,
        Buffer.from(pdf)
          .toString('latin1')
          .match(/\/Type\s*\/Page\b/gu)?.length ?? 1,
      )
      const slots = signatures.flatMap(({ slot, where }, at) =>
        Array.from({ length: pages }, (_, i) => i + 1)
          .filter((page) => where === 'every-page' || page === pages)
          .map((page) => ({
            slot,
            page,
            x: 28 + (at % 3) * 50,
            y: 250 + Math.floor(at / 3) * 12,
            width: 45,
            height: 12,
          })),
      )
      return { pdf, pages, slots }
    },
  }
}
