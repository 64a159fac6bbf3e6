import { term } from './term.ts'

/** The law of the day. */
export const causes = {
  cause: term(
    '案由',
    'cause',
    '目录中的一种违法行为，有编码和各代的规定',
    'A kind of violation of the catalogue, with a code and its generations',
  ),
  legalBasis: term(
    '法律依据',
    'legal basis',
    '违反的规定和据以处罚的条款，引用到条、款、项',
    'The norm broken and the provision that punishes it, cited to article, paragraph and item',
  ),
  generation: term(
    '一代规定',
    'generation',
    '案由从某日到某日的规定；同一天只有一代有效',
    'A cause as the law has it from one day to another; no two of them count on one day',
    '行政处罚法第三十七条',
  ),
  benchmark: term(
    '裁量基准',
    'benchmark',
    '在法律的幅度以内按轻重分档的罚款幅度，应当公布',
    'Bands by gravity within what the law prints; published',
    '行政处罚法第三十四条',
  ),
  ground: term(
    '裁量情节',
    'ground',
    '不予、从轻、减轻、从重处罚的理由，各有要查明的事实',
    'Why it is punished less, more or not at all, each with the facts to be established',
    '行政处罚法第三十条至第三十三条',
  ),
  designation: term(
    '确定部门的文件',
    'designation',
    '地方人民政府确定由本部门处罚的文件',
    'The document by which the local government leaves a penalty to the bureau',
  ),
} as const
