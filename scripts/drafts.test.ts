import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const WEB = join(import.meta.dirname, '../packages/web/src')

/** Fields whose value is kept nowhere, and why. Everything else that somebody fills in outlives Escape, a reload and the session. */
const exceptions: Readonly<Record<string, string>> = {
  'desk/sign-in/page.tsx': 'a password and a code are kept nowhere',
  'desk/account/password.tsx': 'a password is kept nowhere',
  'desk/sign-in/elsewhere.tsx': 'a code holds for half a minute, and an enrolment code is given once',
  'desk/retention/sign.tsx': 'a password is kept nowhere',
  'desk/supervision/indices.tsx': 'nothing is sent: what is shown is chosen',
  'desk/oversight/registers.tsx': 'nothing is sent: what is shown is chosen',
  'desk/seals/of-paper.tsx': 'a browser keeps no file',
  'desk/accountability/late-entries.tsx': 'nothing is sent: what is shown is chosen',
  'desk/account/second-factor.tsx': 'a code holds for half a minute',
  'desk/disclosures/acts.tsx': 'a password is kept nowhere',
  'desk/frame.tsx': 'what is searched for stands in the address of the list',
  'desk/law/deadline.tsx': 'nothing is sent: it is a question, answered while it is typed',
  'desk/law/court-window.tsx': 'nothing is sent: it is a question, answered while it is typed',
}
/** Of pages that keep the rest: single fields that are sent to nobody, or are a password. */
const narrowing: Readonly<Record<string, readonly string[]>> = {
  'desk/set-up/page.tsx': ['setShown', 'setSetUpPassword'],
  'desk/recordings/filter-bar.tsx': ['setTyped'],
  'desk/people/page.tsx': ['setWhat', 'setFind'],
  'desk/law/instrument.tsx': ['setFind'],
  'desk/law/deadline-choice.tsx': ['setFind', 'setOursOnly'],
  'desk/devices/list.tsx': ['setFind', 'setUnit', 'setCondition', 'setKind'],
  'desk/cases/filters.tsx': ['setTyped'],
  // Whose clocks the address shows: a box that changes an address.
  'desk/agenda/feed.tsx': ['setMine'],
  // A password is kept nowhere.
  'desk/cases/sign.tsx': ['setPassword'],
  'desk/cases/absences.tsx': ['setPassword'],
  // A browser keeps no file, nor what is said of one.
  'desk/volumes/dialogs.tsx': ['setFile', 'setBlanks'],
  'desk/accountability/leak.tsx': ['setFile'],
  // A password and a hand are kept nowhere.
  'desk/papers/signing.tsx': ['setPassword', 'setDrawn'],
  // The choice opens the form, which keeps what is filled in.
  'desk/activities/register.tsx': ['setKind'],
  // The day that is looked at.
  'desk/duties/page.tsx': ['setDay'],
}

/** What somebody fills in: fields, and the boxes and choices beside them. */
const FIELD =
  /<(?:TextField|AreaField|DateField|SelectField|Choose|Confirm|FileField|RoleBoxes|RecordingChoice|input|textarea|select)\b/
/** Setters of a state that nobody keeps. */
const UNKEPT = /const \[\w+, (set\w+)\] = useState\b/g
/** Setters that a field writes into. */
const WRITES = /(?:onValue|onFile)=\{(?:\([^)]*\) => )?(?:void )?(set\w+)\b|onChange=\{\([^)]*\) =>\s*(set\w+)\b/g

test('every field of the desk is kept while it is not sent, or is named here with the reason', async () => {
  const files = (await readdir(WEB, { recursive: true })).filter(
    (one) => one.startsWith('desk/') && one.endsWith('.tsx'),
  )
  const unkept: string[] = []
  const used = new Set<string>()
  for (const file of files) {
    const source = await readFile(join(WEB, file), 'utf8')
    if (!FIELD.test(source)) continue
    const states = new Set([...source.matchAll(UNKEPT)].map((one) => one[1]))
    const written = [...source.matchAll(WRITES)]
      .map((one) => one[1] ?? one[2])
      .filter((one) => states.has(one) && !(one !== undefined && narrowing[file]?.includes(one)))
    if (written.length === 0) continue
    if (exceptions[file] === undefined) unkept.push(`${file}: ${written.join(', ')}`)
    else used.add(file)
  }
  expect(unkept).toEqual([])
  // An exception nobody needs any more would hide the next field of that page.
  expect(Object.keys(exceptions).filter((file) => !used.has(file))).toEqual([])
})

test('every form that is sent has a draft, or is named here with the reason', async () => {
  const files = (await readdir(WEB, { recursive: true })).filter(
    (one) => one.startsWith('desk/') && one.endsWith('.tsx'),
  )
  const without: string[] = []
  for (const file of files) {
    const source = await readFile(join(WEB, file), 'utf8')
    const forms = source.match(/<(?:form|FormDialog|Confirm)\b/g)?.length ?? 0
    // A confirmation without other fields keeps its reason by itself.
    const own = source.match(/<(?:form|FormDialog)\b|<Confirm\n\s+draft=/g)?.length ?? 0
    const drafts = source.match(/\buseDraft\(/g)?.length ?? 0
    if (forms > 0 && drafts < own && exceptions[file] === undefined) without.push(`${file}: ${drafts} of ${own}`)
  }
  expect(without).toEqual([])
})
