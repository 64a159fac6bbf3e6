import type { Endpoint, EndpointName } from '@liuhen/contract'
import { TrieRouter } from 'hono/router/trie-router'

type Found =
  | { readonly name: EndpointName; readonly params: Readonly<Record<string, string>> }
  | { readonly name?: undefined; readonly allowed: readonly string[] }

/** Which endpoint an address and method mean; else the methods that the address does take, none if it is not there. */
export type Routes = (method: string, path: string) => Found

export function routesOf(table: Readonly<Record<string, Endpoint>>): Routes {
  const router = new TrieRouter<EndpointName>()
  for (const [name, { method, path }] of Object.entries(table)) router.add(method, path, name as EndpointName)
  const methods = [...new Set(Object.values(table).map(({ method }) => method))]
  const find = (method: string, path: string) => {
    const [[first]] = router.match(method, path) as [[EndpointName, Record<string, string>][]]
    return first && { name: first[0], params: { ...first[1] } }
  }
  return (method, path) => {
    // HEAD is GET without its body, except where the table gives it a meaning of its own, as tus does.
    const found = find(method, path) ?? (method === 'HEAD' ? find('GET', path) : undefined)
    return found ?? { allowed: methods.filter((one) => find(one, path) !== undefined) }
  }
}
