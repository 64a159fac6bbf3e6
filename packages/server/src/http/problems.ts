import { randomUUID } from 'node:crypto'
import { statusOf } from '@liuhen/contract'
import type { Problem } from '@liuhen/contract'
import { Failure } from '@liuhen/core/kernel'
import type { Obstacle } from '@liuhen/core/kernel'
import type { Log } from '../platform/index.ts'
import { machineTrouble } from './machine-trouble.ts'
import { NotSignedIn } from './permission.ts'
import { TooLarge, TooSlow } from './read.ts'

/** Nothing answers at that address, or not to that method. */
export function noSuchAddress(allowed: readonly string[]): Response {
  if (allowed.length === 0) return say('missing', 404, 'not-found', '没有这个地址', 'There is nothing at this address')
  const response = say(
    'missing',
    405,
    'method-not-allowed',
    '此地址不支持这种请求',
    'This address does not take that method',
  )
  response.headers.set('allow', allowed.join(', '))
  return response
}

/**
 * What went wrong, as RFC 9457 has it. The closed family of failures is told in full, and so is trouble of disk and
 * database, which passes; anything else is a bug, of which the caller learns the incident's number and the log the rest.
 */
export function problemOf(error: unknown, log: Log, where: { readonly endpoint: string }): Response {
  if (error instanceof Failure) {
    const response = answer(error.kind, statusFor(error), error.obstacles)
    // Its body is still under way and wanted no more.
    if (error instanceof TooLarge || error instanceof TooSlow) response.headers.set('connection', 'close')
    return response
  }
  const trouble = machineTrouble(error)
  if (trouble) {
    log.alarm('the machine is in trouble', { ...where, error })
    const response = answer('refused', 503, trouble.obstacles)
    response.headers.set('retry-after', '10')
    return response
  }
  const incident = randomUUID().slice(0, 8)
  log.alarm('unexpected', { incident, ...where, error })
  return say(
    'unexpected',
    500,
    'unexpected',
    `系统内部出错，请把编号 ${incident} 告诉管理员`,
    `Something went wrong inside; tell an administrator the number ${incident}`,
  )
}

function statusFor(failure: Failure): number {
  if (failure instanceof NotSignedIn) return 401
  if (failure instanceof TooLarge) return 413
  if (failure instanceof TooSlow) return 408
  if (failure.obstacles[0]?.code === 'disk-full') return 503
  return statusOf[failure.kind]
}

const say = (kind: Problem['kind'], status: number, code: string, zh: string, en: string): Response =>
  answer(kind, status, [{ code, message: { zh, en } }])

function answer(kind: Problem['kind'], status: number, obstacles: readonly Obstacle[]): Response {
  const title = obstacles.map((one) => one.message.en).join(' · ')
  const body = { type: 'about:blank', title, status, kind, obstacles }
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } })
}
