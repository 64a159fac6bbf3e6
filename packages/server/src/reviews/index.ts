export { reviewsHandlers } from './handlers.ts'
