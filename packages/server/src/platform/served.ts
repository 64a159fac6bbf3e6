import type { Readable } from 'node:stream'
import type { BodyOf, EndpointName, ParamsOf, QueryOf, ReplyOf, Table } from '@liuhen/contract'
import type { Me } from '@liuhen/contract/people'
import type { Viewer } from '@liuhen/core/access'
import type { Failure, Obstacle } from '@liuhen/core/kernel'
import type { Attempt } from '@liuhen/core/recordings'

/** Who is at the counter. */
export type Caller =
  | { readonly kind: 'nobody' }
  | {
      readonly kind: 'person'
      readonly viewer: Viewer
      readonly session: Session
      /** What must be done before anything else opens. */
      readonly next: Me['next']
      /** They are suspended from duty, by that article. */
      readonly offDuty?: Obstacle
    }
  | { readonly kind: 'station'; readonly station: string }

export interface Session {
  /** SHA-256 of the cookie's token, in hexadecimal: names the session without opening it. */
  readonly id: string
  readonly person: string
}

/** One request that was let through and read: what a handler is given. */
export interface Served<N extends EndpointName> {
  readonly params: ParamsOf<Table[N]>
  readonly query: QueryOf<Table[N]>
  readonly body: BodyOf<Table[N]>
  /** `person:<uuid>`, `station:<uuid>`; `system` where nobody needs to have signed in. */
  readonly actor: string
  /** The person signed in; undefined for a station and on endpoints open to anyone. */
  readonly viewer: Viewer | undefined
  readonly session: Session | undefined
  /** As it came; on a raw endpoint its body is unread. */
  readonly request: Request
  /** Its body as Node has it, for whoever takes gigabytes; undefined where it did not come over a connection. */
  readonly incoming: Readable | undefined
  /** Where it came from, an IP address. */
  readonly address: string
  /** Whether it came over https. */
  readonly secure: boolean
}

/** A handler answers with the reply of the contract, or, when headers or bytes matter, with a whole Response. */
export type Handler<N extends EndpointName> = (request: Served<N>) => Promise<ReplyOf<Table[N]> | Response>
export type Handlers = { readonly [N in EndpointName]: Handler<N> }

/** Somebody known was turned away from an endpoint whose refusals leave a trace. */
export interface Refusal {
  readonly attempt: Attempt
  /** As the address gave them, unread. */
  readonly params: Readonly<Record<string, string>>
  readonly actor: string
  readonly failure: Failure
}
/** Notes a refusal for good; answers what the caller is told. */
export type Refusals = (refusal: Refusal) => Promise<Failure>

/** Notes that somebody known was denied an endpoint whose refusals have no trace of their own. */
export type Denials = (denied: {
  readonly endpoint: string
  readonly params: Readonly<Record<string, string>>
  readonly actor: string
}) => Promise<void>

/** Notes what somebody from outside the bureau is served, before they are; of anybody else nothing. */
export type Outsiders = (served: {
  readonly viewer: Viewer
  readonly endpoint: string
  readonly of: string | undefined
  readonly asked: Readonly<Record<string, string>>
}) => Promise<void>

/** How the shell learns who is calling; a key or token nobody knows gives undefined. */
export interface Doorkeeper {
  /** `renew` is false for a look the page takes by itself, which does not keep a session from idling out. */
  session(token: string, renew: boolean): Promise<Extract<Caller, { kind: 'person' }> | undefined>
  /** The id of the docking station whose key this is. */
  station(key: string): Promise<string | undefined>
}
