import type { Text } from '../kernel/index.ts'

/** What folders and labels of recordings are named after; keys are those of `FilingPart` in core/policy. */
export const folderNames = {
  unit: { zh: '单位', en: 'unit' },
  device: { zh: '设备', en: 'device' },
  officer: { zh: '执法人员', en: 'officer' },
  year: { zh: '年', en: 'year' },
  month: { zh: '月', en: 'month' },
  day: { zh: '日', en: 'day' },
  'used-at': { zh: '使用时间', en: 'time of use' },
  case: { zh: '案件', en: 'case' },
  party: { zh: '当事人', en: 'party' },
  cause: { zh: '案由', en: 'cause' },
  'recorded-on': { zh: '摄录日期', en: 'day of recording' },
  'stored-on': { zh: '存储日期', en: 'day of storing' },
} as const satisfies Readonly<Record<string, Text>>
