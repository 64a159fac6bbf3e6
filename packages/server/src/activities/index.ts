import './tables.ts'

export { type Activities, actOn, explainsFor, ownActivity } from './commands.ts'
export { activitiesHandlers } from './handlers.ts'
export { activitiesBetween, activityOf, type ActivityRowOf, runningFor } from './store.ts'
export { activityRows } from './views.ts'
