import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A key with its certificate, both as PEM. */
export interface Sealer {
  readonly key: string
  readonly certificate: string
}

/** Runs openssl in a folder of its own, where `files` lie; what is in `answer` afterwards. */
function openssl(args: readonly string[], files: Readonly<Record<string, string | Buffer>>, answer: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'liuhen-seal-'))
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
    return readFileSync(join(folder, answer))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const keyPair = (): string =>
  openssl(['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'key'], {}, 'key').toString()

/** An authority that certifies itself, and a sealer it certified. */
export function sealerOf(name: string): { readonly authority: Sealer; readonly sealer: Sealer } {
  const root = keyPair()
  const by = ['-subj', `/CN=${name} CA`, '-addext', 'basicConstraints=critical,CA:TRUE']
  const own = ['req', '-x509', '-new', '-key', 'key', '-days', '36500', '-out', 'cert', '-utf8', ...by]
  const certificate = openssl(own, { key: root }, 'cert').toString()
  const key = keyPair()
  const asked = openssl(['req', '-new', '-key', 'key', '-utf8', '-subj', `/CN=${name}`, '-out', 'csr'], { key }, 'csr')
  const issued = ['x509', '-req', '-in', 'csr', '-CA', 'ca', '-CAkey', 'ca-key', '-set_serial', '7', '-days', '36000']
  const files = { csr: asked, ca: certificate, 'ca-key': root }
  const sealed = openssl([...issued, '-out', 'cert'], files, 'cert').toString()
  return { authority: { key: root, certificate }, sealer: { key, certificate: sealed } }
}

/** A sealer's key and certificate in one PKCS#12 file under a passphrase, with what certified it, as openssl writes one. */
export function pkcs12Of({ key, certificate }: Sealer, authority: Sealer, passphrase: string): Buffer {
  const args = [
    'pkcs12',
    '-export',
    '-in',
    'cert',
    '-inkey',
    'key',
    '-certfile',
    'ca',
    '-passout',
    `pass:${passphrase}`,
  ]
  return openssl([...args, '-out', 'p12'], { cert: certificate, key, ca: authority.certificate }, 'p12')
}

/** Whether openssl finds a detached message true over these bytes, by a certificate that leads to the authority. */
export function isTrueByOpenssl(message: Uint8Array, data: Uint8Array, { certificate }: Sealer): boolean {
  const args = [
    'cms',
    '-verify',
    '-binary',
    '-cades',
    '-purpose',
    'any',
    '-inform',
    'DER',
    '-in',
    'cms',
    '-content',
    'data',
  ]
  try {
    const files = { cms: Buffer.from(message), data: Buffer.from(data), ca: certificate }
    return openssl([...args, '-CAfile', 'ca', '-out', 'told'], files, 'told').equals(Buffer.from(data))
  } catch {
    return false
  }
}

export interface Sealing {
  /** As the signature's dictionary names its method. */
  readonly method?: string
  /** Objects besides, or in place of others, by their number; `$page` in them is the first page's, `$free` a number nobody has. */
  readonly objects?: (file: PdfParts) => Readonly<Record<number, string>>
  /** More entries of the catalogue. */
  readonly catalogue?: string
  /** More annotations of the first page, as references. */
  readonly annotations?: (file: PdfParts) => string
}

export interface PdfParts {
  /** The first number no object has; the seal takes four from there. */
  readonly free: number
  /** What the first page draws. */
  readonly contents: number
}

const HOLE = 16_384

/** A seal put on the first page as a seal service does: as an update at the end of the file, and a signature over all of it. */
export function seal(pdf: Buffer, { key, certificate }: Sealer, sealing: Sealing = {}): Buffer {
  const words = pdf.toString('latin1')
  const last = (pattern: RegExp): string => [...words.matchAll(pattern)].at(-1)?.[1] ?? ''
  const objectOf = (number: string): string => last(new RegExp(`(?:^|\\n)${number} 0 obj\\s*([^]*?)endobj`, 'g')).trim()
  const root = last(/\/Root (\d+) 0 R/g)
  const free = Number(last(/\/Size (\d+)/g))
  const page = /(?:^|\n)(\d+) 0 obj\s*<<(?:(?!endobj)[^])*?\/Type\s*\/Page\b(?!s)/.exec(words)?.[1] ?? ''
  const pageDict = objectOf(page)
  const parts = { free: free + 4, contents: Number(/\/Contents (\d+) 0 R/.exec(pageDict)?.[1]) }
  const [field, look, signature] = [free, free + 1, free + 2]
  const annotations = `${/\/Annots\s*\[([^\]]*)\]/.exec(pageDict)?.[1] ?? ''} ${field} 0 R ${sealing.annotations?.(parts) ?? ''}`
  const fields = /\/Fields\s*\[([^\]]*)\]/.exec(objectOf(root))?.[1] ?? ''
  const form = `/AcroForm << /Fields [${fields} ${field} 0 R] /SigFlags 3 >>`
  const round = '1 0 0 RG 3 w 4 59 m 4 20 40 4 59 4 c S'
  const method = sealing.method ?? 'ETSI.CAdES.detached'
  const objects: Record<number, string> = {
    [Number(root)]: `${objectOf(root)
      .replace(/\/AcroForm\s*<<[^]*?>>/, '')
      .slice(0, -2)} ${form} ${sealing.catalogue ?? ''} >>`,
    [Number(page)]: `${pageDict.replace(/\/Annots\s*\[[^\]]*\]/, '').slice(0, -2)} /Annots [${annotations}] >>`,
    [field]: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal ${free}) /F 132 /Rect [380 120 499 239] /P ${page} 0 R /V ${signature} 0 R /AP << /N ${look} 0 R >> >>`,
    [look]: `<< /Type /XObject /Subtype /Form /BBox [0 0 119 119] /Length ${round.length} >>\nstream\n${round}\nendstream`,
    [signature]: `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${method} /ByteRange [0 ########## ########## ##########] /Contents <${'0'.repeat(HOLE)}> >>`,
    ...sealing.objects?.(parts),
  }
  let update = '\n'
  const places = Object.entries(objects).map(([number, text]) => {
    const at = pdf.length + update.length
    update += `${number} 0 obj\n${text}\nendobj\n`
    return `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = pdf.length + update.length
  const size = Math.max(free + 4, ...Object.keys(objects).map((one) => Number(one) + 1))
  update += `xref\n${places.join('')}trailer\n<< /Size ${size} /Root ${root} 0 R /Prev ${last(/startxref\s+(\d+)/g)} >>\nstartxref\n${table}\n%%EOF\n`
  const open = pdf.length + update.indexOf('/Contents <0') + '/Contents '.length
  const close = open + HOLE + 2
  const range = [open, close, pdf.length + update.length - close].map((one) => String(one).padEnd(10))
  for (const one of range) update = update.replace('##########', one)
  const whole = Buffer.from(words + update, 'latin1')
  const signed = Buffer.concat([whole.subarray(0, open), whole.subarray(close)])
  const args = ['cms', '-sign', '-binary', '-cades', '-in', 'data', '-signer', 'cert', '-inkey', 'key']
  const message = openssl([...args, '-outform', 'DER', '-out', 'cms'], { data: signed, cert: certificate, key }, 'cms')
  whole.write(message.toString('hex'), open + 1, 'latin1')
  return whole
}
