import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { terms } from '@liuhen/core/vocabulary'
import { glossaryPage } from './glossary-page.ts'

test('the glossary in docs says what the vocabulary says today', () => {
  expect(readFileSync(join(import.meta.dirname, '..', 'docs', 'glossary.md'), 'utf8')).toBe(glossaryPage())
})

test('every term stands in the glossary', () => {
  const page = glossaryPage()
  for (const { zh } of Object.values(terms)) expect(page).toContain(`| **${zh}** |`)
})
