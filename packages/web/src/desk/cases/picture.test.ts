import type { CaseView } from '@liuhen/contract/cases'
import type { CalendarDate, Instant } from '@liuhen/core/kernel'
import { Act } from '@liuhen/core/procedure'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { axisOf, type Item, LANES, type Picture, pictureOf } from './picture.ts'

const BEGINS = Date.parse('2025-11-01T00:00:00Z')
const dayAt = (n: number): CalendarDate => new Date(BEGINS + n * 86_400_000).toISOString().slice(0, 10) as CalendarDate
const instantAt = (n: number): Instant => `${dayAt(n)}T02:00:00.000Z` as Instant
const stamp = (n: number) => ({ by: '周队', at: instantAt(n) })
const words = { zh: '期限', en: 'Period' }
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** A day of a case that may last long: mostly close together, sometimes far away. */
const day = fc.oneof({ weight: 4, arbitrary: fc.nat(40) }, fc.nat(1200))
const states = ['running', 'overdue', 'passed', 'ended', 'ended-late', 'unknown'] as const

const anAct = fc.record({
  act: fc.constantFrom(...Act.options),
  on: day,
  of: fc.option(fc.nat(30)),
  dueOn: fc.option(day),
  signed: fc.array(day, { maxLength: 4 }),
  marked: fc.boolean(),
  must: fc.boolean(),
  recorded: fc.boolean(),
  excused: fc.boolean(),
  confirmed: fc.boolean(),
  struck: fc.boolean(),
})
const aClock = fc.record({
  starts: fc.nat(30),
  ends: fc.option(fc.nat(30)),
  last: fc.option(day),
  hours: fc.boolean(),
  state: fc.constantFrom(...states),
})
const anApproval = fc.record({
  asked: day,
  signed: fc.array(day, { maxLength: 3 }),
  stands: fc.constantFrom('open', 'agreed', 'returned', 'withdrawn' as const),
  done: fc.boolean(),
})

const aView = fc
  .record({
    today: day,
    acts: fc.array(anAct, { maxLength: 30 }),
    clocks: fc.array(aClock, { maxLength: 12 }),
    approvals: fc.array(anApproval, { maxLength: 4 }),
  })
  .map(({ today, acts, clocks, approvals }): CaseView => ({
    row: {
      id: uuid(1),
      title: '占道案',
      procedure: 'ordinary',
      unit: { id: uuid(2), name: '一中队' },
      officers: [],
      stage: 'lead',
      open: true,
      untold: [],
    },
    opened: stamp(0),
    today: dayAt(today),
    facts: [],
    next: [],
    handles: true,
    leads: false,
    rulesChosen: true,
    acts: acts.map((one, i) => ({
      id: `a${i}`,
      number: i + 1,
      act: one.act,
      on: dayAt(one.on),
      by: [],
      ...(one.of !== null && { of: `a${one.of}` }),
      says: {},
      ...(one.dueOn !== null && { dueOn: dayAt(one.dueOn) }),
      approvals: one.signed.map((on) => ({ post: '法制员', by: '吴法', on: dayAt(on), opinion: 'agreed' as const })),
      marks: one.marked ? [{ rule: 'r', effect: 'late', met: 'not-met', message: words, citations: [] }] : [],
      recordings: one.recorded
        ? [
            {
              recording: uuid(3),
              from: instantAt(one.on),
              to: instantAt(one.on),
              at: '09:00',
              until: '09:10',
              fileName: 'a.mp4',
            },
          ]
        : [],
      ...(one.must && { mustRecord: [] }),
      ...(one.excused && { excused: { reason: '没电', counts: one.confirmed, mine: false, ...stamp(one.on) } }),
      ...(one.struck && { struck: { reason: '录错', ...stamp(one.on) } }),
      untimed: false,
      entered: stamp(one.on),
    })),
    relations: [],
    transfers: [],
    evidence: [],
    weighs: false,
    clocks: clocks.map((one, i) => ({
      period: `p/${i}`,
      title: words,
      startedBy: `a${one.starts}`,
      ...(one.ends !== null && { endedBy: `a${one.ends}` }),
      ...(one.last !== null && { last: one.hours ? instantAt(one.last) : dayAt(one.last) }),
      provisional: false,
      state: one.state,
      citations: [],
    })),
    approvals: approvals.map((one, i) => ({
      id: uuid(100 + i),
      case: { id: uuid(1), title: '占道案' },
      act: 'case-filed',
      what: words,
      says: {},
      citations: [],
      together: false,
      chain: [
        ...one.signed.map((on) => ({ post: '法制员', signed: { opinion: 'agreed' as const, ...stamp(on) } })),
        { post: '局负责人' },
      ],
      stands: one.stands,
      asked: stamp(one.asked),
      mine: false,
      own: false,
      done: one.done,
    })),
  }))

