import type { PublicDocument } from '../document.ts'
import { Html, html, lines } from './html.ts'

// Apart from the pages, and without schemas: the page that verifies writes these texts anew from what it has verified.

const STAGES = { before: '事前公示', during: '事中公示', after: '事后公示' } as const
const SUBJECTS = {
  who: '执法主体',
  basis: '执法依据',
  scope: '执法范围',
  powers: '执法权限',
  procedure: '执法程序',
  results: '执法结果',
} as const

const ENDINGS = { 'image/png': 'png', 'image/jpeg': 'jpg', 'application/pdf': 'pdf' } as const
/** An attachment is named by what it is, so that a name never means anything else. */
export const fileName = ({ sha256, media }: PublicDocument['attachments'][number]): string =>
  `${sha256.slice(0, 32)}.${ENDINGS[media]}`

const row = (name: string, what: Html | string): Html =>
  html`<div>
    <dt>${name}</dt>
    <dd>${what}</dd>
  </div> `

/** A publication as the public reads it, row by row. `up`: `../` from a page in a folder of its own. */
export function rowsOf(document: PublicDocument, up: string): readonly Html[] {
  const { texts, cites, entry, until, attachments, stage, subject, category, department, authority } = document
  const files = attachments.map((one) => html`<a href="${up}files/${fileName(one)}">${one.name}</a> `)
  return [
    row('类别', `${category}（${STAGES[stage]} · ${SUBJECTS[subject]}）`),
    ...(entry ? [row('权责清单', `${entry.number} ${entry.name}`)] : []),
    ...texts.filter((one) => one.text.trim() !== '').map((one) => row(one.name, lines(one.text))),
    ...(cites.length > 0 ? [row('有关依据', cites.join('；'))] : []),
    ...(files.length > 0 ? [row('附件', html`${files}`)] : []),
    row('公示单位', authority === department ? authority : `${authority} ${department}`),
    ...(until === undefined ? [] : [row('公示至', until)]),
  ]
}

export const tableOf = (rows: readonly Html[]): Html => html`<dl>${rows}</dl>`
