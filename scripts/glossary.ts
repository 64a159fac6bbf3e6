import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { glossaryPage } from './glossary-page.ts'

/** Writes docs/glossary.md from the vocabulary. */
writeFileSync(join(import.meta.dirname, '..', 'docs', 'glossary.md'), glossaryPage())
console.log('docs/glossary.md written')
