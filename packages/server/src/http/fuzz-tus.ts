/** Garbage for the tus endpoints; whoever adds to the protocol adds what might be sent wrongly. */
import * as fc from 'fast-check'
import type { FuzzRequest } from './fuzz-requests.ts'

const number = fc.constantFrom('0', '5', '-1', 'x', '1e9', '99999999999999999999', '', '9007199254740991', ' 3')
const declared = fc.oneof(
  fc.constantFrom('e30=', '!!!', '', 'bnVsbA==', Buffer.from('{"bytes":-1}').toString('base64')),
  fc.jsonValue({ maxDepth: 2 }).map((value) => Buffer.from(JSON.stringify(value)).toString('base64')),
)
const metadata = fc.oneof(
  declared.map((value) => `declared ${value}`),
  fc.constantFrom('declared', ',,,', 'declared e30=,declared e30=', 'filename \u00e9', 'a '.repeat(3000)),
)
const version = fc.constantFrom('1.0.0', '0.2.2', '', 'x')
const body = fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes))
const offsetType = 'application/offset+octet-stream'

const create = fc.record({ length: number, metadata, version, body }).map((parts): FuzzRequest => ({
  method: 'POST',
  path: '/api/uploads',
  headers: {
    'tus-resumable': parts.version,
    'upload-length': parts.length,
    'upload-metadata': parts.metadata,
    'content-type': offsetType,
  },
  body: parts.body,
}))
const onUpload = fc
  .record({
    method: fc.constantFrom('PATCH', 'HEAD', 'POST', 'DELETE'),
    id: fc.oneof(fc.uuid(), fc.constantFrom('..%2f..%2fkeys', '%00', 'x', '%zz', 'a'.repeat(300))),
    offset: number,
    type: fc.constantFrom(offsetType, 'application/json', ''),
    override: fc.constantFrom('', 'DELETE', 'PATCH', 'GET'),
    version,
    body,
  })
  .map((parts): FuzzRequest => ({
    method: parts.method,
    path: `/api/uploads/${parts.id}`,
    headers: {
      'tus-resumable': parts.version,
      'upload-offset': parts.offset,
      'content-type': parts.type,
      ...(parts.override !== '' && { 'x-http-method-override': parts.override }),
    },
    ...(parts.method !== 'HEAD' && { body: parts.body }),
  }))

export const tusGarbage: readonly fc.Arbitrary<FuzzRequest>[] = [create, onUpload]
