import type { CalendarDate } from '@liuhen/core/kernel'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { People } from './people.ts'
import type { Moment, Story } from './sample-time.ts'
import { type Archived, type Say, Told } from './told.ts'
import { close, ENCLOSED, FILING, HANDED_IN, NOT_FILMED, paid, REVIEWED, SHOWN } from './words.ts'

/** Films and docks the card of that morning, and has its interruption explained. */
export type Docks = () => Promise<void>

const at = (day: number, clock: string): Moment => ({ day, at: clock })
const after = (day: CalendarDate, days: number): CalendarDate => dateOf(numberOf(day) + days)

const WASTE = {
  'found-facts': '在河堤路倾倒建筑垃圾约 40 立方米，未经核准',
  provision: '《示例建筑垃圾管理办法》第二十五条第一款（示例）',
  'penalty-kind': '罚款',
  'fine-amount': 30_000,
}
const TOOLS = {
  'found-facts': '在东门街仓库外夜间违法施工，经责令拒不停止',
  provision: '《示例市容管理办法》第十八条第二款（示例）',
  'penalty-kind': '罚款',
  'fine-amount': 2000,
}
const TAKEN = { goods: '切割机 2 台、电钻 3 把', 'goods-count': 5 }
const IN_PERSON = { method: 'direct', 'other-signed': false, 'party-signed': true }
const AT_HOME = { at: '09:00', place: '当事人住所' }
const DIRECT = { ...IN_PERSON, 'rights-told': true }
const SERVED = { ...AT_HOME, says: IN_PERSON }

/**
 * An ordinary case of several weeks: an inspection on film with an interruption explained, evidence listed and examined,
 * legal review, a hearing, a second review after it, deliberation, decision, service and payment.
 */
