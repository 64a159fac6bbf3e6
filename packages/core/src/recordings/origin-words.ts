import { beijing } from '../kernel/index.ts'
import { doubtsOf, isAsked, isRejected, isUnconfirmed, originOf } from './doubts.ts'
import type { RecordingState } from './state.ts'
import { isOwnTime } from './timing.ts'

/** One item of an evidence package, as its statement speaks of it. Names are those of people and stations, never ids. */
export interface StatedItem {
  readonly number: number
  readonly state: RecordingState
  /** Who recorded, as the register or a confirmation says. */
  readonly officer?: string | undefined
  /** Who is claimed to have recorded, where nothing but a claim tells. */
  readonly claimed?: string | undefined
  /** The number of the docking station, or the name of the person who sent it. */
  readonly sender: string
  /** Who confirmed where it is from, and of which device and person, as far as they said so. */
  readonly confirmedBy?: string | undefined
  readonly confirmedDevice?: string | undefined
  readonly confirmedOfficer?: string | undefined
  /** Who has put right since then who recorded it. */
  readonly correctedBy?: string | undefined
  /** Who said that it is not from where it is claimed to be. */
  readonly rejectedBy?: string | undefined
  /** It goes as its redacted copy, and its original stays where it is. */
  readonly isRedacted?: boolean | undefined
}

/** `Statement` has room for two thousand characters; what is longer is told in fewer words, and never cut off. */
export const LONGEST = 2000

const KEPT = '回读比对 SHA-256 与 SM3 后固化入库'
const WHOLE = '原件与入库时逐字节一致，查看版由原件转码，不作为原件'

/** What lies in the package: the originals, or approved copies in which something is hidden. */
function keptWords(items: readonly StatedItem[], which: (those: readonly StatedItem[]) => string): string {
  const redacted = items.filter((one) => one.isRedacted)
  if (redacted.length === 0) return `${KEPT}；本包内${WHOLE}`
  const copies = '由原件制作、经批准的遮挡副本，原件不在包内'
  return redacted.length === items.length
    ? `${KEPT}；本包内是${copies}`
    : `${KEPT}；${which(redacted)}是${copies}；其余${WHOLE}`
}

/**
 * 制作方法: how each item came, grouped by what is the same, as the events tell it and never better. What a sender claims is
 * called a claim.
 */
export function methodOf(items: readonly StatedItem[]): string {
  const whole = said(items, how)
  if (whole.length <= LONGEST) return whole
  const short = said(items, howInShort)
  return short.length <= LONGEST ? short : said(items, howInShort, counted)
}

const said = (
  items: readonly StatedItem[],
  words: (item: StatedItem) => string,
  which = (those: readonly StatedItem[]) => `第 ${numbers(those)} 件`,
): string => {
  const kinds = Map.groupBy(items, words)
  const parts = [...kinds].map(([kind, those]) => (kinds.size === 1 ? kind : `${which(those)}：${kind}`))
  return `${parts.join('；')}。${items.length === 1 || kinds.size === 1 ? '' : '各件均'}${keptWords(items, which)}`
}

/** Of so many in turns that their numbers have no room; the index tells of each. */
const counted = (those: readonly StatedItem[]): string => `共 ${those.length} 件，见目录`

