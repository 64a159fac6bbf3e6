import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { because, type Instant, Refused } from '@liuhen/core/kernel'
import { OctetString, Sequence, ObjectIdentifier } from 'asn1js'
import {
  Attribute,
  Certificate,
  CertBag,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'

/** Where the bureau's own certificate with its key lies (PKCS#12), and the passphrase that opens it. Read anew for each use. */
export interface OwnCertificateFiles {
  readonly file: string
  readonly passphraseFile: string
}

type SigningKey = Parameters<SignedData['sign']>[0]

/** The bureau's own certificate, its key, and those between it and its authority. The key never leaves this object. */
export interface OwnCertificate {
  readonly own: Certificate
  readonly chain: readonly Certificate[]
  readonly key: SigningKey
}

const OIDS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  /** RFC 5035: which certificate signs is itself signed. PAdES wants it. */
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
} as const

const unreadable = () =>
  because(
    Refused,
    'own-certificate-unreadable',
    '本局的签名证书打不开：请信息中心核对证书文件（PKCS#12，AES 加密）和口令文件。旧格式的可用 openssl pkcs12 重新导出',
    'The certificate of the bureau cannot be opened: have its file (PKCS#12, encrypted by AES) and the passphrase file looked at. One of an older form can be exported anew with openssl pkcs12',
  )

/** Opens the file. Throws Refused with what is wrong, and never a word of what is in it. */
export async function openOwnCertificate(
  { file, passphraseFile }: OwnCertificateFiles,
  now: Instant,
): Promise<OwnCertificate> {
  const { keys, certificates } = await bagsOf(file, passphraseFile).catch(() => {
    throw unreadable()
  })
  const [info] = keys
  if (info === undefined || keys.length > 1 || certificates.length === 0) throw unreadable()
  const privateKey = createPrivateKey({ key: Buffer.from(info.toSchema().toBER()), format: 'der', type: 'pkcs8' })
  const own = certificates.find((one) => told(one).checkPrivateKey(privateKey))
  if (own === undefined) throw unreadable()
  const { validFrom, validTo } = told(own)
  if (Date.parse(validFrom) > Date.parse(now) || Date.parse(validTo) < Date.parse(now))
    throw because(
      Refused,
      'own-certificate-expired',
      `本局的签名证书不在有效期内（${validTo} 到期）：请信息中心更换，或者先撤下`,
      `The certificate of the bureau is not in force (to ${validTo}): have it renewed, or taken out for now`,
    )
  const algorithm = algorithmOf(privateKey)
  if (algorithm === undefined)
    throw because(
      Refused,
      'own-certificate-kind',
      '本局的签名证书所用的算法（如 SM2）这里签不了：请另配 RSA 或者 ECDSA 证书，或者先撤下',
      'This machine cannot sign by the algorithm of the bureau’s certificate, such as SM2: name one of RSA or ECDSA, or none',
    )
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
  const key = (await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])) as SigningKey
  return { own, chain: certificates.filter((one) => one !== own), key }
}

const told = (certificate: Certificate): X509Certificate =>
  new X509Certificate(Buffer.from(certificate.toSchema().toBER()))

const CURVES: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }
function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: ReturnType<typeof createPrivateKey>) {
  if (asymmetricKeyType === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const namedCurve = CURVES[asymmetricKeyDetails?.namedCurve ?? '']
  return asymmetricKeyType === 'ec' && namedCurve !== undefined ? { name: 'ECDSA', namedCurve } : undefined
}

/** Everything a PKCS#12 file holds, its integrity checked. Throws whatever reading it throws. */
async function bagsOf(file: string, passphraseFile: string) {
  const words = (await readFile(passphraseFile, 'utf8')).replace(/\r?\n$/, '')
  const password = new TextEncoder().encode(words).slice().buffer
  const pfx = PFX.fromBER(new Uint8Array(await readFile(file)).buffer)
  await pfx.parseInternalValues({ password, checkIntegrity: true })
  const safe = pfx.parsedValue?.authenticatedSafe
  if (safe === undefined) throw new Error('no safe')
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) })
  const contents = (safe.parsedValue as { safeContents: { value: { safeBags: { bagValue: unknown }[] } }[] })
    .safeContents
  const keys: PrivateKeyInfo[] = []
  const certificates: Certificate[] = []
  for (const { bagValue } of contents.flatMap((one) => one.value.safeBags)) {
    if (bagValue instanceof PKCS8ShroudedKeyBag) {
      await (
        bagValue as unknown as { parseInternalValues(given: { password: ArrayBuffer }): Promise<void> }
      ).parseInternalValues({
        password,
      })
      if (bagValue.parsedValue) keys.push(bagValue.parsedValue)
    } else if (bagValue instanceof PrivateKeyInfo) keys.push(bagValue)
    else if (bagValue instanceof CertBag && bagValue.parsedValue instanceof Certificate)
      certificates.push(bagValue.parsedValue)
  }
  return { keys, certificates }
}

/** A detached message over these bytes (CMS, RFC 5652), as PAdES-B-B has it (ETSI EN 319 142-1): the time stands in the PDF. */
export async function messageOver(data: Uint8Array, { own, chain, key }: OwnCertificate): Promise<Uint8Array> {
  const digest = (bytes: Uint8Array) => webcrypto.subtle.digest('SHA-256', bytes.slice())
  const certHash = new OctetString({ valueHex: await digest(new Uint8Array(own.toSchema().toBER())) })
  const certId = new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [certHash] })] })] })
  const attribute = (type: string, value: unknown): Attribute => new Attribute({ type, values: [value as never] })
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    signedAttrs: new SignedAndUnsignedAttributes({
      type: 0,
      attributes: [
        attribute(OIDS.contentType, new ObjectIdentifier({ value: OIDS.data })),
        attribute(OIDS.messageDigest, new OctetString({ valueHex: await digest(data) })),
        attribute(OIDS.signingCertificate, certId),
      ],
    }),
  })
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OIDS.data }),
    signerInfos: [signer],
    certificates: [own, ...chain],
  })
  await signed.sign(key, 0, 'SHA-256', data.slice().buffer)
  const content = new ContentInfo({ contentType: OIDS.signedData, content: signed.toSchema(true) })
  return new Uint8Array(content.toSchema().toBER())
}