export async function* ordinary(people: People, dock: Docks, say: Say): Story<Archived | undefined> {
  const told = (zh: string, en: string) => say(`  ${people.time.today()} ${zh}`, `  ${en}`)
  yield at(1, '11:00')
  await dock()
  const lead = { title: '河堤路倾倒建筑垃圾（示例）', procedure: 'ordinary', party: '许某' } as const
  const one = await Told.open(people, lead)
  await one.happened('violation-ended')
  await one.happened('violation-discovered')
  const scene = { place: '河堤路 3 号', at: '10:05', until: '10:09', says: SHOWN }
  const inspected = await one.done('site-inspected', scene)
  const films = await one.filmed(inspected, NOT_FILMED)
  told(
    `普通程序：现场检查，${films.length} 份音像经人确认关联，中断三分钟已说明`,
    `Ordinary: site inspected, ${films.length} recordings tied to it by a person, the gap of three minutes explained`,
  )
  const act = { act: inspected }
  await one.proved({
    kind: 'scene-record',
    title: '现场检查（勘验）笔录（示例）',
    proves: '倾倒地点、数量和现场状况',
    how: '两名执法人员当场制作，当事人逐页签名',
    ...act,
  })
  for (const [i, recording] of films.entries())
    await one.proved({
      kind: 'audio-visual',
      title: `现场检查录像之${i + 1}（示例）`,
      proves: '检查过程、出示证件和告知权利',
      how: '执法记录仪录制，采集站固化',
      recording,
      ...act,
    })
  await one.proved({
    kind: 'party-statement',
    title: '当事人陈述（示例）',
    proves: '倾倒的起止时间和运输车辆',
    how: '当事人当场书写并签名',
    ...act,
  })
  yield at(2, '09:30')
  await one.approved('case-filed', FILING(WASTE.provision), 'legal', 'leader', 'head')
  told(
    '普通程序：立案，承办人、法制员、队负责人、机关负责人依次签署',
    'Ordinary: filed, signed by handler, legal officer, team head and head',
  )
  await one.said('major', true, '拟罚款 30000 元，属于重大执法决定（示例）')
  await one.said('complex', true, '案情复杂，由负责人集体讨论（示例）')
  await one.said('hearing-due', true, '拟罚款数额较大，应当告知听证（示例）')
  yield at(8, '15:00')
  const items = await one.examined()
  await one.done('investigation-ended', { says: { 'evidence-listed': true } })
  told(`普通程序：调查终结，${items} 件证据逐件查证属实`, `Ordinary: investigated, ${items} items of evidence examined`)
  await one.done('review-submitted', { says: HANDED_IN })
  yield at(10, '10:00')
  await one.done('reviewed', { says: REVIEWED }, 'legal')
  await one.approved('handling-approved', { says: WASTE }, 'legal', 'head')
  told('普通程序：法制审核同意，处理意见经审批', 'Ordinary: legal review agreed, its handling approved')
  yield at(13, '09:20')
  await one.filmed(await one.done('notice-served', { ...AT_HOME, says: { ...WASTE, ...DIRECT } }), NOT_FILMED)
  yield at(15, '16:00')
  await one.happened('hearing-requested')
  yield at(17, '09:10')
  const chair = await people.id('deputy')
  await one.approved('hearing-arranged', { by: [chair] }, 'deputy')
  const heardOn = after(people.time.today(), 25)
  await one.done('hearing-notified', { ...SERVED, dueOn: heardOn })
  told('普通程序：当事人要求听证，七日前通知', 'Ordinary: a hearing is asked for, and told more than seven days before')
  yield at(42, '11:30')
  const hearing = { place: '局会议室', at: '09:00', until: '10:50', by: [chair], says: { 'party-signed': true } }
  await one.filmed(await one.done('hearing-held', hearing), NOT_FILMED)
  await one.done('hearing-reported')
  await one.done('review-submitted', { says: { ...HANDED_IN, 'hearing-record-attached': true } })
  told('普通程序：听证由非本案调查人员主持', 'Ordinary: the hearing, presided over by nobody who investigated')
  yield at(44, '10:00')
  await one.done('reviewed', { says: REVIEWED }, 'legal')
  yield at(46, '16:30')
  const leaders = [await people.id('head'), chair]
  const minutes = {
    chair: '冯立本',
    discussion: '就事实、定性、裁量和听证中提出的各点逐项发表意见',
    'discussion-result': '同意拟处理意见',
  }
  const meeting = { at: '15:00', until: '16:10', place: '局会议室', by: leaders, says: minutes }
  await one.approved('deliberated', meeting, 'deputy', 'head')
  told(
    '普通程序：听证后再次审核，集体讨论各自签名',
    'Ordinary: reviewed after the hearing, deliberated and signed by each',
  )
  yield at(49, '09:30')
  const grounds = { 'remedy-text': true, 'statement-adopted': true, 'hearing-answered': true }
  await one.done('penalty-decided', { says: { ...WASTE, ...grounds } })
  yield at(51, '14:10')
  await one.filmed(await one.done('decision-served', SERVED), NOT_FILMED)
  told('普通程序：作出决定，送达', 'Ordinary: decided and served')
  yield at(60, '15:20')
  await paid(one, WASTE['fine-amount'])
  yield at(66, '10:40')
  return close(one, told, '普通程序：已缴纳罚款，结案归档', 'Ordinary: paid, closed and archived')
}

/**
 * A seizure in an emergency, approved within twenty-four hours, lengthened and lifted with the decision; the party neither
 * pays nor sues, and once its time to do so is over a court enforces.
 */
