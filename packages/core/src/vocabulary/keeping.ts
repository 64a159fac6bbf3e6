import { term } from './term.ts'

/** How long what is recorded is kept, and how it ends. */
export const keeping = {
  retention: term(
    '保管期限',
    'retention',
    '音像必须保管到哪一天，按制度和登记的情形算出，只会延长',
    'Until when a recording must be kept: it follows from rules and facts, and only ever grows',
    '机关档案管理规定',
  ),
  longTerm: term(
    '长期保存',
    'long-term keeping',
    '因投诉、阻碍、重大事件等列明的情形而保存，条文没有写到何时为止',
    'Kept because of a complaint, obstruction, a major incident or the like; the text writes no end',
  ),
  carrier: term(
    '载体',
    'carrier',
    '长期保存所用的光盘、移动存储介质',
    'The disc or medium that long-term recordings are put on',
  ),
  hold: term(
    '暂停处置',
    'hold',
    '由人设置、由另一人解除的保留，期间不得销毁',
    'Placed by a person and let go by another; meanwhile nothing is disposed of',
  ),
  appraisal: term(
    '鉴定',
    'appraisal',
    '保管期满时逐件判断还有没有保存价值',
    'Whether each recording whose term is over is still worth keeping',
    '档案法第二十一条',
  ),
  disposalList: term(
    '销毁清单',
    'list of disposal',
    '待鉴定、批准和销毁的音像',
    'Recordings to be appraised, approved and destroyed',
  ),
  undoWindow: term(
    '撤销期',
    'undo window',
    '批准以后还可以撤销的时间，长短由本局定',
    'The time in which an approved disposal can still be undone, as long as the bureau decided',
  ),
  warrant: term(
    '销毁令',
    'warrant',
    '写明要销毁哪些摘要的流水事件，是保管库唯一认的凭据',
    'The event that names by digest what is destroyed: the one thing that opens the vault',
  ),
  stub: term(
    '销毁登记',
    'stub',
    '销毁以后永久保留的登记：是什么、摘要、为什么、谁批准',
    'What stays of a recording for good: what it was, its digests, why it went and by whose leave',
  ),
} as const
