import type { Archived, Say, Told } from './told.ts'

/** What the forms of the sample's cases say. */
export const FILING = (provision: string) => ({
  says: { jurisdiction: true, 'penalty-due': true, 'suspected-provision': provision },
})
export const SHOWN = { 'certificate-shown': true, 'rights-told': true, 'pages-signed': true, 'record-made': true }
export const HANDED_IN = {
  'proposal-attached': true,
  'report-attached': true,
  'draft-attached': true,
  'evidence-attached': true,
}
/** Each point answered by itself. */
export const REVIEWED = {
  outcome: 'agreed',
  'subject-lawful': true,
  'facts-clear': true,
  'procedure-lawful': true,
  'law-applied': true,
  'powers-exceeded': false,
  'papers-in-order': true,
  'crime-suspected': false,
}
/** What goes to the court with the application. */
export const ENCLOSED = {
  says: {
    'application-signed': true,
    'decision-enclosed': true,
    'demand-enclosed': true,
    'object-enclosed': true,
  },
}
export const NOT_FILMED = '演示中没有为这一步拍摄（示例）'

/** Paid in full, and performed. */
export async function paid(one: Told, amount: number): Promise<void> {
  await one.happened('fine-paid', { says: { 'paid-amount': amount, 'proof-kept': true } })
  await one.done('performed', { says: { 'receipts-add-up': true, 'own-duties-done': true } })
}

/** Closed by the chain that closes cases, bound and taken in; what lies in its volume where that was its end. */
export async function close(one: Told, say: Say, zh: string, en: string): Promise<Archived | undefined> {
  await one.approved('case-closed', {}, 'leader', 'head')
  const archived = await one.archived()
  say(`${zh}；案卷 ${archived.papers} 件，已核对`, `${en}; its volume of ${archived.papers} papers was checked`)
  return (await one.ended()) ? archived : undefined
}
