import { SECRET_MARK } from './patterns.ts'
import { expect, test } from 'vitest'
import { masked, NOBODY } from './mask.ts'

const of = (text: string, known = NOBODY) =>
  masked(text, known, new Map()).found.map((one) => [one.what, text.slice(one.from, one.to)])

test.each([
  ['身份证 110101 19900307 0134，无业', 'id-number', '110101 19900307 0134'],
  ['身份证 110101-1990-0307-0134', 'id-number', '110101-1990-0307-0134'],
  ['１１０１０１１９９００３０７０１３４号证件', 'id-number', '１１０１０１１９９００３０７０１３４'],
  ['一代证110101 900307 013', 'id-number', '110101 900307 013'],
  ['家中0731-84012345无人接', 'contact', '0731-84012345'],
  ['打（０７３１）８４０１２３４５', 'contact', '（０７３１）８４０１２３４５'],
  ['北京010 64012345转801', 'contact', '010 64012345转801'],
  ['联系电话：84012345', 'contact', '84012345'],
  ['加微信号 chen_da-1990 付款', 'contact', 'chen_da-1990'],
  ['微信：wxid_a1b2c3d4', 'contact', 'wxid_a1b2c3d4'],
  ['QQ号123456789', 'contact', '123456789'],
  ['打 139·1234·5678 联系', 'contact', '139·1234·5678'],
  ['持护照 E12345678 入境', 'id-number', 'E12345678'],
  ['身份证号码为一一〇一〇一一九九〇〇三〇七〇一三四', 'id-number', '一一〇一〇一一九九〇〇三〇七〇一三四'],
  ['住址：晋中市榆次区迎宾街18号3单元502室', 'home-address', '晋中市榆次区迎宾街18号3单元502室'],
  ['经举报人李四举报', 'complainant', '李四'],
  ['手机１３８　０１２３　４５６７', 'contact', '１３８　０１２３　４５６７'],
  ['停放湘A1234学一辆', 'plate', '湘A1234学'],
])('%s: found by its form', (text, what, piece) => {
  expect(of(text)).toEqual([[what, piece]])
})

test.each([
  '青城管罚〔2026〕0012345号',
  '罚款0.05万元，2026-11-30 前缴纳',
  '用微信支付200元',
  '见微信公众号chengguan2026',
  '拨打12345投诉',
  '占道 3.5 平方米，编号 84012345',
  '举报人员登记后转办',
  '住所地：示例市示例路18号',
])('%s: nothing of it is personal', (text) => {
  expect(of(text)).toEqual([])
})

test('a level of secrecy is a mark however it is written', () => {
  expect(['机密★', '本件为机密级', '密级：秘密'].every((one) => SECRET_MARK.test(one))).toBe(true)
  expect(SECRET_MARK.test('涉及商业秘密')).toBe(false)
})

test('a number that the case knows is found with the blanks of a form in it', () => {
  const known = { ...NOBODY, numbers: ['6222 0012', '110101199003070134'] }
  expect(of('账户 62220012、6222-0012，证件 1101 0119 9003 0701 34', known)).toEqual([
    ['account', '62220012'],
    ['account', '6222-0012'],
    ['id-number', '1101 0119 9003 0701 34'],
  ])
})
