import { expect, test } from 'vitest'
import { damageReader } from './undecodable.ts'

const packet = (at: number) => `packet|pts_time=${at}|dts_time=${at}|duration_time=0.064`
const frame = (at: number) => `frame|best_effort_timestamp_time=${at}|pkt_duration_time=0.064`

const found = (lines: readonly string[]) => {
  const reader = damageReader(1)
  for (const one of lines) reader.line(one)
  return reader.found().map(({ fromMs, toMs }) => [fromMs, toMs])
}

test('what lies before the beginning starts the decoder and is no damage', () => {
  expect(found([packet(-0.064), packet(0), frame(0), packet(0.064), frame(0.064)])).toEqual([])
})

test('a packet of which nothing came is damage at its place', () => {
  const lines = [packet(-0.064), packet(0), frame(0), packet(5), packet(5.064), frame(5.064)]
  expect(found(lines)).toEqual([[5000, 5064]])
})
