import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyFrom, sha256, verify } from '../../../../scripts/node-crypto.ts'
import { Corrupt, hexOf, Malformed, utf8 } from '../kernel/index.ts'
import {
  checkpointBody,
  COSIGNATURE,
  keyId,
  noteOf,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  signatureLine,
  verifierKey,
} from './index.ts'

// The example in the documentation of golang.org/x/mod/sumdb/note.
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const WISDOM = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`
const peter = parseVerifierKey(sha256, PETER)
const codeOf = async (act: () => unknown): Promise<string> => {
  try {
    await act()
  } catch (error) {
    if (error instanceof Corrupt || error instanceof Malformed) return error.obstacles[0]?.code ?? ''
    throw error
  }
  return 'accepted'
}

const NAME = 'liuhen.local/nanhe/3f9a0c11'
const log = keyFrom(new Uint8Array(32).fill(7))
const witness = keyFrom(new Uint8Array(32).fill(8))
const key = parseVerifierKey(sha256, verifierKey(sha256, NAME, log.publicKey))
const witnessKey = parseVerifierKey(sha256, verifierKey(sha256, 'witness.example', witness.publicKey))
const body = checkpointBody({ origin: NAME, size: 3, root: new Uint8Array(32).fill(1) })
const signed = (by: typeof log, name: string, text: string): string =>
  signatureLine(name, keyId(sha256, name, by.publicKey), by.sign(utf8(text)))
const note = noteOf(body, [signed(log, NAME, body)])
const open = (text: string, keys = [key]): ReturnType<typeof openNote> => openNote(text, keys, verify, sha256)

test("Go's signed note opens with its key, and its key line is written the same way", async () => {
  expect(hexOf(peter.id)).toBe('c74f20a3')
  expect(verifierKey(sha256, peter.name, peter.publicKey)).toBe(PETER)
  const { body, signers } = await open(WISDOM, [peter])
  expect(body).toBe(WISDOM.slice(0, WISDOM.indexOf('\n\n') + 1))
  expect(signers).toEqual([peter])
})

test('one changed character anywhere in a note is found', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(note.length - 1), fc.nat(15), async (at, bit) => {
      const changed = note.slice(0, at) + String.fromCharCode(note.charCodeAt(at) ^ (1 << bit)) + note.slice(at + 1)
      await expect(open(changed)).rejects.toThrow(Corrupt)
    }),
    { numRuns: 500 },
  )
})

test('signatures by keys nobody trusts are passed over, but one trusted key must have signed', async () => {
  const both = noteOf(body, [signed(witness, 'witness.example', body), signed(log, NAME, body)])
  expect((await open(both)).signers).toEqual([key])
  expect((await open(both, [key, witnessKey])).signers).toEqual([witnessKey, key])
  expect(await codeOf(() => open(note, []))).toBe('note-unsigned')
  expect(await codeOf(() => open(note, [witnessKey]))).toBe('note-unsigned')
})

test('a key of the same name that is not trusted counts for nothing, even when it claims the trusted id', async () => {
  expect(await codeOf(() => open(noteOf(body, [signed(witness, NAME, body)])))).toBe('note-unsigned')
  const forged = noteOf(body, [signatureLine(NAME, key.id, witness.sign(utf8(body)))])
  expect(await codeOf(() => open(forged))).toBe('note-signature')
  expect(
    await codeOf(() => open(noteOf(body, [signed(log, NAME, body), signatureLine(NAME, key.id, new Uint8Array(64))]))),
  ).toBe('note-signature')
})

test('a note of another form is refused before any signature is looked at', async () => {
  const line = signed(log, NAME, body)
  const malformed = {
    'no final newline': note.slice(0, -1),
    'a newline too many': `${note}\n`,
    'no empty line': body + line,
    'no signature': `${body}\n`,
    'nothing signed': `\n${line}`,
    'a carriage return': note.replace('\n', '\r\n'),
    'a tab': note.replace('3', '3\t'),
    'a hyphen for the dash': note.replace('— ', '- '),
    'two spaces': note.replace('— ', '—  '),
    'a space at the end': `${note.slice(0, -1)} \n`,
    'no padding': note.replace(/=+\n$/, '\n'),
    'too short to hold a key id': noteOf(body, [`— ${NAME} AAAAAA==\n`]),
    'a plus in a name': noteOf(body, [line, line.replace(NAME, 'a+b')]),
    'text after the signatures': noteOf(body, [line, 'and so on\n']),
    'over a hundred signatures': noteOf(
      body,
      Array.from({ length: 101 }, () => line),
    ),
    'over a million bytes': noteOf(`${'x'.repeat(1_000_000)}\n`, [line]),
    'a lone surrogate': note.replace('3', '\ud800'),
  }
  for (const [what, text] of Object.entries(malformed))
    expect({ what, code: await codeOf(() => open(text)) }).toEqual({ what, code: 'note-malformed' })
  expect(
    (
      await open(
        noteOf(
          body,
          Array.from({ length: 100 }, () => line),
        ),
      )
    ).signers,
  ).toEqual([key])
})

test('a text with empty lines of its own is split at the last one', async () => {
  const text = 'one\n\ntwo\n'
  expect((await open(noteOf(text, [signed(log, NAME, text)]))).body).toBe(text)
})

test('a key line whose parts do not belong together is refused', () => {
  const line = verifierKey(sha256, NAME, log.publicKey)
  expect(parseVerifierKey(sha256, line)).toEqual(key)
  const wrong = [
    line.replace(NAME, `${NAME}x`),
    line.replace(/\+[0-9a-f]/, '+g'),
    `${line}\n`,
    line.toUpperCase(),
    line.slice(0, -1),
    line.replace(/^([^+]+\+[^+]+\+)A/, '$1B'),
    'a+b',
    '',
  ]
  for (const one of [...wrong, PETER.replace('c74f20a3', 'c74f20a4'), PETER.replace('Peter', 'Peter ')])
    expect(() => parseVerifierKey(sha256, one)).toThrow(Malformed)
  expect(() => verifierKey(sha256, 'two words', log.publicKey)).toThrow(Malformed)
  expect(() => verifierKey(sha256, 'a+b', log.publicKey)).toThrow(Malformed)
  expect(() => verifierKey(sha256, '', log.publicKey)).toThrow(Malformed)
  expect(() => verifierKey(sha256, NAME, log.publicKey.slice(1))).toThrow(Malformed)
})

test('a checkpoint says origin, size and root, each in one way only', async () => {
  const root = new Uint8Array(32).fill(1)
  expect(parseCheckpoint(body)).toEqual({ origin: NAME, size: 3, root })
  expect(parseCheckpoint(`${body}an extension\n`)).toEqual({ origin: NAME, size: 3, root })
  const [, , encoded = ''] = body.split('\n')
  const wrong = {
    'leading zero': body.replace('\n3\n', '\n03\n'),
    'a sign': body.replace('\n3\n', '\n+3\n'),
    'no size': body.replace('\n3\n', '\n\n'),
    'a size no double holds': body.replace('\n3\n', '\n9007199254740993\n'),
    'no origin': body.slice(NAME.length),
    'spare bits in the root': body.replace(encoded, `${encoded.slice(0, -2)}F=`),
    'a short root': body.replace(encoded, encoded.slice(4)),
    'an empty extension': `${body}\n`,
    'no final newline': body.slice(0, -1),
    'two lines': body.slice(0, body.indexOf('\n', NAME.length + 2) + 1),
  }
  for (const [what, text] of Object.entries(wrong))
    expect({ what, code: await codeOf(() => parseCheckpoint(text)) }).toEqual({ what, code: 'checkpoint-malformed' })
})

test('a checkpoint counts only when the log it names has signed it', async () => {
  const check = { keys: [key, witnessKey], verify, hash: sha256 }
  expect(await openCheckpoint(note, { ...check, origin: NAME })).toMatchObject({ origin: NAME, size: 3, key })
  const witnessed = noteOf(body, [signed(witness, 'witness.example', body)])
  expect(await codeOf(() => openCheckpoint(witnessed, check))).toBe('checkpoint-origin')
  expect(await codeOf(() => openCheckpoint(note, { ...check, origin: 'liuhen.local/other/00000000' }))).toBe(
    'checkpoint-origin',
  )
})

test('an empty log has the root of an empty tree and no other', async () => {
  const check = { keys: [key], verify, hash: sha256 }
  const empty = (root: Uint8Array): string => {
    const text = checkpointBody({ origin: NAME, size: 0, root })
    return noteOf(text, [signed(log, NAME, text)])
  }
  expect((await openCheckpoint(empty(sha256(new Uint8Array())), check)).size).toBe(0)
  expect(await codeOf(() => openCheckpoint(empty(new Uint8Array(32)), check))).toBe('checkpoint-root')
})

test("a witness's cosignature is verified over the text and its time, beside the log's own signature", async () => {
  const name = 'witness.example'
  const line = verifierKey(sha256, name, witness.publicKey, COSIGNATURE)
  const cosigner = parseVerifierKey(sha256, line)
  expect(cosigner).toMatchObject({ name, type: COSIGNATURE })
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(1_795_000_000n)
  const over = utf8(`cosignature/v1\ntime 1795000000\n${body}`)
  const cosigned = signatureLine(name, cosigner.id, new Uint8Array([...time, ...witness.sign(over)]))
  const both = noteOf(body, [cosigned, signed(log, NAME, body)])
  expect((await open(both, [key, cosigner])).signers).toEqual([cosigner, key])
  expect(await openCheckpoint(both, { keys: [key], verify, hash: sha256 })).toMatchObject({ key })
  // A witness alone makes no checkpoint of the log, and a signature over another time none at all.
  const alone = noteOf(body, [cosigned])
  expect(await codeOf(() => openCheckpoint(alone, { keys: [cosigner], verify, hash: sha256 }))).toBe(
    'checkpoint-origin',
  )
  time.writeBigUInt64BE(1_795_000_001n)
  const moved = signatureLine(name, cosigner.id, new Uint8Array([...time, ...witness.sign(over)]))
  expect(await codeOf(() => open(noteOf(body, [moved]), [cosigner]))).toBe('note-signature')
})

test('of several keys of a log one is enough, and which of them signed is told', async () => {
  const older = keyFrom(new Uint8Array(32).fill(9))
  const olderKey = parseVerifierKey(sha256, verifierKey(sha256, NAME, older.publicKey))
  const both = noteOf(body, [signed(older, NAME, body), signed(log, NAME, body)])
  expect((await open(both, [key])).signers).toEqual([key])
  expect((await open(both, [olderKey, key])).signers).toEqual([olderKey, key])
  expect((await open(note, [olderKey, key])).signers).toEqual([key])
  expect(await codeOf(() => open(note, [olderKey]))).toBe('note-unsigned')
})
