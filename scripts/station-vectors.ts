import { deviceTimeOf } from '@liuhen/core/evidence'
import { clocksOf, Declared, Docked, readingBytes, stationFileBytes } from '@liuhen/core/intake'
import { base64Of, hexOf, instantOf, utf8 } from '@liuhen/core/kernel'
import { keyFrom, sha256 } from './node-crypto.ts'

const station = keyFrom(new Uint8Array(32).fill(7))
const stranger = keyFrom(new Uint8Array(32).fill(8))
const AT = Date.parse('2026-11-20T10:00:00.000Z')

const samples = {
  server: [0, 1].map((i) => ({ before: AT + i * 300, server: instantOf(AT + i * 300 + 20), after: AT + i * 300 + 41 })),
  camera: [0, 1, 2].map((i) => ({
    before: AT + 1000 + i * 400,
    device: deviceTimeOf(`2026-11-20 17:53:0${1 + Math.floor((i * 400) / 1000)}`),
    after: AT + 1040 + i * 400,
  })),
}
const clock = clocksOf(samples.server, samples.camera).recorded
const reading = Docked.parse({
  deviceNumber: 'DSJ0342',
  identity: { idCode: 'LH', serial: '0000342', userName: '陈雨晴' },
  battery: 81,
  files: 2,
  clock,
  samples,
})
const file = Declared.parse({
  docking: '01930f2a-6c00-4000-8000-0000000000d0',
  fileName: 'DSJ0342_021402_20261120175000_0001.mp4',
  path: 'DCIM/20261120/DSJ0342_021402_20261120175000_0001.mp4',
  bytes: 52_428_800,
  sha256: hexOf(sha256(utf8('the recording'))),
  deviceNumber: 'DSJ0342',
  officerNumber: '021402',
  deviceTime: '2026-11-20 17:50:00',
  sequence: 1,
  clock,
  identity: reading.identity,
})

const signed = (message: Uint8Array, key = station) => ({
  message: new TextDecoder().decode(message),
  signature: base64Of(key.sign(message)),
})

/** `station-signature.json`: what a station signs, and signatures that must not hold for it. */
export const stationVectors = () => ({
  key: base64Of(station.publicKey),
  accepted: [
    { what: 'reading', said: reading, ...signed(readingBytes(reading)) },
    { what: 'file', said: file, ...signed(stationFileBytes(file)) },
  ],
  refused: [
    { why: 'another key', what: 'file', said: file, signature: signed(stationFileBytes(file), stranger).signature },
    {
      why: 'another device',
      what: 'file',
      said: { ...file, deviceNumber: 'DSJ0217' },
      signature: signed(stationFileBytes(file)).signature,
    },
    {
      why: 'other bytes',
      what: 'file',
      said: { ...file, sha256: hexOf(sha256(utf8('another recording'))) },
      signature: signed(stationFileBytes(file)).signature,
    },
    {
      why: 'a look at the clock left out',
      what: 'reading',
      said: { ...reading, samples: { ...samples, camera: samples.camera.slice(1) } },
      signature: signed(readingBytes(reading)).signature,
    },
    {
      why: 'a file’s signature for a reading',
      what: 'reading',
      said: reading,
      signature: signed(stationFileBytes(file)).signature,
    },
  ],
})
