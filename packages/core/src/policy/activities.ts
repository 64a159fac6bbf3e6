import { z } from 'zod'

/** The 39 kinds of enforcement activity that the instruments name; their words are in `core/vocabulary`. */
export const Activity = z.enum([
  'complaint-reception',
  'patrol',
  'road-duty',
  'post-watch',
  'event-order',
  'random-check',
  'site-inspection',
  'general-violation-scene',
  'minor-correction',
  'simple-procedure',
  'investigation',
  'questioning',
  'sampling',
  'evidence-preservation',
  'sealing',
  'seizure',
  'coercive-measure',
  'forced-demolition',
  'restore-remove',
  'hearing',
  'oral-statement',
  'service-any',
  'service-direct',
  'service-lien',
  'service-notice',
  'service-notice-posting',
  'recheck',
  'cash-fine-collection',
  'confiscation',
  'destruction',
  'life-property-site',
  'contact-with-party',
  'uncooperative',
  'special-campaign',
  'anticipated-resistance',
  'sensitive-major-case',
  'major-incident',
  'major-operation',
  'other',
])
export type Activity = z.infer<typeof Activity>

/** Kinds of activity that are part of a wider one, where an instrument may rule on the part alone. */
export const partsOf: Partial<Readonly<Record<Activity, readonly Activity[]>>> = {
  'service-any': ['service-direct', 'service-lien', 'service-notice', 'service-notice-posting'],
  'service-notice': ['service-notice-posting'],
  'coercive-measure': ['sealing', 'seizure'],
  investigation: ['questioning', 'sampling', 'evidence-preservation'],
}
