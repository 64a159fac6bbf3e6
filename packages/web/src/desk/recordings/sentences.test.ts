import { quarantineEvents } from '@liuhen/core/intake'
import { streamTypes } from '@liuhen/core/journal'
import { Instant } from '@liuhen/core/kernel'
import { attemptEvents, lookEvents, packageEvents, recordingEvents, verificationEvents } from '@liuhen/core/recordings'
import { expect, test } from 'vitest'
import { type Entry, foundAltered, storyOf, tell } from './sentences.ts'

const entry = (at: string, kind: string, body: unknown = {}, by = '钱二川', index?: number): Entry => ({
  at: Instant.parse(`2026-11-20T${at}.000Z`),
  by,
  kind,
  body,
  ...(index !== undefined && { index }),
})

test('an event of whatever kind that names a recording is told in both languages', () => {
  for (const { events } of streamTypes)
    for (const kind of Object.keys(events)) {
      const { what } = tell(entry('06:00:00', kind))
      expect([what.zh.includes(kind), what.en.includes(kind)], kind).toEqual([false, false])
    }
})

test('every kind of event of a recording has a sentence of its own in both languages', () => {
  for (const kind of [
    ...Object.keys(quarantineEvents),
    ...Object.keys({ ...recordingEvents, ...lookEvents, ...attemptEvents, ...verificationEvents, ...packageEvents }),
  ]) {
    const { what } = tell(entry('06:00:00', kind))
    expect(what.zh, kind).toMatch(/\p{Script=Han}/u)
    expect(what.zh, kind).not.toContain(kind)
    expect(what.en.replaceAll('钱二川', ''), kind).not.toMatch(/\p{Script=Han}/u)
  }
})

test('an event of a kind that is not known yet is named, not hidden', () => {
  expect(tell(entry('06:00:00', 'RecordingSealedByWitness/3')).what.zh).toBe('钱二川 RecordingSealedByWitness/3')
})

test('being preserved says which entry of the log it is, and until it is sealed that it is not yet', () => {
  expect(tell(entry('06:00:00', 'RecordingPreserved/1', { bytes: 2_000_000 }, '赵一鸣', 184206)).what.zh).toBe(
    '固化，进入存证日志第 184,206 号',
  )
  expect(tell(entry('06:00:00', 'RecordingPreserved/1', { bytes: 2_000_000 })).what.zh).toContain('等待封入')
})

test('how a file came is told: read by a station, or uploaded by somebody and docked by none', () => {
  const told = (how?: string) =>
    tell(entry('06:00:00', 'RecordingPreserved/2', { bytes: 1, provenance: { how } }, '赵一鸣')).detail?.zh
  expect(told('docked')).toContain('由赵一鸣从设备读出')
  expect(told('browser')).toContain('从浏览器上传，未经采集站')
  expect(told('phone')).toContain('用手机上传，未经采集站')
  expect(told()).toContain('由赵一鸣送到')
})

test('the ranges a player asks for are one visit, a return in the evening is another', () => {
  const play = { what: 'view-copy' }
  const story = storyOf([
    entry('06:02:10', 'RecordingLooked/1', { what: 'page' }),
    entry('06:03:00', 'RecordingLooked/1', play),
    entry('06:04:00', 'RecordingLooked/1', { what: 'page' }, '孙三友'),
    entry('06:09:00', 'RecordingLooked/1', play),
    entry('11:00:00', 'RecordingLooked/1', play),
  ])
  expect(story.map((one) => one.what.zh)).toEqual([
    '钱二川 查看 19:00',
    '孙三友 查看 14:04',
    '钱二川 查看 14:02 – 14:09',
  ])
  expect(story[2]?.detail?.zh).toBe('查看本页、播放查看版')
})

test('derivatives made one after another are one line, newest lines first', () => {
  const story = storyOf([
    entry('06:00:01', 'DerivativeMade/1', { kind: 'view-copy' }, '系统'),
    entry('06:00:02', 'DerivativeMade/1', { kind: 'still', position: 0 }, '系统'),
    entry('06:00:02', 'DerivativeMade/1', { kind: 'still', position: 10 }, '系统'),
    entry('06:00:03', 'DerivativeMade/1', { kind: 'waveform' }, '系统'),
    entry('06:00:00', 'RecordingPreserved/1', { bytes: 1 }, '赵一鸣', 7),
  ])
  expect(story.map((one) => [one.what.zh, one.detail?.zh])).toEqual([
    ['生成查看版、画面、声波', '衍生件 4，均指向原件摘要'],
    ['固化，进入存证日志第 7 号', '由赵一鸣送到 · 1 B · 回读核对一致'],
  ])
})

test('what somebody tried and was refused is named, with how often', () => {
  const tried = tell(entry('06:00:00', 'AttemptRefused/1', { attempt: 'delete', times: 1 }))
  expect(tried).toEqual({
    what: { zh: '钱二川 试图删除，已拒绝', en: '钱二川 tried to delete it and was refused' },
    tone: 'wrong',
  })
  expect(tell(entry('06:01:00', 'AttemptRefused/1', { attempt: 'copy', times: 24 })).detail?.zh).toBe(
    '一分钟内又试了 24 次',
  )
})

test('a check that found a difference is something to deal with', () => {
  expect(tell(entry('06:00:00', 'RecordingVerified/1', { same: false, bytes: 5 })).tone).toBe('wrong')
  expect(tell(entry('06:00:00', 'RecordingVerified/1', { same: true, bytes: 5 })).tone).toBe('kept')
})

test('a difference once found stands until a later check finds none', () => {
  const bad = entry('06:00:00', 'RecordingVerified/1', { same: false, bytes: 5 })
  const good = entry('07:00:00', 'RecordingVerified/1', { same: true, bytes: 5 })
  expect([[], [bad], [good, bad]].map(foundAltered)).toEqual([false, true, false])
})
