export * from './endpoints.ts'
export { lineIn, readCatalogueFile } from './read-file.ts'
