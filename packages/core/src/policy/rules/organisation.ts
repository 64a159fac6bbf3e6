import { z } from 'zod'
import { NamedPost, TrainingTopic } from '../../duties/index.ts'
import { Text } from '../../kernel/index.ts'
import { Setting } from '../terms.ts'
import { rule } from './rule.ts'

/** What a bureau has to lay down, and by what it is seen that it has: a setting it decided, or rules of such kinds. */
const Area = z.strictObject({
  name: Text,
  setting: Setting.shape.setting.optional(),
  kinds: z.array(z.string()).min(1).optional(),
})

/** What an instrument asks of the bureau itself: posts that are filled, people who are trained, matters that are laid down. */
export const OrganisationRule = rule('organisation', {
  what: Text,
  posts: z.array(NamedPost).min(1).optional(),
  /** Who is trained, in what, and how often, where a setting says so: officers in recording, reviewers in review. */
  trains: z.strictObject({ topic: TrainingTopic, every: Setting.optional() }).optional(),
  areas: z.array(Area).min(1).optional(),
  /** Devices are there for whoever is on duty. */
  equips: z.literal(true).optional(),
})
