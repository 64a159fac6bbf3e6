import { subjects } from '@liuhen/core/vocabulary'

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** The glossary as a page of Markdown. */
export function glossaryPage(): string {
  const parts = subjects.map(({ title, terms }) => {
    const rows = Object.values(terms).map(
      ({ zh, en, definition, source }) =>
        `| **${cell(zh)}** | ${cell(en)} | ${cell(definition.zh)}<br>${cell(definition.en)} | ${cell(source ?? '')} |`,
    )
    return [
      `## ${title.zh} · ${title.en}`,
      '',
      '| 中文 | English | 释义 · Meaning | 出处 · Source |',
      '|---|---|---|---|',
      ...rows,
    ].join('\n')
  })
  return `${[
    '# 术语表 · Glossary',
    'One word for one thing, in both languages. Made from `packages/core/src/vocabulary` by `npm run glossary`; change it there.',
    ...parts,
  ].join('\n\n')}\n`
}
