import { fileURLToPath, pathToFileURL } from 'node:url'
import { dateOf, type HolidayCalendar, nextWorkingDay, numberOf } from '@liuhen/core/calendar'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'

const DAY = 86_400_000
/** What Node is given so that a program runs in the sample's time. */
export const SAMPLE_CLOCK = pathToFileURL(fileURLToPath(new URL('./sample-clock.ts', import.meta.url))).href

/** The environment in which a program of ours, and what it starts, tells the time moved by so many milliseconds. */
export const shifted = (shift: number): NodeJS.ProcessEnv =>
  shift === 0
    ? {}
    : {
        NODE_OPTIONS: [process.env['NODE_OPTIONS'], `--import=${SAMPLE_CLOCK}`].filter(Boolean).join(' '),
        LIUHEN_SAMPLE_SHIFT: String(shift),
      }

/** A time of day, so many days after the sample began. */
export interface Moment {
  readonly day: number
  readonly at: string
}

/**
 * The time in which the sample is told: the present, moved back by `days`, and from there forward only, until it is the
 * present again. What is told of a day nobody works on happens on the next that is worked.
 */
export class SampleTime {
  readonly #first: CalendarDate
  readonly #calendar: HolidayCalendar
  #shift: number
  #move: (shift: number) => Promise<void> = () => Promise.resolve()
  /** How often it was moved: sessions are over after each time. */
  moves = 0

  constructor(days: number, calendar: HolidayCalendar) {
    this.#calendar = calendar
    this.#first = dayOf(instantOf(Date.now() - days * DAY))
    this.#shift = this.#moment({ day: 0, at: '08:30' }) - Date.now()
  }

  /** Milliseconds from the present to the sample's time; 0 once they are one. */
  get shift(): number {
    return this.#shift
  }

  /** The first of its days. */
  get first(): CalendarDate {
    return this.day(0)
  }

  now(): Instant {
    return instantOf(Date.now() + this.#shift)
  }

  today(): CalendarDate {
    return dayOf(this.now())
  }

  day(n: number): CalendarDate {
    return nextWorkingDay(dateOf(numberOf(this.#first) + n), this.#calendar)
  }

  #moment({ day, at }: Moment): number {
    return millisecondsOf(startOf(this.day(day))) + Date.parse(`1970-01-01T${at}:00Z`)
  }

  /** Takes a server along, which is moved with it from now on. */
  takes(move: (shift: number) => Promise<void>): void {
    this.#move = move
  }

  /** Goes forward to that moment; where that is gone by, nothing moves. */
  async until(moment: Moment): Promise<void> {
    const shift = this.#moment(moment) - Date.now()
    if (shift > this.#shift) await this.#to(Math.min(shift, 0))
  }

  async present(): Promise<void> {
    await this.#to(0)
  }

  async #to(shift: number): Promise<void> {
    if (shift === this.#shift) return
    await this.#move(shift)
    this.#shift = shift
    this.moves++
  }

  /** Which of two comes first. */
  isBefore(one: Moment, other: Moment): boolean {
    return this.#moment(one) < this.#moment(other)
  }
}

/** Something that goes on from moment to moment, and answers what came of it. */
export type Story<Told> = AsyncGenerator<Moment, Told, void>

/** Tells several at once, each step at its moment; what came of each. */
export async function tellTogether<Told>(time: SampleTime, stories: readonly Story<Told>[]): Promise<Told[]> {
  const came: Told[] = []
  const waiting = new Map<number, Moment>()
  const goOn = async (i: number): Promise<void> => {
    const step = await (stories[i] as Story<Told>).next()
    if (step.done) {
      came[i] = step.value
      waiting.delete(i)
    } else waiting.set(i, step.value)
  }
  for (const i of stories.keys()) await goOn(i)
  for (;;) {
    const [next] = [...waiting].sort(([, one], [, other]) => (time.isBefore(one, other) ? -1 : 1))
    if (next === undefined) return came
    await time.until(next[1])
    await goOn(next[0])
  }
}
