import { because, Corrupt, type Instant } from '@liuhen/core/kernel'
import { type PdfObjects, type Seal, signaturesIn } from '@liuhen/core/seals'
import { objectsOf } from '../typesetting/index.ts'
import { messageOver, openOwnCertificate, type OwnCertificateFiles } from './own-certificate.ts'
import { signatureOf } from './signature.ts'

/** Room for the message, in bytes: certificates of a chain and one signature. */
const ROOM = 24_576

/** A finished file with the bureau's signature at its end, and what the examining of seals found of it. */
export interface SignedFile {
  readonly pdf: Uint8Array
  readonly seal: Seal
}

/**
 * Signs a finished PDF whose cross-reference is a table: an update at its end that shows nothing, and a signature over all of
 * the file but itself (PAdES-B-B). What was there stays byte for byte. Throws Refused where the certificate is of no use.
 */
export async function signFinished(pdf: Uint8Array, files: OwnCertificateFiles, now: Instant): Promise<SignedFile> {
  const certificate = await openOwnCertificate(files, now)
  const { update, open, close } = await updateOf(pdf, now)
  const whole = Buffer.concat([pdf, Buffer.from(update, 'latin1')])
  const [from, to] = [pdf.length + open, pdf.length + close]
  const message = await messageOver(Buffer.concat([whole.subarray(0, from), whole.subarray(to)]), certificate)
  if (message.length > ROOM) throw new Error('the message has no room')
  whole.write(Buffer.from(message).toString('hex'), from + 1, 'latin1')
  const last = signaturesIn(whole).at(-1)
  const seal = last?.covers[3] === whole.length ? await signatureOf(whole, last, []) : 'broken'
  if (typeof seal === 'string')
    throw because(
      Corrupt,
      'own-signature-broken',
      '用本局证书签的名没有通过核验，案卷没有合成：请信息中心核对证书',
      'The signature by the bureau’s certificate did not verify, and nothing was bound: have the certificate looked at',
    )
  return { pdf: whole, seal }
}

type Value = unknown
type Dict = Readonly<Record<string, Value>>

/** What is appended: field, signature, and the page and the catalogue that name them, with a cross-reference of their own. */
async function updateOf(pdf: Uint8Array, now: Instant): Promise<{ update: string; open: number; close: number }> {
  const [told] = (await objectsOf([{ title: '案卷', pdf, numbered: false }])) as readonly PdfObjects[]
  if (told === undefined) throw new Error('a finished file has no objects')
  const { pages } = told
  const [, objects] = told.qpdf
  const at = (value: Value): Value => (isReference(value) ? objects[`obj:${String(value)}`]?.value : value)
  const dict = (value: Value): Dict => (at(value) ?? {}) as Dict
  const list = (value: Value): readonly Value[] => (Array.isArray(at(value)) ? (at(value) as Value[]) : [])
  const trailer = dict(objects['trailer']?.value)
  const page = pages[0]?.object ?? ''
  const root = String(trailer['/Root'])
  const free = Number(trailer['/Size'])
  const [field, signature] = [free, free + 1]
  const form = dict(dict(root)['/AcroForm'])
  const catalogue = {
    ...dict(root),
    '/AcroForm': { ...form, '/Fields': [...list(form['/Fields']), `${field} 0 R`], '/SigFlags': 3 },
  }
  const first = { ...dict(page), '/Annots': [...list(dict(page)['/Annots']), `${field} 0 R`] }
  const widget = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (liuhen-volume) /F 132 /Rect [0 0 0 0] /P ${page} /V ${signature} 0 R >>`
  const range = '[0 ########## ########## ##########]'
  const contents = `<${'0'.repeat(2 * ROOM)}>`
  const dictionary = `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (${pdfDate(now)}) /ByteRange ${range} /Contents ${contents} >>`
  const all: readonly (readonly [object: string, words: string])[] = [
    [root, written(catalogue)],
    [page, written(first)],
    [`${field} 0 R`, widget],
    [`${signature} 0 R`, dictionary],
  ]
  let update = '\n'
  const places = all.map(([reference, words]) => {
    const [number = '', generation = '0'] = reference.split(' ')
    const offset = pdf.length + update.length
    update += `${number} ${generation} obj\n${words}\nendobj\n`
    return `${number} 1\n${String(offset).padStart(10, '0')} ${generation.padStart(5, '0')} n \n`
  })
  const table = pdf.length + update.length
  const { before, id } = tailOf(pdf)
  update += `xref\n${places.join('')}trailer\n<< /Size ${free + 2} /Root ${root} /Prev ${before}${id} >>\nstartxref\n${table}\n%%EOF\n`
  const open = update.indexOf('/Contents <0') + '/Contents '.length
  const close = open + contents.length
  for (const one of [pdf.length + open, pdf.length + close, update.length - close])
    update = update.replace('##########', String(one).padEnd(10))
  return { update, open, close }
}

/** Where the last cross-reference begins, and the name of the file. Throws for one that is no table. */
function tailOf(pdf: Uint8Array): { before: string; id: string } {
  const tail = Buffer.from(pdf.subarray(-2048)).toString('latin1')
  const before = [...tail.matchAll(/startxref\s+(\d+)\s+%%EOF/g)].at(-1)?.[1]
  const isTable =
    before !== undefined && Buffer.from(pdf.subarray(Number(before), Number(before) + 4)).toString() === 'xref'
  if (!isTable) throw new Error('a file to be signed has no table of its objects')
  const id = /\/ID \[\s*<[\da-fA-F]*>\s*<[\da-fA-F]*>\s*\]/.exec(tail)?.[0]
  return { before, id: id === undefined ? '' : ` ${id}` }
}

const isReference = (value: Value): boolean => typeof value === 'string' && /^\d+ \d+ R$/.test(value)
/** As PDF writes a moment, at UTC. */
const pdfDate = (at: Instant): string => `D:${at.slice(0, 19).replaceAll(/[-:T]/g, '')}Z`

/** A value as qpdf tells it (its JSON, version 2), as PDF writes it. */
function written(value: Value): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return `[ ${value.map(written).join(' ')} ]`
  if (typeof value === 'object')
    return `<< ${Object.entries(value)
      .flatMap(([key, one]) => [name(key), written(one)])
      .join(' ')} >>`
  if (typeof value !== 'string') return JSON.stringify(value)
  if (isReference(value)) return value
  if (value.startsWith('/') || value.startsWith('n:/')) return name(value)
  if (value.startsWith('b:')) return `<${value.slice(2)}>`
  const bytes = Buffer.from(`\ufeff${value.replace(/^u:/, '')}`, 'utf16le').swap16()
  return `<${bytes.toString('hex')}>`
}

/** A name whose bytes beyond the plain ones are written in digits; qpdf tells one of no UTF-8 as `n:/…`, written so already. */
const name = (key: string): string =>
  key.startsWith('n:')
    ? key.slice(2)
    : `/${[...Buffer.from(key.slice(1))].map((byte) => (/[A-Za-z0-9_.+-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `#${byte.toString(16).padStart(2, '0')}`)).join('')}`