export async function* seizure(people: People, say: Say): Story<Archived | undefined> {
  const told = (zh: string, en: string) => say(`  ${people.time.today()} ${zh}`, `  ${en}`)
  yield at(21, '17:10')
  const seized = people.time.today()
  const lead = { title: '东门街仓库违法施工工具（示例）', procedure: 'ordinary', party: '魏某' } as const
  const one = await Told.open(people, lead)
  await one.happened('violation-ended')
  await one.happened('violation-discovered')
  const signed = { 'inventory-handed-over': true, 'party-signed': true, 'witness-signed': true, 'keeper-signed': true }
  const taken = await one.done('emergency-measure-taken', {
    at: '16:20',
    until: '16:50',
    place: '东门街 12 号仓库',
    says: { ...SHOWN, ...signed, ...TAKEN, emergency: true, 'decision-handed-over': true, 'daily-necessities': false },
  })
  await one.filmed(taken, NOT_FILMED)
  await one.approved('emergency-measure-approved', { of: taken }, 'legal', 'leader', 'head')
  told('扣押案：紧急扣押，24 小时内补办批准', 'Seizure: in an emergency, approved within 24 hours')
  const kept = { 'goods-number': 'WP-001', 'goods-place': '局物品仓库', 'goods-keeper': '刘文静' }
  const stored = await one.done('goods-stored', { of: taken, says: { ...TAKEN, ...kept } })
  await one.proved({
    kind: 'physical',
    title: '切割机 2 台、电钻 3 把（示例）',
    proves: '用于夜间违法施工的工具',
    how: '当场扣押，清单由当事人、见证人签名',
    act: taken,
  })
  yield at(22, '09:40')
  await one.approved('case-filed', FILING(TOOLS.provision), 'legal', 'leader', 'head')
  await one.said('major', false, '罚款 2000 元，不属于重大执法决定（示例）')
  await one.said('complex', false, '事实清楚，情节简单（示例）')
  await one.said('hearing-due', false, '罚款数额未达到听证标准（示例）')
  yield at(38, '10:20')
  await one.approved('measure-extended', { of: taken, dueOn: after(seized, 58) }, 'head')
  const longer = await one.last('measure-extended')
  await one.filmed(await one.done('extension-served', { ...SERVED, of: longer }), NOT_FILMED)
  told(
    '扣押案：期限届满以前经批准延长一次，书面告知当事人',
    'Seizure: lengthened once, before its term was over, and the party told in writing',
  )
  yield at(48, '14:00')
  await one.examined()
  await one.done('investigation-ended', { says: { 'evidence-listed': true } })
  await one.done('review-submitted', { says: HANDED_IN })
  await one.done('reviewed', { says: REVIEWED }, 'legal')
  await one.approved('handling-approved', { says: TOOLS }, 'legal', 'head')
  const answer = { ...AT_HOME, dueOn: after(people.time.today(), 7), says: { ...TOOLS, ...DIRECT } }
  await one.filmed(await one.done('notice-served', answer), NOT_FILMED)
  yield at(68, '10:00')
  await one.done('penalty-decided', { says: { ...TOOLS, 'remedy-text': true, 'statement-adopted': true } })
  await one.filmed(await one.done('decision-served', SERVED), NOT_FILMED)
  const ground = { 'lifting-ground': 'dealt-with', 'goods-outcome': 'returned', 'returned-count': 0 }
  const lifted = await one.done('measure-lifted', { of: taken, says: ground })
  await one.filmed(await one.done('later-paper-served', { ...SERVED, of: lifted }), NOT_FILMED)
  await one.done('goods-returned', { of: stored, says: { 'party-signed': true, 'returned-to': '魏某' } })
  told('扣押案：决定送达，解除扣押，退还物品', 'Seizure: decided and served, lifted, goods returned')
  yield at(234, '09:30')
  await one.filmed(
    await one.done('demand-served', {
      ...AT_HOME,
      says: { ...DIRECT, 'demand-terms': '十日内到指定银行缴纳 2000 元' },
    }),
    NOT_FILMED,
  )
  told('扣押案：逾期不缴，送达催告书', 'Seizure: not paid in time, the demand served')
  yield at(274, '09:30')
  await one.done('court-applied', ENCLOSED)
  told(
    '扣押案：复议、起诉期限和催告期都已届满，申请法院强制执行',
    'Seizure: the times for remedies and after the demand over, a court is asked to enforce',
  )
  yield at(284, '15:00')
  await paid(one, TOOLS['fine-amount'])
  yield at(288, '10:00')
  return close(one, told, '扣押案：法院执行到位，结案归档', 'Seizure: enforced by the court, closed and archived')
}
