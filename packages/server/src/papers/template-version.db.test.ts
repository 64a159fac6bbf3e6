import { createHash, randomUUID } from 'node:crypto'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CalendarDate } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { trialTeam } from '../cases/trial.ts'
import { papersWith } from './trial.ts'

const TEMPLATES = fileURLToPath(new URL('../../../../templates/papers', import.meta.url))

test('with a new version of the templates an older paper stays as it was made and says by which; a new one is made by the new', async () => {
  await using team = await trialTeam({
    packs: ['jinzhong-2022-plan', 'jinzhong-2022-recording'],
    from: '2022-01-01' as CalendarDate,
  })
  proves('jinzhong-2022-recording/7.1')
  const { officer, server } = team
  const caseId = await team.lead()
  const rule = 'jinzhong-2022-recording/paper-text-record'
  const made = async () => {
    const { id } = await officer.beginPaper({ params: { id: caseId }, body: { rule, key: randomUUID() } })
    await papersWith(team).write(id, { 'paper-content': '现场情况记录。' })
    const { sha256 } = await officer.freezePaper({ params: { id }, body: {} })
    return { id, sha256 }
  }
  const shown = async (id: string) => {
    const { templateVersion, frozen } = await officer.showPaper({ params: { id } })
    const answer = await officer.send(`${server.url}/api/papers/${id}/pdf`)
    const bytes = Buffer.from(await answer.arrayBuffer())
    return { templateVersion, frozen: frozen?.sha256, served: createHash('sha256').update(bytes).digest('hex') }
  }
  const old = await made()
  const before = await shown(old.id)
  expect(before).toMatchObject({ frozen: old.sha256, served: old.sha256 })

  const templates = join(server.data, 'templates')
  await cp(TEMPLATES, templates, { recursive: true })
  const form = join(templates, 'form.typ')
  await writeFile(form, (await readFile(form, 'utf8')).replace('#let paper(', '// 第二版\n#let paper('))
  await server.again({ templates })
  await officer.back()
  expect(await shown(old.id)).toEqual(before)
  const fresh = await shown((await made()).id)
  expect(fresh.templateVersion).not.toBe(before.templateVersion)
  expect(fresh.templateVersion).toMatch(/^[0-9a-f]{64}$/u)

  // A layout that asks for what no paper has stops nobody in the middle of a hearing: the server does not start with it.
  const wrong = await readFile(form, 'utf8')
  await writeFile(form, wrong.replaceAll(/\bd\.title\b/gu, 'd.heading'))
  await expect(server.again({ templates })).rejects.toThrow(/form\.typ:\d+:\d+: .*heading/u)
  await writeFile(form, wrong)
  await server.again({ templates })
})
