import { uncertaintyIn } from '@liuhen/core/evidence'
import { beijing } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import { fileOf, visible } from '@liuhen/core/evidence-package'
import type { Check, ItemReport, PackagedItem, VerifyReport } from '@liuhen/core/evidence-package'
import { h } from './dom.ts'
import { headKind, headline, isGreen, lasting, NEXT, SEALS, size, STATES, UNCOMPARED, WORDS } from './words.ts'

/** Says a text in the language that is on. */
export type Say = (words: Text) => string

/** A file of the package as the table shows it, verified or not yet. */
export interface Row {
  readonly item: PackagedItem
  readonly report?: ItemReport
  /** Whether the key that vouches was compared. */
  readonly isCompared?: boolean
  readonly isGreen?: boolean
}

const countsOf = ({ items, volume }: VerifyReport) => ({
  originals: items.filter(({ item }) => item.redacted === undefined).length,
  redacted: items.filter(({ item }) => item.redacted !== undefined).length,
  papers: volume?.papers.length,
})

const failedOf = (report: VerifyReport): readonly Extract<Check, { ok: false }>[] =>
  report.checks.flatMap((check) => (check.ok ? [] : [check]))

export function verdictView(report: VerifyReport, seconds: number, say: Say): HTMLElement {
  const { package: made, statement } = report
  const concerned = new Set(failedOf(report).flatMap(({ file }) => file ?? [])).size
  const facts = [
    statement?.caseNumber ?? made?.id,
    made?.bureau,
    statement && `${say(WORDS.extractor)} ${statement.extractor}`,
    statement && `${say(WORDS.extractedAt)} ${beijing(statement.extractedAt).slice(0, 16)}`,
  ].filter(Boolean)
  const isCompared = report.key?.trust === 'outside'
  const claims = facts.length === 0 || isCompared ? '' : `${say(WORDS.says)} `
  const kind = headKind(report)
  return h(
    'section',
    { class: `verdict ${kind}` },
    h('div', { class: 'seal', 'aria-hidden': 'true' }, say(SEALS[kind])),
    h(
      'div',
      {},
      h('h1', { tabindex: '-1' }, say(headline(kind, countsOf(report), concerned))),
      kind in NEXT && h('p', { class: 'next' }, say(NEXT[kind] as Text)),
      h(
        'p',
        { class: 'muted' },
        visible(`${claims}${[...facts, `${say(WORDS.took)} ${say(lasting(seconds))}`].join(' · ')}`),
      ),
    ),
  )
}

export function problemsView(report: VerifyReport, say: Say): HTMLElement | undefined {
  const failed = failedOf(report)
  if (failed.length === 0) return undefined
  const lines = failed.map(({ file, message }) =>
    h('li', {}, file !== undefined && h('code', {}, visible(file)), file !== undefined && ' ', visible(say(message))),
  )
  return h('section', { class: 'sheet pad problems' }, h('h2', {}, say(WORDS.problems)), h('ul', {}, ...lines))
}

export function tableView(rows: readonly Row[], say: Say): HTMLElement {
  const titles = [WORDS.file, WORDS.recorded, WORDS.digests, WORDS.place, WORDS.result].map(say)
  const body = rows.map((row) => {
    const cells = [
      fileCell(row, say),
      recordedCell(row.item, say),
      digestCell(fileOf(row.item)),
      placeCell(row),
      resultCell(row, say),
    ]
    return h('tr', {}, ...cells.map((cell, i) => h('td', { 'data-title': titles[i] }, cell)))
  })
  const head = h('thead', {}, h('tr', {}, ...titles.map((title) => h('th', { scope: 'col' }, title))))
  return h('section', { class: 'sheet files' }, h('table', {}, head, h('tbody', {}, ...body)))
}

const fileCell = ({ item }: Row, say: Say): HTMLElement =>
  h(
    'div',
    {},
    h('div', { class: 'name' }, visible(item.fileName) || item.path),
    h('code', {}, item.path),
    ' ',
    h('span', { class: 'muted bytes' }, size(fileOf(item).bytes)),
    item.redacted !== undefined && redactedNote(item, item.redacted, say),
  )

