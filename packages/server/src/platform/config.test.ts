import { expect, test } from 'vitest'
import { Malformed } from '@liuhen/core/kernel'
import { readConfig } from './index.ts'

test('nothing set means a data folder beside the program, the loopback address and the embedded database', () => {
  expect(readConfig({}, '/srv/liuhen')).toEqual({
    data: '/srv/liuhen/data',
    host: '127.0.0.1',
    port: 8040,
    ffmpeg: 'ffmpeg',
    ffprobe: 'ffprobe',
    mediaWalls: 'whole',
    reserve: 2 ** 30,
    jobs: 'here',
    proxies: [],
    publicAddress: '',
    connections: 1024,
    connectionsPerAddress: 128,
    bodySeconds: 20,
    scrubSeconds: 60,
    lookSeconds: 300,
    reminders: { days: 3, hour: 8 },
    savedFilters: 30,
    uploadDays: 7,
    uploadQuota: 64 * 2 ** 30,
  })
})

test('a variable set to nothing counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ' }, '/srv')).toMatchObject({ port: 8040 })
})

test('every wrong variable is named, with what it should hold', () => {
  let thrown: unknown
  try {
    readConfig({ PORT: 'eighty', DATABASE_URL: 'mysql://somewhere', LIUHEN_RESERVE: '1 GiB' })
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(Malformed)
  expect((thrown as Malformed).obstacles.map((one) => one.field)).toEqual(['PORT', 'DATABASE_URL', 'LIUHEN_RESERVE'])
  expect((thrown as Malformed).obstacles[0]?.message.en).toContain('a port number')
})

test('mail is off until a server is named, and then an address to send from is asked for', () => {
  expect(readConfig({ LIUHEN_SMTP_FROM: 'liuhen@cg.example' }).smtp).toBeUndefined()
  expect(() => readConfig({ LIUHEN_SMTP_HOST: 'mail.cg.example' })).toThrow('LIUHEN_SMTP_FROM')
  const set = { LIUHEN_SMTP_HOST: 'mail.cg.example', LIUHEN_SMTP_FROM: 'liuhen@cg.example' }
  expect(readConfig({ ...set, LIUHEN_SMTP_PASSWORD_FILE: 'smtp' }, '/srv').smtp).toEqual({
    host: 'mail.cg.example',
    port: 587,
    from: 'liuhen@cg.example',
    tls: 'starttls',
    passwordFile: '/srv/smtp',
  })
  expect(() => readConfig({ ...set, LIUHEN_SMTP_TLS: 'perhaps' })).toThrow('LIUHEN_SMTP_TLS')
})

test('reverse proxies are named by their addresses, with commas between, and by nothing else', () => {
  expect(readConfig({ LIUHEN_PROXIES: '10.0.0.2, ::1' }).proxies).toEqual(['10.0.0.2', '::1'])
  for (const wrong of ['proxy.local', '10.0.0.0/8', 'any'])
    expect(() => readConfig({ LIUHEN_PROXIES: wrong })).toThrow('LIUHEN_PROXIES')
})
