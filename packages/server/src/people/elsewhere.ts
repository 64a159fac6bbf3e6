import { readFile } from 'node:fs/promises'
import { because, Refused } from '@liuhen/core/kernel'
import { Identity } from '@liuhen/core/people'
import * as oidc from 'openid-client'
import { z } from 'zod'
import type { Provider } from '../platform/index.ts'
import type { People } from './people.ts'

/** So long somebody may take at the provider, and over the code afterwards. */
export const UNDER_WAY_SECONDS = 600
/** The provider is given so many seconds for each answer. */
const PATIENCE = 10
const OWNER = 'sign-in-elsewhere'

/** What one browser has under way, sealed into its cookie: what was asked of the provider, then who it said it is. */
const UnderWay = z.union([
  z.object({ at: z.number(), state: z.string(), nonce: z.string(), verifier: z.string() }),
  z.object({ at: z.number(), identity: Identity }),
])
type UnderWay = z.infer<typeof UnderWay>

interface Said {
  readonly identity: Identity
  /** What the browser keeps until the code of the second factor has come. */
  readonly underWay: string
}

/**
 * Sign-in at an identity provider: OpenID Connect, authorization code with PKCE, state and nonce, the ID token's signature
 * checked. What comes of it is who somebody is there, and nothing more: roles, second factor and sessions are of this house.
 */
export class Elsewhere {
  readonly #here: People
  #found: Promise<oidc.Configuration> | undefined

  constructor(here: People) {
    this.#here = here
  }

  /** Where the browser goes, and what it keeps meanwhile. Throws Refused where no provider is set up or it is out of reach. */
  async begin(): Promise<{ readonly url: string; readonly underWay: string }> {
    const provider = this.#provider()
    const found = await this.#configuration(provider)
    const asked = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
    const url = oidc.buildAuthorizationUrl(found, {
      redirect_uri: returnTo(provider),
      scope: 'openid',
      state: asked.state,
      nonce: asked.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(asked.verifier),
      code_challenge_method: 'S256',
    })
    return { url: url.href, underWay: this.#seal({ at: Date.now(), ...asked }) }
  }

  /** Who the provider says it is, by the query it sent the browser back with, or as it said before. Throws Refused. */
  async who(sealed: string | undefined, answer: string | undefined): Promise<Said> {
    const provider = this.#provider()
    const underWay = this.#opened(sealed)
    if (underWay === undefined) throw over()
    if ('identity' in underWay) return { identity: underWay.identity, underWay: sealed ?? '' }
    if (answer === undefined) throw over()
    const { state, nonce, verifier } = underWay
    const returned = new URL(returnTo(provider))
    returned.search = answer
    try {
      const tokens = await oidc.authorizationCodeGrant(await this.#configuration(provider), returned, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      const identity = Identity.parse({ issuer: claims?.iss, subject: claims?.sub })
      return { identity, underWay: this.#seal({ at: Date.now(), identity }) }
    } catch (error) {
      if (error instanceof Refused) throw error
      this.#here.log.alarm('what the identity provider answered opens nothing', { error })
      throw because(
        Refused,
        'provider-refused',
        `${provider.name} 没有确认您的身份，没有登录。请重新登录；多次不成功的，请告诉系统管理员`,
        `${provider.name} did not confirm who you are, and you are not signed in: begin again, and tell the system administrator if that does not help`,
      )
    }
  }

  #provider(): Provider {
    const { provider } = this.#here.config
    if (provider) return provider
    throw because(
      Refused,
      'no-provider',
      '本系统没有设置统一身份认证，请用用户名和密码登录',
      'No identity provider is set up here: sign in with user name and password',
    )
  }

  /** Asked of the provider once, and again after it was out of reach. */
  async #configuration(provider: Provider): Promise<oidc.Configuration> {
    this.#found ??= discovered(provider)
    try {
      return await this.#found
    } catch (error) {
      this.#found = undefined
      this.#here.log.alarm('the identity provider is out of reach', { issuer: provider.issuer, error })
      throw because(
        Refused,
        'provider-away',
        `${provider.name} 暂时连不上，请稍后再试，或用用户名和密码登录`,
        `${provider.name} is out of reach: try again later, or sign in with user name and password`,
      )
    }
  }

  #seal(underWay: UnderWay): string {
    return this.#here.secrets.seal(JSON.stringify(underWay), OWNER).toString('base64url')
  }

  #opened(sealed: string | undefined): UnderWay | undefined {
    if (sealed === undefined) return undefined
    try {
      const opened = UnderWay.parse(JSON.parse(this.#here.secrets.open(Buffer.from(sealed, 'base64url'), OWNER)))
      return Date.now() - opened.at <= UNDER_WAY_SECONDS * 1000 ? opened : undefined
    } catch {
      // Whoever sends what we did not seal begins anew.
      return undefined
    }
  }
}

const returnTo = ({ address }: Provider): string => `${address}/sign-in`

async function discovered({ issuer, client, secretFile }: Provider): Promise<oidc.Configuration> {
  const secret = secretFile === undefined ? undefined : (await readFile(secretFile, 'utf8')).trim()
  // The settings allow http on the machine itself and nowhere else.
  const plain = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(new URL(issuer), client, secret, secret === undefined ? oidc.None() : undefined, {
    execute: [oidc.enableNonRepudiationChecks, ...plain],
    timeout: PATIENCE,
  })
}

const over = () =>
  because(
    Refused,
    'sign-in-over',
    '这次登录已经过期或不是从这个浏览器开始的，请重新登录',
    'This sign-in is over, or was not begun in this browser: begin again',
  )
