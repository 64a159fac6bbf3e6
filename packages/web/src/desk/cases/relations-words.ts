import type { RelationKind } from '@liuhen/core/procedure'
import { type Text, text } from '../../words/index.ts'

/** What another case is to this one. */
export const relationNames: Readonly<Record<RelationKind, Text>> = {
  'joined-into': text('并入', 'joined into'),
  'took-in': text('并入本案的', 'joined into this one'),
  'split-off': text('从本案分出的', 'split off this one'),
  'split-from': text('从中分出本案的', 'this one was split off'),
  'same-act': text('同案当事人的', 'of another in the same act'),
}

export const relationWords = {
  relations: text('相关案件', 'Related cases'),
  relate: text('并案、分案', 'Join or split'),
  to: text('哪个案件', 'Which case'),
  find: text('按名称或者当事人找', 'By title or party'),
  how: text('怎样关联', 'How'),
  ways: {
    'joined-into': text('本案并入它，在它里面办', 'This case goes on in it'),
    'split-off': text('它是从本案分出的', 'It was split off this case'),
    'same-act': text('同一违法行为的另一当事人', 'Another party to the same act'),
  },
  hint: text(
    '并案以后本案不再单独办理；要分案，先登记新的线索，再在这里关联。',
    'Once joined, this case is not handled by itself any more. To split, register the new lead first and relate it here.',
  ),
  unseen: text('您无权查看的案件', 'A case you may not see'),
  why: text('{reason} · {by} {on}', '{reason} · {by} {on}'),
} as const
