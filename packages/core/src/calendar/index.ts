/**
 * The law's time: what a day is, and when a period ends. Pure: the holidays come in as data, and whoever asks says from
 * which day. Sources: 民事诉讼法 art. 85, 民法典 arts. 200–204.
 */
export * from './calendar.ts'
export * from './count.ts'
export * from './court-window.ts'
export { dateOf, monthsAfter, numberOf } from './days.ts'
export * from './fine.ts'
export * from './holidays.ts'
export * from './intervals.ts'
export * from './left.ts'
export * from './period.ts'
export { quarterOf } from './quarter.ts'
export * from './terms.ts'
