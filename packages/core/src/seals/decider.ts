import { type Obstacle, type Sha256, text } from '../kernel/index.ts'
import type { Decider, Moment } from '../stream/index.ts'
import type { SealedCopy, sealedCopyEvents } from './events.ts'
import { evolve, type SealedCopyState } from './state.ts'

export interface SealedCopyCommand {
  readonly do: 'keep'
  readonly copy: SealedCopy
  /** Digests of sealed copies of the paper that are kept already. */
  readonly before: readonly Sha256[]
}

/** What makes a file no sealed copy of the paper; `pages` are counted from 1. */
export type SealProblem =
  | { readonly is: 'no-seal' | 'another-paper' | 'open-end' | 'broken' | 'stranger' | 'unreadable' | 'more-than-seal' }
  | { readonly is: 'page-changed' | 'laid-over'; readonly pages: readonly number[] }

export function sealObstacle(problem: SealProblem): Obstacle {
  const field = 'file'
  const one = (code: string, zh: string, en: string): Obstacle => ({ code, message: text(zh, en), field })
  const pages = 'pages' in problem ? problem.pages.join('、') : ''
  switch (problem.is) {
    case 'no-seal':
      return one('no-seal', '文件里没有电子印章或签名', 'There is no seal and no signature in this file')
    case 'another-paper':
      return one(
        'seal-on-another-paper',
        '这不是在本文书定稿上加盖的文件：定稿的内容没有原样保留。请下载定稿，交印章系统加盖后再取回',
        'This was not sealed upon this paper as it was fixed: its bytes are not kept as they were. Fetch the fixed paper and have that sealed',
      )
    case 'open-end':
      return one(
        'seal-with-open-end',
        '最后一枚印章没有覆盖到文件末尾，盖章后又加了内容',
        'The last seal does not cover the file to its end: something was added after it',
      )
    case 'broken':
      return one(
        'seal-broken',
        '印章的签名与文件内容不符，文件被改动过或者印章无效',
        'The signature of a seal does not fit the file: it was altered, or the seal is none',
      )
    case 'stranger':
      return one(
        'seal-of-a-stranger',
        '印章的证书不是本单位认可的机构签发的',
        'The certificate of a seal was issued by nobody this bureau trusts',
      )
    case 'unreadable':
      return one('sealed-copy-unreadable', '读不出这个文件，可能已损坏', 'This file cannot be read; it may be damaged')
    case 'more-than-seal':
      return one(
        'more-than-a-seal',
        '加盖时除印章外还改动了文件的其他部分',
        'More of the file than its seals was changed when it was sealed',
      )
    case 'page-changed':
      return one(
        'sealed-page-changed',
        `加盖后第 ${pages} 页的内容与定稿不同`,
        `After sealing page ${pages} shows something else than the fixed paper`,
      )
    case 'laid-over':
      return one(
        'sealed-page-laid-over',
        `第 ${pages} 页上除印章外还覆盖了别的内容`,
        `Something else than a seal was laid over page ${pages}`,
      )
  }
}

export const sealedCopyDecider: Decider<SealedCopyState, SealedCopyCommand, typeof sealedCopyEvents, Moment> = {
  evolve,
  obstacles: (_state, { copy, before }) =>
    before.includes(copy.sha256)
      ? [
          {
            code: 'sealed-copy-kept-already',
            message: text('这个盖章件已经取回', 'This sealed copy is kept already'),
            field: 'file',
          },
        ]
      : [],
  decide: (_state, { copy }) => [{ kind: 'SealedCopyKept/1', body: copy }],
}
