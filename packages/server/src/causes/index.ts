export { causesHandlers } from './handlers.ts'
