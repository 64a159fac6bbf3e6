import type { Role } from '@liuhen/core/access'
import type { Attempt } from '@liuhen/core/recordings'
import type { z } from 'zod'

/**
 * Whom an endpoint serves: everybody; everybody signed in with an account of their own, from outside the bureau too;
 * everybody of the bureau who is signed in; or the roles named. There is no other way in: default deny.
 * With no role named it serves nobody, and is there so that asking for it leaves a trace.
 */
export type Allow = 'anyone' | 'own-account' | 'signed-in' | readonly (Role | 'station')[]

/**
 * One line of the counter. `path` holds parameters as `:id`. A `raw` endpoint carries bytes (media, uploads, tiles, CSV)
 * and is served outside the JSON reader; its permission is still this line's.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS'
  readonly path: string
  readonly allow: Allow
  readonly title: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly reply?: z.ZodType
  readonly raw?: boolean
  /** The most bytes a body has; 256 KiB unless said, and 4 KiB where anybody may ask. */
  readonly most?: number
  /** Of an endpoint on a recording: what it is to be refused here, which is journalled. */
  readonly attempt?: Attempt
  /** What is sent or answered holds a secret, which is kept nowhere: not by the browser, and not for an answer given twice. */
  readonly secret?: boolean
  /**
   * Done under a role by whoever is suspended from duty too: what brings in or gives back what they have, says what they know,
   * answers for what was, or is about their own account. Nothing else that a role does is.
   */
  readonly whileSuspended?: boolean
  /** Open to a session that must first change its password or set up its second factor. */
  readonly beforeReady?: boolean
}

/** Keeps the exact type of a table of endpoints. */
export const endpoints = <const T extends Readonly<Record<string, Endpoint>>>(table: T): T => table

type Out<T> = T extends z.ZodType ? z.output<T> : undefined
type In<T> = T extends z.ZodType ? z.input<T> : undefined
export type ReplyOf<E extends Endpoint> = Out<E['reply']>
export type BodyOf<E extends Endpoint> = Out<E['body']>
export type ParamsOf<E extends Endpoint> = Out<E['params']>
export type QueryOf<E extends Endpoint> = Out<E['query']>

/** What a caller gives: only the parts the endpoint has. */
export type CallOf<E extends Endpoint> = (E['params'] extends z.ZodType
  ? { params: In<E['params']> }
  : { params?: undefined }) &
  (E['query'] extends z.ZodType ? { query?: In<E['query']> } : { query?: undefined }) &
  (E['body'] extends z.ZodType ? { body: In<E['body']> } : { body?: undefined })
