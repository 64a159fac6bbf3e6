import './tables.ts'

export { type Activities, addToActivity, ownActivity } from './commands.ts'
export { activitiesHandlers } from './handlers.ts'
export { activitiesBetween, activitiesReaction, activityOf, type ActivityRowOf } from './store.ts'
export { activityRows } from './views.ts'
