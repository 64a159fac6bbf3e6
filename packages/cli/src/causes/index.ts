export { causesCommand, causesManual } from './main.ts'
export { ownCatalogue } from './read.ts'
