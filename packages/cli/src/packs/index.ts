export { bureauOptions, chosenPacks, NATIONAL, rulesOfBureau } from './chosen.ts'
export * from './folder.ts'
export { packsCommand, packsManual } from './main.ts'
