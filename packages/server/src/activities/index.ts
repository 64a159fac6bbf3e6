import './tables.ts'

export { type Activities, actOn, explainsFor, ownActivity } from './commands.ts'
export { completionOf, completionOn, filmingFreeOn } from './completing.ts'
export { activitiesHandlers } from './handlers.ts'
export { activitiesKeeping, type KeepingActivity, type RecordedWhen } from './keeping.ts'
export {
  activitiesBetween,
  activitiesTiedTo,
  activityById,
  activityOf,
  type ActivityRowOf,
  runningFor,
} from './store.ts'
export { activityRows } from './views.ts'
