import { randomUUID } from 'node:crypto'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from '@liuhen/contract'
import type { disclosuresEndpoints } from '@liuhen/contract/disclosures'
import type { z } from 'zod'
import { liuhen } from './children.ts'
import type { People } from './people.ts'
import type { Say } from './told.ts'

type Form = z.input<(typeof disclosuresEndpoints)['writeDisclosure']['body']>

/** What became of disclosure in the sample. */
export interface Disclosed {
  readonly published: number
  readonly withdrawn: number
  /** The site, as it lay when everything was public, is what the bureau signed. */
  readonly siteVerified: boolean
  /** A copy of it from before the withdrawal. */
  readonly site: string
}

/**
 * A decision is made public as its people would: masked by the legal section, checked by the legal officer, approved by the head;
 * the figures of last year beside it. The folder is verified offline, and the decision then withdrawn with a reason in public.
 */
export async function disclose(
  people: People,
  { caseId, data, key }: { readonly caseId: string; readonly data: string; readonly key: string },
  say: Say,
  line: (line: string) => void,
): Promise<Disclosed> {
  say(
    '公示：决定遮去个人信息，经复核、审定后在网站公布',
    'Disclosure: a decision is masked, checked, approved and put on the website',
  )
  const section = await people.as('section')
  const { acts } = await section.showCase({ params: { id: caseId } })
  const decided = acts.find((one) => one.act === 'penalty-on-the-spot')
  if (!decided) throw new Error('the sample case has no decision')
  const rule = 'national/item-decisions'
  const decision = { case: caseId, act: decided.id }
  const { id } = await section.beginDisclosure({ body: { key: randomUUID(), rule, decision } })
  const { texts, laws } = await section.showDisclosureSource({ params: { id }, query: {} })
  const filled = Object.fromEntries(texts.map((one) => [one.key, one.masked]))
  await published(people, section, id, {
    title: '行政处罚决定（示例）',
    subject: 'results',
    texts: { ...filled, number: filled['number'] || '星罚〔示例〕1号' },
    cites: laws.map((one) => one.slice(0, 200)),
  })
  const year = Number(people.time.today().slice(0, 4)) - 1
  const { figures } = await section.disclosureFigures({ params: { year } })
  const words = figures.map((one) => `${one.name.zh} ${one.value}`).join('\n')
  const { id: yearly } = await section.beginDisclosure({
    body: { key: randomUUID(), rule: 'national/item-annual-figures' },
  })
  await published(people, section, yearly, {
    title: `${year} 年度行政执法总体情况（示例）`,
    subject: 'results',
    texts: { year: String(year), figures: words },
  })
  await written(section)
  const site = join(data, 'sample-public')
  await cp(join(data, 'public', 'current'), site, { recursive: true, dereference: true })
  const verified = await liuhen(['verify', site, '--key', key], {}, line)
  say(
    verified.code === 0 ? '公示网站离线核验：符' : '公示网站离线核验：不符',
    verified.code === 0 ? 'The public site verified offline: sound' : 'The public site verified offline: NOT sound',
  )
  const head = await people.as('head')
  await head.withdrawDisclosure({
    params: { id },
    body: { reason: '公布后发现当事人信息还需要再核，先行撤回（示例）' },
  })
  await written(section)
  say('撤回一件公示：网页写明已经撤回和理由', 'One is withdrawn: its page says so, and why')
  const { rows } = await section.listDisclosures()
  return {
    published: rows.filter((one) => one.publishedAt !== undefined).length,
    withdrawn: rows.filter((one) => one.stands === 'withdrawn').length,
    siteVerified: verified.code === 0,
    site,
  }
}

async function published(people: People, section: Client, id: string, form: Partial<Form>): Promise<void> {
  const body = { base: 0, title: '', department: '法制科', texts: {}, cites: [], attachments: [], ...form }
  const seen = await section.writeDisclosure({ params: { id }, body })
  await section.submitDisclosure({ params: { id }, body: seen })
  await (await people.as('legal')).checkDisclosure({ params: { id }, body: seen })
  const password = people.password('head')
  await (await people.as('head')).approveDisclosure({ params: { id }, body: { ...seen, password } })
  await section.publishDisclosure({ params: { id }, body: seen })
}

/** The site has caught up with what is public. */
async function written(section: Client): Promise<void> {
  while (!(await section.listDisclosures()).site.current) await new Promise((later) => setTimeout(later, 100))
}
