import { term } from './term.ts'

const RULES = '最高人民法院关于行政诉讼证据若干问题的规定 第十二条'

/** What must be said about audio-visual material handed to a court. */
export const statements = {
  statement: term(
    '说明',
    'statement',
    '随音像资料提交的制作和提取情况',
    'What is said about how the material was made and taken, handed in with it',
    RULES,
  ),
  method: term(
    '制作方法',
    'method of making',
    '用什么设备、怎样录制',
    'With which device and how it was recorded',
    RULES,
  ),
  maker: term('制作人', 'maker', '录制的人员', 'Who recorded it', RULES),
  madeAt: term('制作时间', 'time of making', '录制的时间及其误差', 'When it was recorded, with the error', RULES),
  purpose: term('证明对象', 'object of proof', '该资料要证明的事实', 'The fact the material is to prove', RULES),
  extractor: term(
    '提取人',
    'extractor',
    '从设备或系统中提取资料的人员',
    'Who took the material from the device or system',
  ),
  extractedAt: term('提取时间', 'time of extraction', '提取资料的时间', 'When the material was taken'),
} as const
