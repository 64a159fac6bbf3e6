import type { LayoutBlock, PaperLayout } from '@liuhen/core/papers'

/**
 * Papers that were never made, of people and shops that do not exist, in four fillings: what is usual, what is long, what is
 * still missing, and names with characters that few fonts have. Tests and pictures are of these.
 */
export type Filling = 'short' | 'long' | 'missing' | 'rare'
export const FILLINGS: readonly Filling[] = ['short', 'long', 'missing', 'rare']

const AUTHORITY = '安陵县城市管理和综合执法局'

const NAMES: Readonly<Record<Filling, { readonly person: string; readonly officer: string; readonly shop: string }>> = {
  short: { person: '王小明', officer: '陈立', shop: '安陵县小明早餐店' },
  long: {
    person: '买买提·吐尔逊江·阿卜杜热西提',
    officer: '欧阳建国',
    shop: '湖南省安陵县远大江南新城建设工程项目管理有限责任公司第一分公司安陵大道综合管廊工程项目部',
  },
  missing: { person: '王小明', officer: '陈立', shop: '安陵县小明早餐店' },
  // Of GBK beyond GB 2312, of GB 18030 beyond GBK, and of plane 2.
  rare: { person: '旻玥喆祎赟昇', officer: '㛃䶮堃', shop: '安陵县犇骉𠮷𣇉茶馆' },
}

const LONG_FACTS =
  '2026年10月12日9时20分，本机关执法人员在安陵大道与环城北路交叉口西北侧巡查时，发现当事人未经批准占用人行道堆放建筑材料，现场堆有红砖约3.5立方米、河砂约2立方米、PVC-U排水管（DN110×3.2）46根，占用面积经勘验为18.6平方米，妨碍行人通行。'

const given = (filling: Filling, text: string): string | undefined => (filling === 'missing' ? undefined : text)

const field = (label: string, text: string | undefined, room?: number): LayoutBlock => ({
  kind: 'field',
  label,
  ...(text !== undefined && { text }),
  ...(room !== undefined && { room }),
})

const opinion = (label: string, filling: Filling, text: string, signer: string, on: string): LayoutBlock =>
  filling === 'missing' ? { kind: 'opinion', label } : { kind: 'opinion', label, text, signer, on }

/** A form for the file: approval of filing a case. */
export function sampleForm(filling: Filling): PaperLayout {
  const { person, officer, shop } = NAMES[filling]
  const facts = filling === 'long' ? LONG_FACTS.repeat(7) : LONG_FACTS
  return {
    template: 'form',
    authority: AUTHORITY,
    title: '行政处罚案件立案审批表',
    ...(filling === 'missing' ? {} : { number: '安综执立字〔2026〕第0012号' }),
    blocks: [
      field('案由', '未经批准占用城市道路堆放物料'),
      field('案件来源', '巡查发现'),
      field('发现时间', given(filling, '2026年10月12日9时20分')),
      field('案发地点', given(filling, '安陵大道与环城北路交叉口西北侧人行道')),
      field('当事人', shop),
      field('经营者', given(filling, person)),
      field('证件号码', given(filling, '11010519491231002X')),
      field('住所', given(filling, '安陵县安陵大道128号')),
      field('联系电话', given(filling, '13900000000')),
      field('基本案情', given(filling, facts), 5),
      field(
        '立案理由和依据',
        given(
          filling,
          '当事人的行为涉嫌违反《城市市容和环境卫生管理条例》第十四条，属于本机关管辖，未超过处罚时效，建议立案。',
        ),
        3,
      ),
      opinion('承办人意见', filling, '建议立案，由我二人承办。', `${officer}、李四维`, '2026-10-12'),
      opinion(
        '承办机构意见',
        filling,
        filling === 'long' ? `同意立案。${LONG_FACTS}` : '同意立案。',
        '张守成',
        '2026-10-13',
      ),
      opinion('法制审核机构意见', filling, '材料齐全，同意立案。', '周正言', '2026-10-13'),
      opinion('机关负责人意见', filling, '同意立案。', '刘安民', '2026-10-14'),
      ...(filling === 'long' ? [evidence(12)] : []),
    ],
    signatures: filling === 'long' ? [{ slot: 'keeper', label: '材料接收人', where: 'end' }] : [],
    ...(filling === 'long' && { seal: { on: '2026-10-14' } }),
    code: 'F7QK-2M9D-X4TN',
    day: '2026-10-14',
    draft: filling === 'missing',
  }
}

