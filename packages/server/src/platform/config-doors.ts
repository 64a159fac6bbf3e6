import { resolve } from 'node:path'
import { z } from 'zod'

/** Over https; in the clear only on the machine itself, for trials. */
const address = z.url({ protocol: /^https?$/ }).refine((given) => {
  const { protocol, hostname, search, hash } = new URL(given)
  return (
    search === '' && hash === '' && (protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  )
})
const path = z.string().min(1)

/** What the operator may set of how people come in and what is read by whoever takes the disk away. */
export const doorEnvironment = {
  LIUHEN_TLS_CERT: path.optional(),
  LIUHEN_TLS_KEY: path.optional(),
  LIUHEN_TLS_MIN: z.enum(['1.2', '1.3']).default('1.2'),
  LIUHEN_OIDC_ISSUER: address.optional(),
  LIUHEN_OIDC_CLIENT: z.string().min(1).max(200).optional(),
  LIUHEN_OIDC_SECRET_FILE: path.optional(),
  LIUHEN_OIDC_NAME: z.string().min(1).max(40).default('统一身份认证'),
  LIUHEN_OIDC_ADDRESS: address.optional(),
  LIUHEN_VAULT_CIPHER: z.enum(['aes-256-gcm', 'sm4-gcm']).optional(),
  LIUHEN_VAULT_PASSPHRASE_FILE: path.optional(),
  LIUHEN_SEAL_ROOTS: path.optional(),
  LIUHEN_VOLUME_CERTIFICATE: path.optional(),
  LIUHEN_VOLUME_PASSPHRASE_FILE: path.optional(),
} as const

const file = (zh: string, en: string) => [`${zh}的路径`, `the path of ${en}`] as const
export const doorsWanted: Readonly<Record<keyof typeof doorEnvironment, readonly [zh: string, en: string]>> = {
  LIUHEN_TLS_CERT: file('PEM 证书（含中间证书）文件', 'a PEM file of the certificate and those between'),
  LIUHEN_TLS_KEY: file('证书的 PEM 私钥文件', 'the PEM file of the certificate’s private key'),
  LIUHEN_TLS_MIN: ['1.2 或 1.3', '1.2 or 1.3'],
  LIUHEN_OIDC_ISSUER: [
    '统一身份认证的签发者地址，https 开头',
    'the issuer of the identity provider, an address that begins with https',
  ],
  LIUHEN_OIDC_CLIENT: ['在统一身份认证登记的客户端编号', 'the client id registered with the identity provider'],
  LIUHEN_OIDC_SECRET_FILE: file('写有客户端密钥的文件', 'a file with the client secret in it'),
  LIUHEN_OIDC_NAME: ['登录页上显示的名称', 'the name shown on the sign-in page'],
  LIUHEN_OIDC_ADDRESS: [
    '用户打开本系统的地址，https 开头，例如 https://liuhen.cg.example',
    'the address at which people open this system, with https, such as https://liuhen.cg.example',
  ],
  LIUHEN_VAULT_CIPHER: ['aes-256-gcm 或 sm4-gcm', 'aes-256-gcm or sm4-gcm'],
  LIUHEN_VAULT_PASSPHRASE_FILE: file('写有保管库口令的文件', 'a file with the passphrase of the vault in it'),
  LIUHEN_SEAL_ROOTS: file(
    '签发本单位印章证书的机构的 PEM 证书文件',
    'a PEM file of the authorities that issue the certificates of this bureau’s seals',
  ),
  LIUHEN_VOLUME_CERTIFICATE: file(
    '给案卷签名的本局证书和私钥（PKCS#12）文件',
    'a PKCS#12 file of the bureau’s certificate and key that volumes are signed with',
  ),
  LIUHEN_VOLUME_PASSPHRASE_FILE: file('写有该证书口令的文件', 'a file with the passphrase of that certificate in it'),
}

const Doorways = z.object(doorEnvironment)
type Read = z.output<typeof Doorways>

/** The server speaks https itself; the files are read again when they change. */
export interface Tls {
  readonly cert: string
  readonly key: string
  readonly min: '1.2' | '1.3'
}

/** Where people may sign in elsewhere (OpenID Connect), beside their accounts here. */
export interface Provider {
  readonly issuer: string
  readonly client: string
  /** Holds the client's secret; without it the client is a public one, and PKCE alone stands for it. */
  readonly secretFile?: string
  /** As the sign-in page calls it. */
  readonly name: string
  /** At which people's browsers reach this server, without a slash at its end. */
  readonly address: string
}

/** New files of the vault are encrypted by this cipher, with a key that the passphrase opens. */
export interface VaultSealing {
  readonly cipher: 'aes-256-gcm' | 'sm4-gcm'
  readonly passphraseFile: string
}

export interface Doors {
  readonly tls?: Tls
  readonly provider?: Provider
  readonly vaultSealing?: VaultSealing
  /** The authorities whose certificates are taken for this bureau's own seals; without them nobody says whose a seal is. */
  readonly sealRoots?: string
  /** The bureau's own certificate with its key (PKCS#12), by which finished volumes are signed, and what opens it. */
  readonly ownCertificate?: { readonly file: string; readonly passphraseFile: string }
}

/** `wrong` makes what is thrown of the variables that are missing beside others that are set. */
export function doorsOf(read: Read, from: string, wrong: (names: readonly string[]) => Error): Doors {
  const together = (names: readonly (keyof Read)[]): boolean => {
    const missing = names.filter((name) => read[name] === undefined)
    if (missing.length > 0 && missing.length < names.length) throw wrong(missing)
    return missing.length === 0
  }
  const at = (given: string | undefined): string => resolve(from, given ?? '')
  const hasTls = together(['LIUHEN_TLS_CERT', 'LIUHEN_TLS_KEY'])
  const hasProvider = together(['LIUHEN_OIDC_ISSUER', 'LIUHEN_OIDC_CLIENT', 'LIUHEN_OIDC_ADDRESS'])
  const isSealed = together(['LIUHEN_VAULT_CIPHER', 'LIUHEN_VAULT_PASSPHRASE_FILE'])
  const signs = together(['LIUHEN_VOLUME_CERTIFICATE', 'LIUHEN_VOLUME_PASSPHRASE_FILE'])
  const { LIUHEN_OIDC_SECRET_FILE: secret, LIUHEN_VAULT_CIPHER: cipher } = read
  return {
    ...(hasTls && { tls: { cert: at(read.LIUHEN_TLS_CERT), key: at(read.LIUHEN_TLS_KEY), min: read.LIUHEN_TLS_MIN } }),
    ...(hasProvider && {
      provider: {
        issuer: read.LIUHEN_OIDC_ISSUER ?? '',
        client: read.LIUHEN_OIDC_CLIENT ?? '',
        ...(secret !== undefined && { secretFile: at(secret) }),
        name: read.LIUHEN_OIDC_NAME,
        address: (read.LIUHEN_OIDC_ADDRESS ?? '').replace(/\/+$/, ''),
      },
    }),
    ...(read.LIUHEN_SEAL_ROOTS !== undefined && { sealRoots: at(read.LIUHEN_SEAL_ROOTS) }),
    ...(signs && {
      ownCertificate: {
        file: at(read.LIUHEN_VOLUME_CERTIFICATE),
        passphraseFile: at(read.LIUHEN_VOLUME_PASSPHRASE_FILE),
      },
    }),
    ...(isSealed && cipher && { vaultSealing: { cipher, passphraseFile: at(read.LIUHEN_VAULT_PASSPHRASE_FILE) } }),
  }
}