/** `1–3、5` */
export function numbers(items: readonly Pick<StatedItem, 'number'>[]): string {
  const sorted = items.map((one) => one.number).toSorted((a, b) => a - b)
  const runs: [number, number][] = []
  for (const one of sorted) {
    const last = runs.at(-1)
    if (last && one === last[1] + 1) last[1] = one
    else runs.push([one, one])
  }
  return runs
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}、${to}` : `${from}–${to}`))
    .join('、')
}

const how = (item: StatedItem): string => `${came(item)}${whenWords(item)}`

/** What is to be said of its time: that it cannot be, that it is none of the recording, or whose word it is. */
function whenWords({ state }: StatedItem): string {
  const { times } = state
  if (times?.impossible !== undefined)
    return `；所记的录制时间 ${beijing(times.deviceStart).slice(0, 16)} 不可能成立，不作认定`
  if (times === undefined || times.reading === undefined) return ''
  if (!isOwnTime(times.reading.source)) return '；文件里没有录制时间，何时录制不明'
  return isAsked(originOf(state)) ? '' : '；录制时间取自文件名或者文件内的记录，没有与任何时钟核对'
}

function came(item: StatedItem): string {
  const { state, sender, confirmedBy } = item
  const origin = originOf(state)
  const { provenance } = origin
  const confirmed = confirmation(item)
  if (isAsked(origin)) {
    const doubts = isUnconfirmed(state) || confirmedBy ? doubtsOf(state).map((one) => one.message.zh) : []
    const against = doubts.length === 0 ? '' : `，但${doubts.join('，')}${confirmed}`
    return `${device(item)}，经采集站读出（采集站 ${sender}）${against}`
  }
  const claims = [
    ...provenance.claims.flatMap((one) => (one.what === 'device' ? [`设备 ${one.number}`] : [])),
    ...(item.claimed === undefined ? [] : [`录制人 ${item.claimed}`]),
    ...(provenance.claims.some((one) => one.what === 'device-time') ? ['录制时间'] : []),
  ]
  const isCard = provenance.how === 'docked'
  const whose = isCard ? '文件名或采集人的说法' : '上传人的说法'
  const only = claims.length === 0 ? '' : `；所称${[...new Set(claims)].join('、')}是${whose}`
  const brought = isCard
    ? provenance.unvouched
      ? `由采集站 ${sender} 读取，其签名公钥当时未经核对，不能据以认定，按没有询问设备对待`
      : `由采集站 ${sender} 从存储卡读取，没有询问设备`
    : `由${sender}用${provenance.how === 'phone' ? '手机' : '浏览器'}上传，没有经过采集站`
  return `${brought}${only}${confirmed}`
}

function device({ state }: StatedItem): string {
  const { provenance } = originOf(state)
  const claim = provenance.claims.find((one) => one.what === 'device')
  if (claim?.what !== 'device') return '由没有登记编号的设备录制'
  // Of a device that was asked another number is only what an event from before such readings were signed may hold.
  return `由执法记录设备现场录制，设备编号${claim.says === 'station' ? '由采集站向设备读取' : claim.says === 'file' ? '取自文件名' : '由采集人填写'}`
}

function confirmation(item: StatedItem): string {
  const { state, confirmedBy, rejectedBy } = item
  const { confirmation: given, rejection } = state
  if (rejection && isRejected(state))
    return `，经${rejectedBy ?? ''}于 ${beijing(rejection.at).slice(0, 16)} 核实，所称来源不属实（${rejection.reason}）`
  if (!given) return '，未经核实'
  return `，来源已由${confirmedBy ?? ''}于 ${beijing(given.at).slice(0, 16)} 核实${foundIn(item)}（${given.reason}）${corrected(item)}`
}

/** Who recorded, as it was put right after somebody had confirmed it: the maker is whom this names. */
function corrected({ state, officer, correctedBy }: StatedItem): string {
  const note = state.officerNotes.at(-1)
  if (note === undefined || correctedBy === undefined) return ''
  return `，录制人后由${correctedBy}于 ${beijing(note.at).slice(0, 16)} 更正为${officer ?? '未登记'}（${note.reason}）`
}

/** What was found to be true: it may be something else than what was claimed, and then that is said. */
function foundIn({ state, claimed, confirmedDevice, confirmedOfficer }: StatedItem): string {
  const claim = originOf(state).provenance.claims.find((one) => one.what === 'device')
  const told = (name: string, claimed: string | undefined, found: string | undefined): readonly string[] =>
    found === undefined
      ? []
      : [`${name}${claimed === undefined || claimed === found ? '是' : '与所称不同，是'}${found}`]
  const said = claim?.what === 'device' ? claim.number : undefined
  const parts = [...told('设备', said, confirmedDevice), ...told('录制人', claimed, confirmedOfficer)]
  return parts.length === 0 ? '' : `：${parts.join('，')}`
}

/** The same without what differs from item to item, for packages of very many. */
function howInShort(item: StatedItem): string {
  const origin = originOf(item.state)
  const open = isUnconfirmed(item.state)
  const told = isRejected(item.state) ? '经核实所称来源不属实' : '未经核实'
  const found = foundIn(item).includes('与所称不同') ? '来源经核实与所称不同' : '来源已经核实'
  const settled = corrected(item) === '' ? found : `${found}，录制人后经更正`
  if (origin.provenance.how === 'docked' && !isAsked(origin))
    return `由采集站从存储卡读取，没有询问设备，${open ? told : settled}`
  if (isAsked(origin)) return `经采集站从设备读出${open ? `，但文件内容与所称来源不一致，${told}` : ''}`
  return `由人员上传，没有经过采集站，${open ? told : settled}`
}

/**
 * 制作人: who recorded, as far as it is known; where only a claim tells, it is said to be one. Every name is in it, so that of
 * several hundred people it may be longer than {@link LONGEST}: such a package is made in parts.
 */
export function makerOf(items: readonly StatedItem[]): string {
  const whole = makers(items, (those) => `第 ${numbers(those)} 件`)
  return whole.length <= LONGEST ? whole : makers(items, counted)
}

function makers(items: readonly StatedItem[], which: (those: readonly StatedItem[]) => string): string {
  const known = [...new Set(items.flatMap((one) => one.officer ?? []))]
  const open = items.filter((one) => one.officer === undefined)
  const kinds = Map.groupBy(open, (one) =>
    one.claimed === undefined
      ? '未登记'
      : `${isRejected(one.state) ? '已被否定' : '未核实'}，${claimant(one)}称是${one.claimed}`,
  )
  const parts = [...kinds].map(([kind, those]) => (items.length === those.length ? kind : `${kind}（${which(those)}）`))
  return [...known, ...parts].join('、')
}

const claimant = ({ state }: StatedItem): string =>
  originOf(state).provenance.how === 'docked' ? '文件名或采集人' : '上传人'
