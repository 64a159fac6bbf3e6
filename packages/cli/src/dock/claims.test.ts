import { defaultPatterns } from '@liuhen/core/evidence'
import { instantOf, Sha256 } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import type { Camera } from './camera.ts'
import type { CardFile } from './card.ts'
import { claimsOf } from './claims.ts'

const DOCKING = '01a201ac-59ec-7f22-94d8-2857ab9ff22c'
const DIGEST = Sha256.parse('0'.repeat(64))
const clock = { offset: -420_000, error: 300, samples: 5, at: instantOf(0) }
const camera: Camera = {
  identity: { idCode: 'LH-F2', serial: 'DSJ0342' },
  number: 'DSJ0342',
  names: ['DSJ0342', 'LH-F2DSJ0342', 'LH-F2'],
  samples: [],
  unfit: [],
}

const file = (path: string): CardFile => ({
  place: Buffer.from(path),
  path,
  name: path.split('/').at(-1) ?? '',
  bytes: 5,
  modified: Date.parse('2026-11-20T02:00:00.000Z'),
})

function declared(paths: readonly string[], more: Partial<Parameters<typeof claimsOf>[1]> = {}) {
  const files = paths.map(file)
  const claims = claimsOf(files, { patterns: defaultPatterns, camera, clock, device: undefined, ...more })
  return { device: claims.device, files: files.map((one) => claims.declare(one, DIGEST, DOCKING)) }
}

const own = 'DCIM/DSJ0342_021402_20261120091430_0001.mp4'

test('what the name claims is declared, with the camera, its clock and the docking', () => {
  const { device, files } = declared([own])
  expect(device).toBe('DSJ0342')
  expect(files[0]).toEqual({
    fileName: 'DSJ0342_021402_20261120091430_0001.mp4',
    path: own,
    bytes: 5,
    sha256: DIGEST,
    modified: '2026-11-20T02:00:00.000Z',
    deviceNumber: 'DSJ0342',
    officerNumber: '021402',
    deviceTime: '2026-11-20 09:14:30',
    sequence: 1,
    clock,
    identity: camera.identity,
    docking: DOCKING,
  })
})

test('the clock of a camera is never given to files that are not its own', () => {
  const { files } = declared([own, 'DCIM/IMG_0412.MOV', 'DCIM/DSJ0217_021357_20261120092016_0002.mp4'])
  expect(files.map((one) => [one.deviceNumber, one.clock !== undefined, one.identity !== undefined])).toEqual([
    ['DSJ0342', true, true],
    [undefined, false, false],
    ['DSJ0217', false, false],
  ])
})

test('a camera that writes no number into names owns what is on its card', () => {
  const { device, files } = declared(['DCIM/20261120_091430.mp4', 'DCIM/FILE0002.mp4'])
  expect(device).toBe('DSJ0342')
  expect(files.map((one) => [one.deviceNumber, one.clock])).toEqual([
    ['DSJ0342', clock],
    ['DSJ0342', clock],
  ])
})

test('without a camera the names tell whose card it is, if they agree', () => {
  const alone = { camera: undefined, clock: undefined }
  expect(declared([own], alone).device).toBe('DSJ0342')
  expect(declared([own, 'DCIM/DSJ0217_021357_20261120092016_0002.mp4'], alone).device).toBeUndefined()
  expect(declared(['a.mp4'], alone).device).toBeUndefined()
})

test('the number the operator gives counts before everything', () => {
  expect(declared(['a.mp4'], { device: 'CAM-7' })).toMatchObject({
    device: 'CAM-7',
    files: [{ deviceNumber: 'CAM-7' }],
  })
})

test('any date a card may hold is no obstacle', () => {
  const claims = claimsOf([], { patterns: defaultPatterns, camera: undefined, clock: undefined, device: undefined })
  for (const modified of [Number.NaN, -1e15, 1e17, 8.64e15])
    expect(claims.declare({ ...file('a.mp4'), modified }, DIGEST, DOCKING).modified).toBeUndefined()
})