/** That it is not the original that lies here, why, and of which original it was made. */
const redactedNote = (
  { sha256 }: PackagedItem,
  { why, approvedAt }: NonNullable<PackagedItem['redacted']>,
  say: Say,
): HTMLElement =>
  h(
    'div',
    { class: 'small' },
    h('span', { class: 'tag zhe' }, say(WORDS.redacted)),
    ' ',
    visible(`${why.join('、')} · ${say(WORDS.approvedAt)} ${beijing(approvedAt).slice(0, 16)}`),
    h('details', {}, h('summary', {}, say(WORDS.ofOriginal)), h('code', { class: 'whole' }, grouped(sha256))),
  )

function recordedCell(item: PackagedItem, say: Say): HTMLElement {
  if (item.correctedTime !== undefined) {
    const error = item.timeError === undefined ? '' : ` ± ${say(uncertaintyIn(item.timeError))}`
    return h('span', { class: 'time' }, `${beijing(item.correctedTime)}${error}`)
  }
  const uncorrected = say({ zh: '设备时间，未校正', en: 'device time, uncorrected' })
  return h(
    'span',
    { class: 'time' },
    item.deviceTime === undefined ? '—' : `${visible(item.deviceTime)}（${uncorrected}）`,
  )
}

const short = (hex: string): string => `${hex.slice(0, 4)}…${hex.slice(-4)}`
const grouped = (hex: string): string => hex.replace(/.{8}(?=.)/g, '$& ')

export const digestCell = ({ sha256, sm3 }: Pick<PackagedItem, 'sha256' | 'sm3'>): HTMLElement =>
  h(
    'details',
    {},
    h('summary', {}, h('code', {}, `${short(sha256)} · ${short(sm3)}`)),
    h('code', { class: 'whole' }, `SHA-256 ${grouped(sha256)}`),
    h('code', { class: 'whole' }, `SM3 ${grouped(sm3)}`),
  )

const placeCell = ({ report }: Row): HTMLElement => h('span', {}, report?.logIndex?.toLocaleString('en-US') ?? '—')

function resultCell({ report, isCompared = false, isGreen: green = false }: Row, say: Say): HTMLElement {
  if (report === undefined) return h('span', { class: 'tag' }, say(WORDS.waiting))
  const remarks = report.remarks.map((remark) => h('span', { class: 'tag zhe' }, visible(say(remark))))
  const isSame = report.state === 'same'
  const tone = isSame && green ? 'qing' : isSame || report.state === 'missing' ? 'zhe' : 'zhu'
  const words = isSame && !isCompared ? UNCOMPARED : STATES[report.state]
  return h('div', { class: 'tags' }, h('span', { class: `tag ${tone}` }, say(words)), ...remarks)
}

export function meaningView(report: VerifyReport, say: Say): HTMLElement {
  const list = (entries: readonly Text[]): HTMLElement =>
    h('ul', {}, ...entries.map((entry) => h('li', {}, visible(say(entry)))))
  const isCompared = report.key?.trust === 'outside'
  const nothing = report.verdict === 'foreign' ? WORDS.nothingOfTheirs : WORDS.nothingProven
  const proven = report.proven.length === 0 ? h('p', { class: 'muted' }, say(nothing)) : list(report.proven)
  const isKnown = isCompared || report.verdict === 'foreign'
  const title = h('h2', { class: isGreen(report) ? 'qing' : 'zhe' }, say(isKnown ? WORDS.proven : WORDS.vouched))
  return h(
    'div',
    { class: 'two' },
    h('section', { class: 'sheet pad' }, title, proven),
    h(
      'section',
      { class: 'sheet pad' },
      h('h2', { class: 'zhu' }, say(WORDS.notProven)),
      list([...report.notProven, WORDS.selfSupplied]),
    ),
  )
}

export function checksView(report: VerifyReport, say: Say): HTMLElement {
  const lines = report.checks.map((check) => {
    const file = check.ok ? undefined : check.file
    const tone = check.ok ? (isGreen(report) ? 'qing' : '') : 'zhu'
    const mark = h('span', { class: tone, 'aria-hidden': 'true' }, check.ok ? '✓ ' : '✗ ')
    return h('li', {}, mark, visible(say(check.message)), file !== undefined && h('code', {}, ` ${visible(file)}`))
  })
  return h('details', { class: 'checks' }, h('summary', {}, say(WORDS.allChecks)), h('ul', {}, ...lines))
}
