export { lineIn, readCatalogueFile } from './read-file.ts'
