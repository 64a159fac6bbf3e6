import { causes } from './causes.ts'
import { clocks } from './clocks.ts'
import { periods } from './periods.ts'
import { devices } from './devices.ts'
import { discs } from './discs.ts'
import { intake } from './intake.ts'
import { keeping } from './keeping.ts'
import { people } from './people.ts'
import { proof } from './proof.ts'
import { recordings } from './recordings.ts'
import { screens } from './screens.ts'
import { statements } from './statements.ts'
import { supervision } from './supervision.ts'
import type { Text } from '../kernel/index.ts'

export { activityNames } from './activities.ts'
export { fieldInWords, fieldNames } from './fields.ts'
export { folderNames } from './folders.ts'
export { methodNames, outcomeNames, TO_BE_SUPPLEMENTED } from './procedure.ts'
import type { Term } from './term.ts'

export type { Term } from './term.ts'

/** The field's terms by subject, in the order a newcomer would read them. */
export const subjects: readonly { readonly title: Text; readonly terms: Readonly<Record<string, Term>> }[] = [
  { title: { zh: '机构与人员', en: 'Bureau and people' }, terms: people },
  { title: { zh: '设备', en: 'Devices' }, terms: devices },
  { title: { zh: '音像记录', en: 'Recordings' }, terms: recordings },
  { title: { zh: '时间', en: 'Time' }, terms: clocks },
  { title: { zh: '时限与期间', en: 'Terms and periods' }, terms: periods },
  { title: { zh: '案由与裁量', en: 'Causes and discretion' }, terms: causes },
  { title: { zh: '接入与保管', en: 'Intake and vault' }, terms: intake },
  { title: { zh: '保管与销毁', en: 'Keeping and disposal' }, terms: keeping },
  { title: { zh: '存证与证明', en: 'Journal, log and proof' }, terms: proof },
  { title: { zh: '证据说明', en: 'Statement' }, terms: statements },
  { title: { zh: '光盘与遮挡', en: 'Discs and redaction' }, terms: discs },
  { title: { zh: '监督与责任', en: 'Supervision and accountability' }, terms: supervision },
  { title: { zh: '页面', en: 'Screens' }, terms: screens },
]

/**
 * Every term, by key. One Chinese term, one English term, one meaning: screens, documents, API descriptions and the
 * glossary take their words from here.
 */
export const terms = {
  ...people,
  ...devices,
  ...recordings,
  ...clocks,
  ...periods,
  ...causes,
  ...intake,
  ...keeping,
  ...proof,
  ...statements,
  ...discs,
  ...supervision,
  ...screens,
} satisfies Readonly<Record<string, Term>>

export type TermKey = keyof typeof terms
