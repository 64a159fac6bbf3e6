export { foundBureau, PASSWORD, STAFF } from './bureau.ts'
export { liuhen, startServer } from './children.ts'
export { CAMERAS, makeFootage } from './footage.ts'
export { signIn, visitor } from './visitor.ts'
