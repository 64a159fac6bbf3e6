import { beijing } from '@liuhen/core/kernel'
import type { Instant, Text } from '@liuhen/core/kernel'
import { paperPath, sealedPath, visible } from '@liuhen/core/evidence-package'
import type { ItemState, PackagedApproval, PackagedPaper, VerifyReport } from '@liuhen/core/evidence-package'
import { h } from './dom.ts'
import { digestCell } from './report-view.ts'
import type { Say } from './report-view.ts'
import { HOW, isGreen, OPINIONS, size, STATES, UNCOMPARED, VERDICTS, WORDS } from './words.ts'

/** Papers of a volume with their signatures, and its approvals with who gave them. */
export function volumeView(report: VerifyReport, say: Say): HTMLElement | undefined {
  const { volume } = report
  if (volume === undefined) return undefined
  const result = (state: ItemState): HTMLElement => {
    const isSame = state === 'same'
    const tone = isSame && isGreen(report) ? 'qing' : isSame || state === 'missing' ? 'zhe' : 'zhu'
    const words = isSame && report.key?.trust !== 'outside' ? UNCOMPARED : STATES[state]
    return h('div', { class: 'tags' }, h('span', { class: `tag ${tone}` }, say(words)))
  }
  const papers = volume.papers.map(({ paper, state, logIndex }) => [
    paperCell(paper),
    h('div', {}, ...signaturesOf(paper, say), ...sealedOf(paper, say)),
    digestCell(paper),
    place(logIndex),
    result(state),
  ])
  const approvals = volume.approvals.map(({ approval, state, logIndex }) => [
    h('div', { class: 'name' }, visible(approval.what)),
    h('div', {}, ...opinionsOf(approval, say)),
    h('span', {}, visible(`${approval.askedBy.name} ${minute(approval.askedAt)}`)),
    place(logIndex),
    result(state),
  ])
  return h(
    'section',
    { class: 'sheet files volume' },
    h('h2', { class: 'pad' }, visible(`${say(WORDS.volume)} ${volume.number} ${volume.title}`)),
    table([WORDS.paper, WORDS.signatures, WORDS.digests, WORDS.place, WORDS.result], papers, say),
    approvals.length > 0 &&
      table([WORDS.approval, WORDS.approvers, WORDS.asked, WORDS.place, WORDS.result], approvals, say),
  )
}

function table(titles: readonly Text[], rows: readonly (readonly HTMLElement[])[], say: Say): HTMLElement {
  const head = h('thead', {}, h('tr', {}, ...titles.map((title) => h('th', { scope: 'col' }, say(title)))))
  const body = rows.map((cells) =>
    h('tr', {}, ...cells.map((cell, i) => h('td', { 'data-title': titles[i] && say(titles[i]) }, cell))),
  )
  return h('table', {}, head, h('tbody', {}, ...body))
}

const minute = (at: Instant): string => beijing(at).slice(0, 16)
const place = (logIndex: number | undefined): HTMLElement => h('span', {}, logIndex?.toLocaleString('en-US') ?? '—')

const paperCell = (paper: PackagedPaper): HTMLElement =>
  h(
    'div',
    {},
    h('div', { class: 'name' }, visible([`${paper.number}. ${paper.title}`, paper.mark].filter(Boolean).join(' '))),
    h('code', {}, paperPath(paper.number)),
    ' ',
    h('span', { class: 'muted bytes' }, size(paper.bytes)),
  )

const signaturesOf = ({ signatures }: PackagedPaper, say: Say): readonly HTMLElement[] =>
  signatures.map((one) => {
    const page = say({ zh: `第 ${one.page} 页`, en: `page ${one.page}` })
    const why = one.reason === undefined ? '' : `：${one.reason}`
    return h('div', {}, visible(`${one.name} ${say(HOW[one.how])}${why} · ${page} · ${minute(one.at)}`))
  })

const sealedOf = ({ number, sealed }: PackagedPaper, say: Say): readonly HTMLElement[] =>
  sealed.map((one, i) => {
    const seals = one.seals.map((seal) => [seal.subject, say(VERDICTS[seal.verdict])].filter(Boolean).join(' '))
    return h(
      'div',
      {},
      visible(`${say(WORDS.sealed)} ${seals.join('；')}`),
      ' ',
      h('code', {}, sealedPath(number, i + 1, one)),
    )
  })

const opinionsOf = ({ signatures, withdrawn }: PackagedApproval, say: Say): readonly HTMLElement[] => [
  ...signatures.map((one) => {
    const away = one.inStead === undefined ? '' : `（${say(WORDS.inStead)}${one.inStead.name}）`
    const words = one.words === undefined ? '' : `：${one.words}`
    const opinion = say(OPINIONS[one.opinion])
    return h('div', {}, visible(`${one.post} ${one.by.name}${away} ${opinion}${words} · ${minute(one.at)}`))
  }),
  ...(withdrawn === undefined ? [] : [h('div', {}, visible(`${say(WORDS.withdrawn)}：${withdrawn.reason}`))]),
]