/** A decision that goes out: of a fine. */
export function sampleLetter(filling: Filling): PaperLayout {
  const { person, officer, shop } = NAMES[filling]
  return {
    template: 'letter',
    authority: AUTHORITY,
    title: '行政处罚决定书',
    ...(filling === 'missing' ? {} : { number: '安综执罚决字〔2026〕第0012号' }),
    blocks: [
      field('当事人', shop),
      field('统一社会信用代码', given(filling, '92430121MA4L00000X')),
      field('经营者', given(filling, person)),
      field('住所', given(filling, '安陵县安陵大道128号')),
      {
        kind: 'paragraph',
        text: `${filling === 'long' ? LONG_FACTS.repeat(4) : LONG_FACTS}本机关于2026年10月14日立案调查。`,
      },
      {
        kind: 'paragraph',
        text: `以上事实有现场检查笔录、现场照片6张、执法记录仪视听资料（编号JL-20261012-0031）、对${person}的询问笔录为证。`,
      },
      ...(filling === 'long' ? [evidence(34)] : []),
      {
        kind: 'paragraph',
        text: '当事人的行为违反了《城市市容和环境卫生管理条例》第十四条的规定。本机关于2026年11月2日向当事人送达行政处罚事先告知书，当事人在法定期限内未提出陈述、申辩。依据《城市市容和环境卫生管理条例》第三十六条第一项，决定：罚款人民币伍佰元整（￥500.00）。',
      },
      {
        kind: 'paragraph',
        text: '当事人应当自收到本决定书之日起十五日内，持缴款通知书到指定银行缴纳罚款；逾期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超过罚款的数额。',
      },
      {
        kind: 'paragraph',
        text: '如不服本决定，可以自收到本决定书之日起六十日内向安陵县人民政府申请行政复议，也可以自收到本决定书之日起六个月内向安陵县人民法院提起行政诉讼。复议、诉讼期间，本决定不停止执行。',
      },
      ...(filling === 'rare'
        ? [{ kind: 'paragraph' as const, text: `执法人员：${officer}（证号18010000001）。` }]
        : []),
    ],
    signatures:
      filling === 'missing' || filling === 'rare'
        ? [
            { slot: 'party', label: '当事人', where: 'end' },
            { slot: 'officers', label: '执法人员', where: 'end' },
          ]
        : [],
    seal: { on: '2026-11-12' },
    code: 'L3HW-8C5P-R6VZ',
    day: '2026-11-12',
    draft: filling === 'missing',
  }
}

const evidence = (rows: number): LayoutBlock => ({
  kind: 'table',
  label: '证据清单',
  columns: ['序号', '名称', '证明事项', '页码'],
  rows: Array.from({ length: rows }, (_, i) => [
    String(i + 1),
    i % 5 === 3 ? `视听资料JL-20261012-${String(i).padStart(4, '0')}（含提取说明和校验值）` : '现场照片',
    i % 7 === 2 ? '当事人堆放的物料的种类、数量、位置和占用人行道的面积' : '现场情况',
    String(i + 1),
  ]),
})

/** A record of questioning, signed on every page. */
export function sampleRecord(filling: Filling): PaperLayout {
  const { person, officer, shop } = NAMES[filling]
  const more = { short: 1, long: 26, missing: 0, rare: 0 }[filling]
  return {
    template: 'record',
    authority: AUTHORITY,
    title: '询问笔录',
    blocks: [
      field('案由', '未经批准占用城市道路堆放物料'),
      field('询问时间', given(filling, '2026年10月15日9时05分至10时20分')),
      field('询问地点', given(filling, '本机关第二询问室')),
      field('询问人', given(filling, `${officer}（证号18010000001）、李四维（证号18010000002）`)),
      field('记录人', given(filling, '李四维')),
      field('被询问人', person),
      field('性别', given(filling, '男')),
      field('年龄', given(filling, '41岁')),
      field('证件号码', given(filling, '11010519491231002X')),
      field('工作单位', shop),
      field('住址', given(filling, '安陵县安陵大道128号')),
      field('联系电话', given(filling, '13900000000')),
      ...(filling === 'missing'
        ? [{ kind: 'dialogue' as const, lines: [] }]
        : [
            {
              kind: 'dialogue' as const,
              lines: [
                {
                  who: 'asked' as const,
                  text: `我们是${AUTHORITY}的执法人员${officer}、李四维，这是我们的执法证件，请你核对。你有权申请回避、陈述和申辩，应当如实回答询问并协助调查。听清楚了吗？`,
                },
                { who: 'answered' as const, text: '听清楚了，证件看过了。' },
                { who: 'asked' as const, text: '你是否申请回避？' },
                { who: 'answered' as const, text: '不申请。' },
                ...Array.from({ length: more }, (_, i) => [
                  { who: 'asked' as const, text: '请你说明人行道上堆放的材料是谁的、何时堆放的、是否经过批准。' },
                  {
                    who: 'answered' as const,
                    text: `是我的。10月${11 + (i % 3)}日下午4点多，送货的车进不了巷子，就先卸在路边，有砖、砂和46根管子。没有办过手续，我以为放一两天不要紧。`,
                  },
                ]).flat(),
                { who: 'noted' as const, text: '（被询问人沉默约一分钟）' },
                { who: 'asked' as const, text: '以上所说是否属实？还有什么要补充？' },
                { who: 'answered' as const, text: '属实，没有补充。' },
              ],
            },
          ]),
    ],
    signatures: [
      { slot: 'confirmation', label: '被询问人核对意见', where: 'end' },
      { slot: 'questioned', label: '被询问人', where: 'every-page' },
      { slot: 'questioner', label: '询问人', where: 'every-page' },
      { slot: 'recorder', label: '记录人', where: 'every-page' },
    ],
    code: 'R5YB-1J7E-K8SG',
    day: '2026-10-15',
    draft: filling === 'missing',
  }
}

export const SAMPLES = { form: sampleForm, letter: sampleLetter, record: sampleRecord } as const
