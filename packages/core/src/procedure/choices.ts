import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'

/** What a fact that is one of a few may be, each in the words of its article, by the name of the fact. */
export const choices = {
  /** 行政强制法 arts. 28, 19. */
  'lifting-ground': {
    lawful: text('当事人没有违法行为', 'no violation'),
    unrelated: text('查封、扣押的财物与违法行为无关', 'what was taken has nothing to do with the violation'),
    'dealt-with': text(
      '对违法行为已经作出处理决定，不再需要',
      'the violation is dealt with and it is no longer needed',
    ),
    'term-over': text('期限已经届满', 'its term is over'),
    'not-needed': text('其他不再需要采取的情形', 'no longer needed for another reason'),
    'head-disagreed': text('负责人认为不应当采取（紧急措施）', 'the head found it should not have been taken'),
  },
  /** 行政强制法 arts. 21, 27, 28. */
  'goods-outcome': {
    returned: text('全部退还', 'all returned'),
    partly: text('部分退还', 'part of it returned'),
    forfeited: text('没收', 'forfeited'),
    destroyed: text('销毁', 'destroyed'),
    sold: text('拍卖、变卖', 'sold'),
    'handed-on': text('随案移送', 'handed on with the case'),
    kept: text('尚待退还，仍在保管', 'still kept, to be returned'),
  },
  /** 行政处罚法 art. 56: what is decided within its seven days. */
  'preservation-outcome': {
    returned: text('返还', 'returned'),
    released: text('解除登记保存（就地保存的）', 'released where it is'),
    seized: text('转为查封、扣押', 'sealed or seized'),
    forfeited: text('没收', 'forfeited'),
    'handed-on': text('移送', 'handed on'),
    appraised: text('送交鉴定', 'sent for appraisal'),
  },
  /** What reconsideration or a suit comes to for the decision of this case. */
  'remedy-outcome': {
    upheld: text('维持（驳回请求）', 'upheld'),
    changed: text('变更', 'changed'),
    annulled: text('撤销', 'annulled'),
    'ordered-anew': text('撤销并责令重新作出', 'annulled, and a new one ordered'),
    'confirmed-unlawful': text('确认违法', 'found unlawful'),
    'confirmed-void': text('确认无效', 'found void'),
    'ordered-to-act': text('责令履行', 'ordered to do its duty'),
    mediated: text('调解、和解', 'mediated or settled'),
    withdrawn: text('撤回申请（起诉）', 'withdrawn'),
    'not-taken': text('不予受理（驳回申请、起诉）', 'not taken'),
  },
  /** 民事诉讼法 art. 88: who may sign for another. */
  'signatory-is': {
    adult: text('同住的成年家属', 'an adult of the same household'),
    representative: text('法定代表人、主要负责人', 'the legal representative or head'),
    clerk: text('负责收件的人', 'whoever receives its post'),
    agent: text('代理人', 'an agent'),
    proxy: text('指定的代收人', 'somebody named to receive for them'),
  },
  /** Ruled by the head on a draft that the reviewers do not agree to. */
  'ruling-for': {
    'as-proposed': text('按起草单位的意见', 'as the drafting unit proposes'),
    'as-reviewed': text('按法制审核意见', 'as the reviewers hold'),
  },
  /** 行政强制法 art. 50. */
  'substitute-ground': {
    traffic: text('已经或者将危害交通安全', 'it endangers traffic, or will'),
    pollution: text('已经或者将造成环境污染', 'it pollutes, or will'),
    resources: text('已经或者将破坏自然资源', 'it damages resources, or will'),
  },
  revocation: {
    revoked: text('撤销', 'revoked'),
    changed: text('变更', 'changed'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Text>>>>
export type Choice = keyof typeof choices

/** What an answer to such a fact is called; undefined where it is none of them. */
export function choiceName(fact: string, answer: unknown): Text | undefined {
  const named: Readonly<Record<string, Readonly<Record<string, Text>>>> = choices
  return typeof answer === 'string' && Object.hasOwn(named, fact) ? named[fact]?.[answer] : undefined
}
