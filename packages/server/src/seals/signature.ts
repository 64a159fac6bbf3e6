import { X509Certificate } from 'node:crypto'
import { type Instant, instantOf } from '@liuhen/core/kernel'
import type { PdfSignature, Seal, SealCertificate } from '@liuhen/core/seals'
import { Certificate, CertificateChainValidationEngine, ContentInfo, SignedData, SignedDataVerifyError } from 'pkijs'

/** What a signed message is found to be: a seal of which something can be said, or what is wrong with it. */
export type Found = Seal | 'broken' | 'stranger'

/** A detached CMS message (RFC 5652) over the bytes a PDF's signature covers: PAdES (ETSI EN 319 142-1) and its forerunner. */
const METHODS: ReadonlySet<string> = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached'])
/** GM/T: everything China's own suite of ciphers is named by. */
const SM = '1.2.156.10197.'
const SIGNED_DATA = '1.2.840.113549.1.7.2'
const SIGNING_TIME = '1.2.840.113549.1.9.5'

/**
 * Verifies one signature of a PDF. Without `roots` nobody can say whose certificate it is. What this machine has no means
 * for (SM2, GM/T seals, methods of others) is `not-verifiable`, never wrong and never right.
 */
export async function signatureOf(
  pdf: Uint8Array,
  { covers, method, message }: PdfSignature,
  roots: readonly Certificate[],
): Promise<Found> {
  if (method === undefined || !METHODS.has(method))
    return { verdict: 'not-verifiable', unknown: method?.startsWith('GM') ? 'sm2' : 'method' }
  const read = readMessage(message)
  if (read === 'sm2') return { verdict: 'not-verifiable', unknown: 'sm2' }
  if (read === undefined) return 'broken'
  const [signer, ...more] = read.signerInfos
  if (!signer || more.length > 0) return 'broken'
  const certificate = await certificateOf(read)
  const told = { ...(certificate && { certificate: certificate.told }), ...claimedIn(signer) }
  const algorithms = [
    signer.signatureAlgorithm.algorithmId,
    signer.digestAlgorithm.algorithmId,
    certificate?.own.subjectPublicKeyInfo.algorithm.algorithmId ?? '',
  ]
  if (algorithms.some((one) => one.startsWith(SM))) return { verdict: 'not-verifiable', unknown: 'sm2', ...told }
  const [from, to, second, end] = covers
  const data = new Uint8Array(to - from + end - second)
  data.set(pdf.subarray(from, to))
  data.set(pdf.subarray(second, end), to - from)
  if (!(await isTrue(read, data.buffer))) return 'broken'
  if (roots.length === 0 || !certificate) return { verdict: 'signer-unknown', ...told }
  return (await leadsTo(certificate.own, read, roots, told.claimed)) ? { verdict: 'verified', ...told } : 'stranger'
}

function readMessage(message: Uint8Array): SignedData | 'sm2' | undefined {
  try {
    const info = ContentInfo.fromBER(message.slice().buffer)
    if (info.contentType.startsWith(SM)) return 'sm2'
    return info.contentType === SIGNED_DATA ? new SignedData({ schema: info.content }) : undefined
  } catch {
    return undefined
  }
}

async function isTrue(message: SignedData, data: ArrayBuffer): Promise<boolean> {
  try {
    return await message.verify({ signer: 0, data, checkChain: false })
  } catch (error) {
    if (error instanceof SignedDataVerifyError) return false
    throw error
  }
}

/** The certificate whose key the signer names. */
async function certificateOf(message: SignedData): Promise<{ own: Certificate; told: SealCertificate } | undefined> {
  const [signer] = message.signerInfos
  const serial = (signer?.sid as { serialNumber?: { isEqual(other: unknown): boolean } } | undefined)?.serialNumber
  const all = (message.certificates ?? []).filter((one) => one instanceof Certificate)
  const own = all.find((one) => serial?.isEqual(one.serialNumber)) ?? (all.length === 1 ? all[0] : undefined)
  return own && { own, told: certificateTold(Buffer.from(own.toSchema().toBER())) }
}

function certificateTold(der: Buffer): SealCertificate {
  const read = new X509Certificate(der)
  const line = (name: string): string => name.split('\n').filter(Boolean).join(', ').slice(0, 1000)
  return {
    subject: line(read.subject),
    issuer: line(read.issuer),
    serial: read.serialNumber.slice(0, 100),
    from: instantOf(Date.parse(read.validFrom)),
    to: instantOf(Date.parse(read.validTo)),
  }
}

/** The time its maker wrote into it. */
function claimedIn(signer: SignedData['signerInfos'][number]): Pick<Seal, 'claimed'> {
  const attribute = signer.signedAttrs?.attributes.find(({ type }) => type === SIGNING_TIME)
  const value: unknown = (attribute?.values[0] as { toDate?: () => Date } | undefined)?.toDate?.()
  return value instanceof Date && !Number.isNaN(value.getTime()) ? { claimed: instantOf(value.getTime()) } : {}
}

/** Whether one of these issued the certificate, directly or through others that came along, and it was in force when the seal says it was made. */
async function leadsTo(
  own: Certificate,
  message: SignedData,
  roots: readonly Certificate[],
  claimed: Instant | undefined,
): Promise<boolean> {
  const others = (message.certificates ?? []).filter((one) => one instanceof Certificate).filter((one) => one !== own)
  const chain = new CertificateChainValidationEngine({
    trustedCerts: [...roots],
    // The one to be checked stands last.
    certs: [...others, own],
    ...(claimed !== undefined && { checkDate: new Date(claimed) }),
  })
  return (await chain.verify()).result
}

/** The certificates of a PEM file. Throws where one cannot be read. */
export function rootsIn(pem: string): Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => Certificate.fromBER(new Uint8Array(new X509Certificate(block).raw).buffer))
}
