const BEGAN = Date.parse('2026-11-20T01:00:00.000Z')

/** Moments are hours and minutes after the activity began; the term is 24 hours from the end of a recording. */
interface Awaited {
  readonly why: string
  readonly end?: string
  readonly now: string
  /** When each of those who took part handed recordings over. */
  readonly handedOver: readonly (readonly string[])[]
  readonly awaiting: { readonly running: boolean; readonly until?: string } | null
}

const awaited: readonly Awaited[] = [
  { why: 'it goes on', now: '00:20', handedOver: [[]], awaiting: { running: true } },
  {
    why: 'it goes on, whatever was handed over meanwhile',
    now: '00:20',
    handedOver: [['00:10']],
    awaiting: { running: true },
  },
  {
    why: 'over, and nothing handed over yet',
    end: '00:30',
    now: '00:31',
    handedOver: [[]],
    awaiting: { running: false, until: '24:30' },
  },
  {
    why: 'in the last moment of the term',
    end: '00:30',
    now: '24:30',
    handedOver: [[]],
    awaiting: { running: false, until: '24:30' },
  },
  { why: 'the term has run out', end: '00:30', now: '24:31', handedOver: [[]], awaiting: null },
  { why: 'handed over since it ended', end: '00:30', now: '01:00', handedOver: [['00:45']], awaiting: null },
  {
    why: 'handed over only before it ended',
    end: '00:30',
    now: '01:00',
    handedOver: [['00:10', '00:29']],
    awaiting: { running: false, until: '24:30' },
  },
  {
    why: 'one of two has handed over, the other has not',
    end: '00:30',
    now: '01:00',
    handedOver: [['00:45'], []],
    awaiting: { running: false, until: '24:30' },
  },
  { why: 'both have', end: '00:30', now: '01:00', handedOver: [['00:45'], ['00:30']], awaiting: null },
  {
    why: 'nobody ended it: it is over after a day, and its term begins',
    now: '24:00',
    handedOver: [[]],
    awaiting: { running: false, until: '48:00' },
  },
  { why: 'nobody ended it, and that term has run out too', now: '48:01', handedOver: [[]], awaiting: null },
]

const after = (clock: string): string => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return new Date(BEGAN + (hours * 60 + minutes) * 60_000).toISOString()
}

/** The vectors of what is awaited, spec/recordings.md: worked out by hand. */
export const awaitedVectors = () =>
  awaited.map(({ why, end, now, handedOver, awaiting }) => ({
    why,
    start: after('00:00'),
    ...(end !== undefined && { end: after(end) }),
    now: after(now),
    handedOver: handedOver.map((moments) => moments.map(after)),
    awaiting: awaiting && { ...awaiting, ...(awaiting.until !== undefined && { until: after(awaiting.until) }) },
  }))
