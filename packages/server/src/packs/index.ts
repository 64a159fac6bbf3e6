import './tables.ts'

export { Book } from './book.ts'
export { type FirstRules, firstRules, offeredPacks, type Packs } from './commands.ts'
export { readPacks } from './folder.ts'
export { packsHandlers } from './handlers.ts'
export { checkChosen, type Law, lawOf, packsReaction } from './store.ts'
export { answerView, asked, openSettings } from './views/answers.ts'
export type { Live } from './views/article.ts'
