import { readdir, realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import type { Viewer } from '@liuhen/core/access'
import { disclosureItems, publicationStream } from '@liuhen/core/disclosures'
import { because, dayOf, Denied, type Instant, Missing } from '@liuhen/core/kernel'
import { ZipFile } from 'yazl'
import { caseOf } from '../cases/index.ts'
import type { Handlers, Session } from '../platform/served.ts'
import {
  approvePublication,
  beginPublication,
  command,
  type Disclosures,
  endPublication,
  noteLawChange,
  publish,
  withhold,
  writePublication,
} from './commands.ts'
import { creditCsv } from './credit.ts'
import { figuresOf } from './figures.ts'
import { itemOf, rulesFor } from './gather.ts'
import { registerOf } from './registers.ts'
import { answerQuestion, askQuestion, questionViews } from './questions.ts'
import { openPublications, publicationOf, settledPublications } from './store.ts'
import { disclosureTasks } from './tasks.ts'
import { completeness, itemView, publicationView, rowView, sourceOf } from './views.ts'

function signedIn<T extends Viewer | Session>(one: T | undefined): T {
  if (!one) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return one
}

/** Of the site: how it stands, and where it lies. */
interface Site {
  readonly standing: () => { readonly current: boolean; readonly builtAt?: string }
  readonly folder: string
}

/** Disclosure: drafted, checked, approved by version, published, followed up and withdrawn. */
export function disclosuresHandlers(here: Disclosures, site: Site): Partial<Handlers> {
  const { db, law, clock } = here
  return {
    listDisclosures: async ({ viewer: caller }) => {
      const viewer = signedIn(caller)
      const [book, now] = [await law.book(db), clock.now()]
      const rules = book.on(dayOf(now))
      const [tasks, open, settled, questions] = await Promise.all([
        disclosureTasks(db, book, viewer, now),
        openPublications(db),
        settledPublications(db),
        questionViews(db, viewer),
      ])
      const rows = [...new Map([...open, ...settled].map((one) => [one.id, one])).values()]
      const { current, builtAt } = site.standing()
      return {
        tasks,
        rows: rows.map((one) => rowView(rules, one, dayOf(now))),
        items: rules ? disclosureItems(rules).map((one) => itemView(book, one)) : [],
        departments: rules ? await completeness(db, book, rules) : [],
        questions,
        withheld: settled.filter((one) => one.stands === 'withheld').length,
        site: { address: here.address, current, ...(builtAt !== undefined && { builtAt: builtAt as Instant }) },
      }
    },
    beginDisclosure: ({ viewer, body }) => beginPublication(here, signedIn(viewer), body),
    showDisclosure: async ({ viewer, params }) =>
      publicationView(here, signedIn(viewer), await publicationOf(db, params.id), clock.now()),
    showDisclosureSource: async ({ viewer: caller, params, query }) => {
      const viewer = signedIn(caller)
      const row = await publicationOf(db, params.id)
      const rules = rulesFor(await law.book(db), dayOf(clock.now()))
      if (row.case_id !== null) {
        await caseOf(db, viewer, row.case_id)
        await here.looks.note(`person:${viewer.person}`, 'look', { kind: 'CaseLooked/1', body: { case: row.case_id } })
      } else if (!registerOf(itemOf(rules, row.rule)))
        throw because(Missing, 'no-source', '这一件不是从案件或者名册来的', 'It is made from no case and no register')
      return sourceOf(db, rules, row, query.month)
    },
    writeDisclosure: ({ viewer, params, body }) => writePublication(here, signedIn(viewer), params.id, body),
    submitDisclosure: async ({ viewer, params, body }) => {
      await command(here, signedIn(viewer), params.id, () => ({ do: 'submit', ...body }))
      return {}
    },
    checkDisclosure: async ({ viewer, params, body }) => {
      await command(here, signedIn(viewer), params.id, () => ({ do: 'check', ...body }))
      return {}
    },
    approveDisclosure: async ({ viewer, session, params, body }) => {
      await approvePublication(here, signedIn(viewer), signedIn(session).id, params.id, body)
      return {}
    },
    returnDisclosure: async ({ viewer, params, body }) => {
      await command(here, signedIn(viewer), params.id, () => ({ do: 'return', ...body }))
      return {}
    },
    publishDisclosure: ({ viewer, params, body }) => publish(here, signedIn(viewer), params.id, body),
    noteDisclosureShown: async ({ viewer, params, body }) => {
      await command(here, signedIn(viewer), params.id, () => ({ do: 'show', ...body }))
      return {}
    },
    withdrawDisclosure: async ({ viewer, params, body }) => {
      await endPublication(here, signedIn(viewer), params.id, { do: 'withdraw', ...body })
      return {}
    },
    endDisclosure: async ({ viewer, params, body }) => {
      await endPublication(here, signedIn(viewer), params.id, { do: 'end', ...body })
      return {}
    },
    withholdDisclosure: async ({ viewer, params, body }) => {
      await withhold(here, signedIn(viewer), params.id, body)
      return {}
    },
    noteDisclosureUpdate: async ({ viewer: caller, params, body }) => {
      const viewer = signedIn(caller)
      await publicationOf(db, params.id)
      const moment = { at: clock.now(), actor: `person:${viewer.person}` }
      await db
        .transaction()
        .execute((trx) => here.journal.act(trx, publicationStream, params.id, { do: 'note-update', ...body }, moment))
      return {}
    },
    noteLawChange: ({ viewer, body }) => noteLawChange(here, signedIn(viewer), body),
    askDisclosureQuestion: ({ viewer, params, body }) => askQuestion(here, signedIn(viewer), params.id, body),
    answerDisclosureQuestion: async ({ viewer, params, body }) => {
      await answerQuestion(here, signedIn(viewer), params.id, body.words)
      return {}
    },
    disclosureFigures: async ({ params }) => ({ year: params.year, figures: await figuresOf(db, params.year) }),
    disclosureCredit: async () => {
      const { csv } = await creditCsv(db, rulesFor(await law.book(db), dayOf(clock.now())))
      return new Response(csv, {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="dual-publicity.csv"',
        },
      })
    },
    disclosureSite: async () => {
      const current = join(site.folder, 'current')
      // One site from end to end, whatever is published meanwhile.
      return zipOf(await realpath(current).catch(() => current))
    },
  }
}

/** The folder of the site as one file. Throws Missing where there is none yet. */
async function zipOf(folder: string): Promise<Response> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  if (files.length === 0)
    throw because(Missing, 'no-site', '还没有公示过，没有网站可导出', 'Nothing was ever public, so there is no site')
  const zip = new ZipFile()
  for (const file of files.toSorted())
    zip.addFile(file, `public/${relative(folder, file).split(sep).join('/')}`, { mode: 0o100644 })
  zip.end()
  return new Response(Readable.toWeb(Readable.from(zip.outputStream)) as ReadableStream, {
    headers: { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="public-site.zip"' },
  })
}
