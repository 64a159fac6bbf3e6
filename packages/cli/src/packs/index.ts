export * from './folder.ts'
export { packsCommand, packsManual } from './main.ts'
