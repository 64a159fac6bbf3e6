import { inFours, visible } from '@liuhen/core/evidence-package'
import type { KeyMark, KeyReport, VerifyReport } from '@liuhen/core/evidence-package'
import type { Text } from '@liuhen/core/kernel'
import { h } from './dom.ts'
import type { Say } from './report-view.ts'
import { isGreen, WORDS } from './words.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** What a key looks like, the same as on paper and in a terminal. */
function markView({ hue, cells, characters }: KeyMark): HTMLElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 7 7')
  svg.setAttribute('aria-hidden', 'true')
  for (const [y, row] of cells.entries())
    for (const [x, filled] of row.entries()) {
      if (!filled) continue
      const cell = document.createElementNS(SVG, 'rect')
      for (const [name, value] of Object.entries({ x, y, width: 1, height: 1 })) cell.setAttribute(name, String(value))
      svg.append(cell)
    }
  const view = h('div', { class: 'mark' }, svg, h('b', {}, inFours(characters)))
  view.style.setProperty('--mark', `hsl(${hue} 65% 34%)`)
  return view
}

const marked = (title: Text, line: string, mark: KeyMark, say: Say): HTMLElement =>
  h(
    'div',
    { class: 'marked' },
    markView(mark),
    h('div', {}, h('p', { class: 'muted' }, say(title)), h('code', { class: 'whole' }, visible(line))),
  )

/** The key that signed, how it is to be compared, and what came of it. */
export function keyView(report: VerifyReport, say: Say, compare: (lines: string) => void): HTMLElement | undefined {
  const { key } = report
  if (key === undefined) return undefined
  const isCompared = key.trust === 'outside'
  return h(
    'section',
    { class: `sheet pad key ${key.trust}` },
    h(
      'h2',
      {},
      say(isCompared ? WORDS.keyTitle : key.trust === 'other' ? WORDS.keyOther : WORDS.keyFirst),
      ' ',
      isCompared && h('span', { class: isGreen(report) ? 'tag qing' : 'tag' }, say(WORDS.keySame)),
    ),
    h(
      'div',
      { class: 'marks' },
      marked(WORDS.signedBy, key.line, key.mark, say),
      ...(key.wanted ?? []).map((one) => marked(WORDS.keyGiven, one.line, one.mark, say)),
    ),
    othersView(key, say),
    !isCompared && h('p', { class: 'muted' }, say(WORDS.keyHint)),
    formOf(say, compare),
  )
}

/** Who signed besides, so that a log that changed its key, and its witnesses, are seen. */
function othersView({ line, signers }: KeyReport, say: Say): HTMLElement | false {
  const others = signers.filter((one) => one.line !== line)
  if (others.length === 0) return false
  const lines = others.map((one) =>
    h('li', {}, say(one.does === 'signs' ? WORDS.signsToo : WORDS.witnesses), ' ', h('code', {}, visible(one.line))),
  )
  return h('details', {}, h('summary', {}, say(WORDS.others)), h('ul', {}, ...lines))
}

function formOf(say: Say, compare: (lines: string) => void): HTMLElement {
  const input = h('textarea', { id: 'published', rows: '2', autocomplete: 'off', spellcheck: 'false' })
  const submit = (event: Event): void => {
    event.preventDefault()
    compare(input.value)
  }
  // One line is what is pasted as a rule: then Enter does what it does in a line.
  const keydown = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key === 'Enter' && !event.shiftKey) submit(event)
  }
  input.addEventListener('keydown', keydown)
  return h(
    'form',
    { submit },
    h('label', { for: 'published', class: 'hidden' }, say(WORDS.keyLabel)),
    input,
    h('button', { class: 'btn pri', type: 'submit' }, say(WORDS.compare)),
  )
}

/** The package's digest as the paper prints it. */
export function sealView(report: VerifyReport, say: Say): HTMLElement | undefined {
  const { seal, verdict } = report
  if (seal === undefined || verdict === 'foreign') return undefined
  return h(
    'section',
    { class: 'sheet pad' },
    h('h2', {}, say(WORDS.sealTitle)),
    h('p', { class: 'read' }, inFours(seal.characters)),
    h('code', { class: 'whole' }, `SHA-256 ${seal.indexSha256.replace(/.{8}(?=.)/g, '$& ')}`),
  )
}
