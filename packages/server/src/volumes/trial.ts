import { randomUUID } from 'node:crypto'
import type { BodyOf, Table } from '@liuhen/contract'
import type { ActForm } from '@liuhen/contract/cases'
import type { CalendarDate } from '@liuhen/core/kernel'
import { type MaterialRole, materialRoles } from '@liuhen/core/procedure'
import { CHARGE } from '../cases/trial-ordinary.ts'
import type { TrialTeam } from '../cases/trial.ts'
import type { SignedIn } from '../http/trial.ts'

/** A sound PDF of so many pages that says these words, in letters every reader has. */
export function samplePdf(words: string, pages = 1): Buffer {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>']
  const kids = Array.from({ length: pages }, (_, i) => `${4 + 2 * i} 0 R`)
  objects.push(`<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages} >>`)
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  for (let i = 0; i < pages; i++) {
    const drawn = `BT /F1 18 Tf 72 720 Td (${words} ${i + 1}) Tj ET`
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`,
      `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    )
  }
  let file = '%PDF-1.4\n'
  const places = objects.map((one, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${one}\nendobj\n`
    return at
  })
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

const SPOT = {
  ...CHARGE,
  'fine-amount': 200,
  'certificate-shown': true,
  'rights-told': true,
  'defence-made': false,
  numbered: true,
  'decision-handed-over': true,
  'party-signed': true,
} as const

/** A case of the simple procedure, fined on the spot on film, paid, and closed today: on one film, or on those given, of which one may be evidence. */
export async function closedCase(
  team: TrialTeam,
  given: readonly string[] = [],
  evidence?: string,
): Promise<{ id: string; act: string; film: string }> {
  const id = await team.lead({ procedure: 'simple' })
  await team.done(id, 'violation-ended', { by: [] })
  if (evidence === undefined) await team.done(id, 'violation-discovered', { by: [] })
  else await discoveredOn(team, id, evidence)
  const recordings = given.length > 0 ? [...given] : [await team.filmed('10:00', '10:15')]
  const spot = { place: '星沙路', at: '10:00', until: '10:15', says: SPOT, recordings }
  const act = await team.done(id, 'penalty-on-the-spot', spot)
  await team.done(id, 'on-the-spot-reported', {})
  await team.done(id, 'fine-paid', { by: [], says: { 'paid-amount': 200, 'proof-kept': true } })
  await team.done(id, 'performed', { says: { 'receipts-add-up': true, 'own-duties-done': true } })
  await team.approved(id, 'case-closed', {}, team.leader, team.head)
  return { id, act, film: recordings[0] ?? '' }
}

/** The violation is discovered on that film, which is entered as evidence of it and examined. */
async function discoveredOn(team: TrialTeam, id: string, recording: string): Promise<void> {
  const { officer } = team
  const seen = { place: '星沙路', at: '10:00', until: '10:15', recordings: [recording] }
  const act = await team.done(id, 'violation-discovered', seen)
  const evidence = randomUUID()
  await officer.enterEvidence({
    params: { id },
    body: {
      id: evidence,
      kind: 'audio-visual',
      title: '现场录像',
      proves: '占道堆放的经过',
      obtainedOn: team.today(),
      obtainedHow: '执法记录仪录制',
      by: [officer.person],
      form: 'original',
      act,
      recording,
    },
  })
  const found = { authentic: true, lawful: true, relevant: true }
  await officer.examineEvidence({ params: { id, evidence }, body: { found } })
}

type Filing = Partial<Omit<BodyOf<Table['fileMaterial']>, 'file'>> & {
  readonly pages?: number
  /** Left as whoever stored it says, and looked at by nobody else. */
  readonly claimed?: true
}

let files = 0

/** Somebody else opens each page of a stored file and confirms that it is the paper it is said to be. */
export async function confirmed(
  team: TrialTeam,
  id: string,
  { key: material, pages }: { readonly key: string; readonly pages: number },
  who: SignedIn,
): Promise<void> {
  const of = `${team.server.url}/api/cases/${id}/volume/materials/${material}/pages`
  for (let page = 1; page <= pages; page++) await (await who.send(`${of}/${page}`)).arrayBuffer()
  await who.confirmMaterial({ params: { id, material }, body: { reason: '与纸质原件逐页核对一致' } })
}

/** Stores a sample file as a paper of the case; a colleague confirms what it is said to be, unless it is left as a claim. */
export const filed = async (
  team: TrialTeam,
  id: string,
  { pages = 1, claimed, ...more }: Filing,
  who: SignedIn = team.officer,
) => {
  files += 1
  const key = randomUUID()
  const body = {
    key,
    title: '存入的材料',
    author: '示范单位',
    on: team.today() as CalendarDate,
    ...more,
    // No two alike: one file is one paper.
    file: samplePdf(more.number ?? `sample ${files}.`, pages).toString('base64'),
  }
  const kept = await who.fileMaterial({ params: { id }, body })
  const second = who === team.officer ? team.colleague : team.officer
  if (more.rule !== undefined && claimed === undefined) await confirmed(team, id, { key, pages: kept.pages }, second)
  return { key, ...kept }
}

/** Every paper that the volume lacks, stored as a sample; every recording explained; and, unless told, its cause named. */
export async function filledVolume(team: TrialTeam, id: string, cause: string | false = '占道经营'): Promise<void> {
  const { lacks, recordings } = await team.officer.showVolume({ params: { id } })
  if (cause !== false && lacks.some((one) => one.at?.cause))
    await team.officer.nameCause({ params: { id }, body: { cause } })
  for (const { code, at: place } of lacks)
    if (code === 'paper-missing') await filed(team, id, { rule: place?.rule ?? '', title: '存入的文书' })
  for (const { recording, proves: said } of recordings)
    if (said === undefined)
      await team.officer.proveByRecording({
        params: { id, recording },
        body: { proves: '现场告知和收缴', method: '执法记录仪原始文件' },
      })
}

type Handing = Pick<TrialTeam, 'officer' | 'legal' | 'today'>
type Handed = NonNullable<ActForm['materials']>

/** A stored file of the case that is handed in as that; one for each role and case. */
export async function filedAs(
  team: Handing,
  id: string,
  as: MaterialRole,
  words: string = as,
): Promise<Handed[number]> {
  const key = randomUUID()
  const body = {
    key,
    title: materialRoles[as].zh,
    author: '周立衡',
    on: team.today(),
    file: samplePdf(`${words} ${key.slice(0, 8)}`).toString('base64'),
  }
  await team.officer.fileMaterial({ params: { id }, body })
  return { as, kind: 'file', id: key }
}

/** All of the case that can be handed over, as the list of its transfer; a stored file where there is nothing else. */
export async function listedOf(team: Handing, id: string): Promise<Handed> {
  const body = { act: 'transferred' as const, on: team.today(), key: randomUUID() }
  const { materials = [] } = await team.officer.checkAct({ params: { id }, body })
  const fixed = materials.filter((one) => one.fixed)
  if (fixed.length === 0) {
    const { kind, id: file } = await filedAs(team, id, 'other')
    return [{ as: 'transferred', kind, id: file }]
  }
  return fixed.map((one) => ({ as: 'transferred' as const, kind: one.kind, id: one.id }))
}

/** An item of evidence that was examined and stands; its id. */
export async function evidenced(team: Handing, id: string, title = '现场照片'): Promise<string> {
  const item = {
    id: randomUUID(),
    kind: 'physical' as const,
    title,
    proves: '占道的范围',
    obtainedOn: team.today(),
    obtainedHow: '现场拍摄',
    by: [team.officer.person],
    form: 'original' as const,
  }
  await team.officer.enterEvidence({ params: { id }, body: item })
  const found = { authentic: true, lawful: true, relevant: true }
  await team.legal.examineEvidence({ params: { id, evidence: item.id }, body: { found } })
  return item.id
}

/** All that 晋中 art. 5 has handed in for review, in the case: files, an item of evidence, the record of a hearing that was held. */
export async function materialsOf(team: Handing, id: string): Promise<Handed> {
  const { acts, evidence } = await team.officer.showCase({ params: { id } })
  const before = acts.findLast((one) => one.act === 'review-submitted')?.materials ?? []
  if (evidence.length === 0) await evidenced(team, id)
  const wanted: readonly MaterialRole[] = [
    'proposal',
    'report',
    'draft',
    ...(acts.some((one) => one.act === 'hearing-held') ? ['hearing-record' as const] : []),
  ]
  const handed: Handed = []
  for (const as of wanted) {
    const there = before.find((one) => one.as === as)
    handed.push(there ? { as, kind: 'file', id: there.id } : await filedAs(team, id, as))
  }
  return handed
}
