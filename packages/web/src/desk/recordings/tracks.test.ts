import type { TrackView } from '@liuhen/contract/recordings'
import { text } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { choicesOf } from './tracks.tsx'

const track = (index: number, kind: TrackView['kind'], heard: TrackView['heard']): TrackView => ({
  index,
  kind,
  heard,
  codec: 'x',
  name: text(`轨 ${index}`, `Track ${index}`),
})

test('with one picture and one sound there is nothing to choose', () => {
  const tracks = [track(0, 'picture', 'view-copy'), track(1, 'sound', 'view-copy'), track(2, 'other', 'no')]
  expect([choicesOf(tracks, 'picture'), choicesOf(tracks, 'sound')]).toEqual([[], []])
})

test('of two pictures the first is the view copy’s, and a sound may be all of them or one alone', () => {
  const tracks = [
    track(0, 'picture', 'view-copy'),
    track(1, 'picture', 'alone'),
    track(2, 'sound', 'alone'),
    track(3, 'sound', 'alone'),
  ]
  expect(choicesOf(tracks, 'picture').map((one) => one.track)).toEqual([undefined, 1])
  expect(choicesOf(tracks, 'sound').map((one) => one.track)).toEqual([undefined, 2, 3])
})

test('a track that cannot be played is named and says so', () => {
  const tracks = [track(0, 'sound', 'view-copy'), track(1, 'sound', 'no'), track(2, 'sound', 'waiting')]
  expect(choicesOf(tracks, 'sound').map((one) => one.state)).toEqual(['may', 'no', 'waiting'])
})
