import { expect, test } from 'vitest'
import type { Provenance } from '../intake/index.ts'
import { Instant, Sha256, Sm3 } from '../kernel/index.ts'
import { folded } from '../stream/index.ts'
import type { RecordingState } from './state.ts'
import { recordingStream } from './stream.ts'
import { makerOf, methodOf, numbers, type StatedItem } from './origin-words.ts'

const AT = Instant.parse('2026-11-20T02:00:00.000Z')

function item(number: number, provenance: Partial<Provenance>, more: Partial<StatedItem> = {}): StatedItem {
  const body = {
    arrival: '01a201a9-b0c3-7593-9809-3bb3a7ebfb60',
    fileName: `${number}.mp4`,
    bytes: 1,
    sha256: Sha256.parse('0'.repeat(64)),
    sm3: Sm3.parse('0'.repeat(64)),
    mediaType: 'mp4',
    flags: [],
    arrivedAt: AT,
    provenance: { how: 'docked', by: 'system', asked: true, claims: [], ...provenance },
  }
  const state = folded(recordingStream, [{ kind: 'RecordingPreserved/2', at: AT, actor: 'system', body }])
  return { number, state: state as RecordingState, sender: 'CZ-01', ...more }
}

const device = (says: 'station' | 'file' | 'sender') => [{ what: 'device' as const, says, number: 'DSJ0217' }]
const docked = (number: number) => item(number, { claims: device('station') }, { officer: '周立衡' })
const sent = (number: number) =>
  item(number, { how: 'browser', claims: device('sender') }, { sender: '李四', claimed: '周立衡' })

test('items that all came in one way are told of in one sentence', () => {
  const words = methodOf([docked(1), docked(2)])
  expect(words).toMatch(/^由执法记录设备现场录制，设备编号由采集站向设备读取，经采集站读出（采集站 CZ-01）。回读比对/)
  expect(makerOf([docked(1), docked(2)])).toBe('周立衡')
})

test('what a station read from a card without asking the device is a claim, and never said to be filmed by it', () => {
  for (const says of ['file', 'sender'] as const) {
    const one = item(1, { asked: false, claims: device(says) }, { claimed: '周立衡' })
    expect(methodOf([one])).toContain(
      '由采集站 CZ-01 从存储卡读取，没有询问设备；所称设备 DSJ0217、录制人 周立衡是文件名或采集人的说法，未经核实',
    )
    expect(methodOf([one])).not.toMatch(/现场录制|经采集站读出/)
    expect(makerOf([one])).toBe('未核实，文件名或采集人称是周立衡')
  }
})

test('in a mixed package each kind is told with its items, and a claim is called one', () => {
  const all = [docked(1), docked(2), docked(3), sent(4), docked(5)]
  const words = methodOf(all)
  expect(words).toContain('第 1–3、5 件：由执法记录设备现场录制')
  expect(words).toContain(
    '第 4 件：由李四用浏览器上传，没有经过采集站；所称设备 DSJ0217、录制人 周立衡是上传人的说法，未经核实',
  )
  expect(makerOf(all)).toBe('周立衡、未核实，上传人称是周立衡（第 4 件）')
})

test('what was confirmed is said with who confirmed it and why, and still that it was not docked', () => {
  const one = sent(1)
  const at = Instant.parse('2026-11-21T02:00:00.000Z')
  const body = { reason: '与本人核对过' }
  const state = folded(
    recordingStream,
    [{ kind: 'ProvenanceConfirmed/1', at, actor: 'system', body }],
    one.state,
  ) as RecordingState
  const words = methodOf([{ ...one, state, confirmedBy: '沈知远', officer: '周立衡' }])
  expect(words).toContain('没有经过采集站')
  expect(words).toContain('来源已由沈知远于 2026-11-21 10:00 核实（与本人核对过）')
})

test('a statement of very many items keeps to its room', () => {
  const many = Array.from({ length: 200 }, (_, i) =>
    item(i + 1, { how: 'browser', claims: device('sender') }, { sender: `李${i}`, claimed: `王${i}` }),
  )
  expect(methodOf(many).length).toBeLessThanOrEqual(2000)
  expect(methodOf(many)).toContain('没有经过采集站，未经核实')
  expect(numbers(many)).toBe('1–200')
})

test('of a thousand items in turns, and of seven hundred officers, nothing is cut off the statement', () => {
  const mixed = Array.from({ length: 1200 }, (_, i) => (i % 2 === 0 ? docked(i + 1) : sent(i + 1)))
  const words = methodOf(mixed)
  expect(words.length).toBeLessThanOrEqual(2000)
  expect(words).toContain('共 600 件，见目录：由人员上传，没有经过采集站，未经核实')
  expect(words).toMatch(/固化入库；本包内原件与入库时逐字节一致，查看版由原件转码，不作为原件$/)
  expect(makerOf(mixed)).toBe('周立衡、未核实，上传人称是周立衡（共 600 件，见目录）')
  const crowd = Array.from({ length: 700 }, (_, i) => item(i + 1, {}, { officer: `队员${i}` }))
  expect(makerOf(crowd)).toMatch(/^队员0、队员1、.*、队员699$/)
})

test('of what goes as a redacted copy it is not said that its original is in the package', () => {
  const hidden = { ...docked(1), isRedacted: true }
  expect(methodOf([hidden])).toMatch(/本包内是由原件制作、经批准的遮挡副本，原件不在包内$/)
  expect(methodOf([hidden])).not.toContain('逐字节一致')
  expect(methodOf([hidden, docked(2)])).toMatch(
    /第 1 件是由原件制作、经批准的遮挡副本，原件不在包内；其余原件与入库时逐字节一致/,
  )
})

test('a device and a person that were found to be others than claimed are named as what was found', () => {
  const at = Instant.parse('2026-11-21T02:00:00.000Z')
  const body = { reason: '核对过原卡' }
  const one = sent(1)
  const event = { kind: 'ProvenanceConfirmed/1' as const, at, actor: 'system', body }
  const state = folded(recordingStream, [event], one.state) as RecordingState
  const confirmed = { ...one, state, confirmedBy: '沈知远', confirmedDevice: 'DSJ0342', confirmedOfficer: '刘文静' }
  expect(methodOf([confirmed])).toContain('核实：设备与所称不同，是DSJ0342，录制人与所称不同，是刘文静（核对过原卡）')
  const same = { ...confirmed, confirmedDevice: 'DSJ0217', confirmedOfficer: '周立衡' }
  expect(methodOf([same])).toContain('核实：设备是DSJ0217，录制人是周立衡（核对过原卡）')
  const many = Array.from({ length: 300 }, (_, i) => ({ ...confirmed, number: i + 1, sender: `李${i}` }))
  expect(methodOf(many)).toContain('来源经核实与所称不同')
})

test('whose word a time is, that there is none, and that it cannot be, is said with the file it is of', () => {
  const timed = (one: StatedItem, times: object): StatedItem => ({
    ...one,
    state: {
      ...one.state,
      times: { deviceStart: '2027-03-01T00:00:00.000Z', reading: { source: 'name' }, ...times } as never,
    },
  })
  expect(methodOf([timed(sent(1), {})])).toContain('录制时间取自文件名或者文件内的记录，没有与任何时钟核对')
  expect(methodOf([timed(sent(1), { reading: { source: 'modified' } })])).toContain('文件里没有录制时间，何时录制不明')
  expect(methodOf([timed(docked(1), {})])).not.toContain('录制时间')
  expect(methodOf([timed(docked(1), { impossible: ['after-arrival'] })])).toContain(
    '所记的录制时间 2027-03-01 08:00 不可能成立，不作认定',
  )
})
