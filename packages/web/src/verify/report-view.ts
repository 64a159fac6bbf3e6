import { beijing } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import { visible } from '@liuhen/core/evidence-package'
import type { Check, ItemReport, PackagedItem, VerifyReport } from '@liuhen/core/evidence-package'
import { h } from './dom.ts'
import { headline, lasting, SEALS, size, STATES, WORDS } from './words.ts'

/** Says a text in the language that is on. */
export type Say = (words: Text) => string

/** A file of the package as the table shows it, verified or not yet. */
export interface Row {
  readonly item: PackagedItem
  readonly report?: ItemReport
}

const failedOf = (report: VerifyReport): readonly Extract<Check, { ok: false }>[] =>
  report.checks.flatMap((check) => (check.ok ? [] : [check]))

export function verdictView(report: VerifyReport, seconds: number, say: Say): HTMLElement {
  const { verdict, package: made, statement } = report
  const concerned = new Set(failedOf(report).flatMap(({ file }) => file ?? [])).size
  const parts = [
    statement?.caseNumber ?? made?.id,
    made?.bureau,
    statement && `${say(WORDS.extractor)} ${statement.extractor}`,
    statement && `${say(WORDS.extractedAt)} ${beijing(statement.extractedAt).slice(0, 16)}`,
    `${say(WORDS.took)} ${say(lasting(seconds))}`,
  ]
  return h(
    'section',
    { class: `verdict ${verdict}` },
    h('div', { class: 'seal', 'aria-hidden': 'true' }, say(SEALS[verdict])),
    h(
      'div',
      {},
      h('h1', { tabindex: '-1' }, say(headline(verdict, report.items.length, concerned))),
      h('p', { class: 'muted' }, visible(parts.filter(Boolean).join(' · '))),
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
      fileCell(row),
      recordedCell(row.item, say),
      digestCell(row.item),
      placeCell(row),
      resultCell(row, say),
    ]
    return h('tr', {}, ...cells.map((cell, i) => h('td', { 'data-title': titles[i] }, cell)))
  })
  const head = h('thead', {}, h('tr', {}, ...titles.map((title) => h('th', { scope: 'col' }, title))))
  return h('section', { class: 'sheet files' }, h('table', {}, head, h('tbody', {}, ...body)))
}

const fileCell = ({ item }: Row): HTMLElement =>
  h(
    'div',
    {},
    h('div', { class: 'name' }, visible(item.fileName) || item.path),
    h('code', {}, item.path),
    ' ',
    h('span', { class: 'muted bytes' }, size(item.bytes)),
  )

function recordedCell(item: PackagedItem, say: Say): HTMLElement {
  if (item.correctedTime !== undefined) {
    const error =
      item.clock === undefined ? '' : ` ± ${Math.ceil(item.clock.error / 1000)} ${say({ zh: '秒', en: 's' })}`
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

const digestCell = ({ sha256, sm3 }: PackagedItem): HTMLElement =>
  h(
    'details',
    {},
    h('summary', {}, h('code', {}, `${short(sha256)} · ${short(sm3)}`)),
    h('code', { class: 'whole' }, `SHA-256 ${grouped(sha256)}`),
    h('code', { class: 'whole' }, `SM3 ${grouped(sm3)}`),
  )

const placeCell = ({ report }: Row): HTMLElement => h('span', {}, report?.logIndex?.toLocaleString('en-US') ?? '—')

function resultCell({ report }: Row, say: Say): HTMLElement {
  if (report === undefined) return h('span', { class: 'tag' }, say(WORDS.waiting))
  const remarks = report.remarks.map((remark) => h('span', { class: 'tag zhe' }, visible(say(remark))))
  const tone = report.state === 'same' ? 'qing' : report.state === 'missing' ? 'zhe' : 'zhu'
  return h('div', { class: 'tags' }, h('span', { class: `tag ${tone}` }, say(STATES[report.state])), ...remarks)
}

export function meaningView(report: VerifyReport, say: Say): HTMLElement {
  const list = (entries: readonly Text[]): HTMLElement =>
    h('ul', {}, ...entries.map((entry) => h('li', {}, visible(say(entry)))))
  const proven = report.proven.length === 0 ? h('p', { class: 'muted' }, say(WORDS.nothingProven)) : list(report.proven)
  return h(
    'div',
    { class: 'two' },
    h('section', { class: 'sheet pad' }, h('h2', { class: 'qing' }, say(WORDS.proven)), proven),
    h(
      'section',
      { class: 'sheet pad' },
      h('h2', { class: 'zhu' }, say(WORDS.notProven)),
      list([...report.notProven, WORDS.selfSupplied]),
    ),
  )
}

export function keyView(report: VerifyReport, say: Say, compare: (line: string) => void): HTMLElement | undefined {
  const { key } = report
  if (key === undefined) return undefined
  const input = h('input', { type: 'text', id: 'published', autocomplete: 'off', spellcheck: 'false' })
  const submit = (event: Event): void => {
    event.preventDefault()
    compare(input.value.trim())
  }
  const isCompared = key.trust === 'outside'
  const same = say({ zh: '与您提供的公钥一致', en: 'Same as the key you gave' })
  return h(
    'section',
    { class: 'sheet pad key' },
    h('h2', {}, say(WORDS.keyTitle), ' ', isCompared && h('span', { class: 'tag qing' }, same)),
    h('code', { class: 'whole' }, visible(key.line)),
    h('p', { class: 'muted' }, say(WORDS.keyHint)),
    h(
      'form',
      { submit },
      h('label', { for: 'published', class: 'hidden' }, say(WORDS.keyLabel)),
      input,
      h('button', { class: 'btn', type: 'submit' }, say(WORDS.compare)),
    ),
  )
}

export function checksView(report: VerifyReport, say: Say): HTMLElement {
  const lines = report.checks.map((check) => {
    const file = check.ok ? undefined : check.file
    const mark = h('span', { class: check.ok ? 'qing' : 'zhu', 'aria-hidden': 'true' }, check.ok ? '✓ ' : '✗ ')
    return h('li', {}, mark, visible(say(check.message)), file !== undefined && h('code', {}, ` ${visible(file)}`))
  })
  return h('details', { class: 'checks' }, h('summary', {}, say(WORDS.allChecks)), h('ul', {}, ...lines))
}
