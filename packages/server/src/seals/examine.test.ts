import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { examine } from './examine.ts'
import { rootsIn } from './signature.ts'
import { seal, sealerOf } from './trial-seal.ts'

/** Papers as the product typeset them. */
const paper = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../../../docs/papers/${name}.pdf`, import.meta.url)))
const [fixed, other] = [paper('form-short'), paper('form-long')]
const { authority, sealer } = sealerOf('示范县城市管理局')
const stranger = sealerOf('某公司')

const looked = (file: Uint8Array, roots: readonly string[] = []) =>
  examine(file, fixed, '决定书', roots.flatMap(rootsIn))
const problems = async (file: Uint8Array) => (await looked(file)).problems

test('a seal over the whole paper is true; whose it is, only a named authority tells', async () => {
  const sealed = seal(fixed, sealer)
  const certificate = {
    subject: expect.stringContaining('示范县城市管理局'),
    issuer: expect.stringContaining('示范县城市管理局 CA'),
    serial: '07',
  }
  expect(await looked(sealed)).toMatchObject({
    format: 'pdf',
    problems: [],
    seals: [{ verdict: 'signer-unknown', certificate, claimed: expect.any(String) }],
  })
  expect(await looked(sealed, [authority.certificate])).toMatchObject({
    problems: [],
    seals: [{ verdict: 'verified', certificate }],
  })
  expect((await looked(sealed, [stranger.authority.certificate])).problems).toEqual([{ is: 'stranger' }])
  const twice = seal(sealed, stranger.sealer)
  expect(await looked(twice)).toMatchObject({
    problems: [],
    seals: [{ certificate }, { certificate: { subject: expect.stringContaining('某公司') } }],
  })
})

test('what was sealed is this paper and nothing more', async () => {
  const sealed = seal(fixed, sealer)
  expect(await problems(fixed)).toEqual([{ is: 'no-seal' }])
  expect(await problems(Buffer.from('<html>'))).toEqual([{ is: 'unreadable' }])
  expect(await problems(seal(other, sealer))).toEqual([{ is: 'another-paper' }])
  const added = Buffer.concat([sealed, Buffer.from('\n% added afterwards\n')])
  expect(await problems(added)).toContainEqual({ is: 'open-end' })
  const altered = Buffer.from(sealed)
  altered[sealed.indexOf('/Rect [380', fixed.length) + 7] = 0x34
  expect(await problems(altered)).toContainEqual({ is: 'broken' })
  const rewritten = Buffer.from(sealed)
  rewritten[fixed.length >> 1] = (rewritten[fixed.length >> 1] as number) ^ 1
  expect(await problems(rewritten)).toEqual([{ is: 'another-paper' }])
})

test('whoever seals and shows something else on a page, or lays something over it, is found out by the page', async () => {
  const drawing = 'BT /F1 12 Tf 100 100 Td (50000) Tj ET'
  const stream = `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`
  const drawn = seal(fixed, sealer, { objects: ({ contents }) => ({ [contents]: stream }) })
  expect(await problems(drawn)).toEqual([{ is: 'page-changed', pages: [1] }])
  const note = '<< /Type /Annot /Subtype /FreeText /Rect [100 100 300 200] /Contents (50000) /DA (/Helv 12 Tf) >>'
  const laid = seal(fixed, sealer, {
    objects: ({ free }) => ({ [free]: note }),
    annotations: ({ free }) => `${free} 0 R`,
  })
  expect(await problems(laid)).toEqual([{ is: 'laid-over', pages: [1] }])
  const acting = seal(fixed, sealer, { catalogue: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' })
  expect(await problems(acting)).toEqual([{ is: 'more-than-seal' }])
})

test('what this machine has no means for is said to be so, and is neither true nor false', async () => {
  expect(await looked(seal(fixed, sealer, { method: 'GM.PKCS7.detached' }))).toEqual({
    format: 'pdf',
    problems: [],
    seals: [{ verdict: 'not-verifiable', unknown: 'sm2' }],
  })
  expect(await looked(seal(fixed, sealer, { method: 'Some.other' }))).toMatchObject({
    seals: [{ verdict: 'not-verifiable', unknown: 'method' }],
  })
  const ofd = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(26), Buffer.from('OFD.xml')])
  expect(await looked(ofd)).toEqual({
    format: 'ofd',
    problems: [],
    seals: [{ verdict: 'not-verifiable', unknown: 'ofd' }],
  })
})