const itemsOf = (picture: Picture): readonly Item[] => picture.lanes.flatMap((one) => one.items)
/** Sums of quarters and halves are exact; what is left is nothing. */
const WITHIN = 1e-9

test('nothing of a lane lies over something else on its line, whatever the case', () => {
  fc.assert(
    fc.property(aView, (view) => {
      for (const { items, rows } of pictureOf(view).lanes)
        for (let row = 0; row < rows; row += 1) {
          const line = items.filter((one) => one.row === row).toSorted((a, b) => a.x - b.x)
          expect(line.length).toBeGreaterThan(0)
          for (const [i, item] of line.entries()) {
            const before = line[i - 1]
            if (before) expect(before.x + before.width).toBeLessThanOrEqual(item.x + WITHIN)
          }
        }
    }),
  )
})

test('everything lies inside the picture, and has a length that can be seen', () => {
  fc.assert(
    fc.property(aView, (view) => {
      const picture = pictureOf(view)
      for (const item of itemsOf(picture)) {
        expect(item.width).toBeGreaterThanOrEqual(1)
        expect(item.x).toBeGreaterThanOrEqual(0)
        expect(item.x + item.width).toBeLessThanOrEqual(picture.length + WITHIN)
      }
      expect(picture.pieces.some((one) => one.from <= picture.today && picture.today <= one.to)).toBe(true)
    }),
  )
})

test('what came first stands first: the order of days is the order of the picture', () => {
  fc.assert(
    fc.property(aView, (view) => {
      const items = itemsOf(pictureOf(view)).toSorted((a, b) => a.x - b.x)
      for (const [i, item] of items.entries()) {
        const before = items[i - 1]
        if (before) expect(before.from <= item.from).toBe(true)
      }
      for (const item of items) expect(item.from <= item.to).toBe(true)
    }),
  )
})

test('every act is drawn once; its recording is drawn, missing, excused, or nothing was due', () => {
  fc.assert(
    fc.property(aView, (view) => {
      const picture = pictureOf(view)
      const lane = (name: (typeof LANES)[number]) => picture.lanes.find((one) => one.name === name)?.items ?? []
      expect(new Set(lane('acts').map((one) => one.act))).toEqual(new Set(view.acts.map((one) => one.id)))
      expect(lane('acts').length).toBe(view.acts.length)
      for (const one of view.acts) {
        const drawn = lane('recordings').filter((each) => each.act === one.id)
        const due = one.mustRecord !== undefined || one.recordings.length > 0 || one.excused?.counts === true
        expect(drawn.length).toBe(one.struck === undefined && due ? 1 : 0)
        const lacks = one.recordings.length === 0 && one.excused?.counts !== true
        for (const each of drawn) expect(each.kind === 'missing').toBe(lacks)
      }
    }),
  )
})

test('the axis covers every day between the first and the last once, and a long quiet is shorter than two busy weeks', () => {
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 60 }), (days) => {
      const pieces = axisOf(days.map(dayAt))
      let [x, next] = [0, pieces[0]?.from]
      for (const piece of pieces) {
        expect(piece.x).toBe(x)
        expect(piece.from).toBe(next)
        expect(piece.width).toBeGreaterThan(0)
        if (piece.empty) expect(piece.width).toBeLessThan(14)
        x += piece.width
        next = new Date(Date.parse(`${piece.to}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) as CalendarDate
      }
      expect(pieces.at(-1)?.to).toBe(days.map(dayAt).toSorted().at(-1))
    }),
  )
})
