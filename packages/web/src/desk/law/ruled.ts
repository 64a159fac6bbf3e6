import type { EndpointName } from '@liuhen/contract'

/** Every reply in which the bureau's rules have a say: asked for anew when they have changed. */
export const RULED: readonly EndpointName[] = [
  'ruleSet',
  'listInstruments',
  'showInstrument',
  'showArticle',
  'compareTopic',
  'listPeriods',
  'computeDeadline',
  'courtWindow',
  'listRecordings',
  'showRecording',
  'dayCoverage',
  'showActivity',
  'showDevice',
  'workbench',
  'unrecorded',
]
