import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

/** A real identity provider for trials, at which whoever comes is the account that was named last. */
export interface TrialProvider extends AsyncDisposable {
  readonly issuer: string
  /** Who the next one to come signs in as; undefined: who turns back. */
  account: string | undefined
  /** Where the provider sends a browser back to that it was sent to: the address, with its answer. */
  visited(url: string): Promise<URL>
}

export async function trialProvider(client: {
  readonly id: string
  readonly secret?: string
  readonly back: string
}): Promise<TrialProvider> {
  let listener: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
  const server = createServer((request, response) => listener(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        redirect_uris: [client.back],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        ...(client.secret === undefined
          ? { token_endpoint_auth_method: 'none' as const }
          : { client_secret: client.secret, token_endpoint_auth_method: 'client_secret_post' as const }),
      },
    ],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    // Whoever signed in there has agreed that it is told here.
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client?.clientId ?? '',
        accountId: context.oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  const answering = provider.callback()
  const trial = {
    issuer,
    account: undefined as string | undefined,
    async visited(url: string): Promise<URL> {
      const cookies = new Map<string, string>()
      let at = new URL(url)
      while (at.origin === issuer) {
        const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
        const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
        for (const set of response.headers.getSetCookie()) {
          const [name = '', value = ''] = set.split(';', 1)[0]?.split(/=(.*)/s) ?? []
          cookies.set(name, value)
        }
        const location = response.headers.get('location')
        if (location === null) throw new Error(`the provider answered ${response.status}: ${await response.text()}`)
        at = new URL(location, at)
      }
      return at
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  listener = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answering(request, response)
    const result = trial.account === undefined ? { error: 'access_denied' } : { login: { accountId: trial.account } }
    void provider.interactionFinished(request, response, result)
  }
  return trial
}
