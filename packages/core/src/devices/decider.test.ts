import { expect, test } from 'vitest'
import { Instant } from '../kernel/index.ts'
import { given } from '../stream/trial.ts'
import { type DeviceCommand, type DeviceContext, type DeviceFacts, deviceStream } from './index.ts'

const at = (clock: string) => Instant.parse(`2026-11-20T${clock}:00.000Z`)
const id = (n: number) => `01930f2a-6c00-7000-8000-00000000000${n}`
const [reporter, keeper] = [`person:${id(1)}`, `person:${id(2)}`]
const facts: DeviceFacts = { number: 'DSJ-1', kind: 'body-camera', unit: id(5) }
const context: DeviceContext = { at: at('03:00'), actor: keeper, id: id(9) }
const happened = (kind: string, body: object, actor = keeper) => ({ kind, body, at: at('01:00'), actor })
const registered = happened('DeviceRegistered/1', facts)
const fault = { fault: '不能开机', instead: 'stopped' }
const faulty = given(deviceStream, registered, happened('FaultReported/1', fault, reporter))
const own = given(deviceStream, registered)

test('a device is given to its own unit only, and what is on record of its holders is not written over', () => {
  const issued = happened('DeviceIssued/1', { holder: id(1), from: at('02:00') })
  const issue: DeviceCommand = { do: 'issue', holder: id(3), from: at('01:30') }
  const stranger = { ...context, receiver: { name: '李四', unit: id(6) } }
  expect(given(deviceStream, registered, issued).when(issue, stranger).obstacles).toEqual(['time-taken', 'other-unit'])
  const colleague = { ...context, receiver: { name: '李四', unit: id(5) } }
  expect(own.when(issue, colleague).happens).toEqual([
    { kind: 'DeviceIssued/1', body: { holder: id(3), from: at('01:30') } },
  ])
})

test('what is broken does not go out, and the refusal quotes the article on faults', () => {
  const faults = { article: 'jilin-2017/9' }
  const lend: DeviceCommand = { do: 'lend', borrower: id(3), reason: '支援' }
  const receiver = { name: '李四', unit: id(5) }
  expect(faulty.when(lend, { ...context, faults, receiver }).obstacles).toEqual(['device-condition'])
  const state = { ...facts, condition: 'faulty', holdings: [] } as const
  expect(deviceStream.decider.obstacles(state, lend, { ...context, faults, receiver })).toMatchObject([
    { citation: faults },
  ])
})

test('whoever reported a fault neither acknowledges it nor has it put right, and each hearer hears once', () => {
  const hear: DeviceCommand = { do: 'acknowledge' }
  const hears = ['keeper'] as const
  expect(faulty.when(hear, { ...context, actor: reporter, hears }).obstacles).toEqual(['own-report'])
  expect(faulty.when({ do: 'from-repair', done: '换电池' }, { ...context, actor: reporter }).obstacles).toEqual([
    'own-report',
  ])
  expect(faulty.when(hear, { ...context, hears }).happens).toEqual([
    { kind: 'FaultAcknowledged/1', body: { as: 'keeper' } },
  ])
  const heard = given(
    deviceStream,
    registered,
    happened('FaultReported/1', fault, reporter),
    happened('FaultAcknowledged/1', { as: 'keeper' }),
  )
  expect(heard.when(hear, { ...context, hears }).obstacles).toEqual(['acknowledged-already'])
  expect(heard.when(hear, { ...context, hears: ['leader', 'keeper'] }).happens).toHaveLength(1)
  expect(faulty.when({ ...hear, heard: at('02:00') }, { ...context, hears }).obstacles).toEqual(['heard-outside'])
  expect(own.when(hear, { ...context, hears }).obstacles).toEqual(['no-fault'])
})

test('the first signing key a station tells stands; telling it again is nothing new', () => {
  const told = given(
    deviceStream,
    happened('DeviceRegistered/1', { ...facts, kind: 'docking-station' }),
    happened('StationSigningKeyTold/1', { publicKey: 'a' }),
  )
  expect(told.when({ do: 'tell-key', publicKey: 'a' }, context)).toEqual({ obstacles: [], happens: [] })
  expect(told.when({ do: 'tell-key', publicKey: 'b' }, context).obstacles).toEqual(['signing-key-other'])
})

test('a number that is taken, or taken for another on a label, is not registered twice', () => {
  const register: DeviceCommand = { do: 'register', facts }
  expect(given(deviceStream).when(register, { ...context, alike: 'DSJ-1' }).obstacles).toEqual(['number-taken'])
  expect(given(deviceStream).when(register, { ...context, alike: 'DSJ-I' }).obstacles).toEqual(['number-alike'])
  expect(given(deviceStream).when(register, context).happens).toHaveLength(1)
})
