import { describe, expect, test } from 'vitest'
import { packsOnDisk } from '../../../../scripts/packs-on-disk.ts'
import { PostKey, posts, rolesOf } from '../access/index.ts'
import { lint, postsOf } from './index.ts'
import { trialPack } from './trial.ts'

const { packs } = packsOnDisk()
const under = (settings: Readonly<Record<string, unknown>>, ...ids: readonly string[]) => ({
  packs: packs.filter((one) => ids.includes(one.identity.id)),
  settings,
})

describe('what a name stands for', () => {
  test.each([
    ['jilin-2017', '办公室（法规科）', ['office', 'legal-section']],
    ['jilin-2017', '市局财务装备处', []],
    ['changsha-county-2023', '信息中心', ['information-centre']],
    ['changsha-county-2023', '局分管负责人', ['deputy-head']],
    ['jinzhong-2022-recording', '各执法单位', ['team-leader']],
    ['yongqing-2022', '各执法队', ['team-leader']],
    ['yongqing-2022', '办公室', ['office']],
    ['yongqing-2022', '数字化城管办公室', ['information-centre']],
  ])('%s: %s', (pack, name, roles) => {
    expect(rolesOf(postsOf(under({}, pack), name).posts)).toEqual(roles)
  })

  test('a head whom the text names in person is another post than a leader of whom it says no more', () => {
    const by = (pack: string, name: string) => postsOf(under({}, pack), name).posts.map((one) => posts[one])
    expect(by('jilin-2017', '市局主要领导')).toMatchObject([{ roles: ['head'], by: 'in-person' }])
    expect(by('changsha-county-2023', '行政机关负责人')).toMatchObject([{ roles: ['head'], by: 'unsaid' }])
  })

  test('whom the text leaves open the bureau says, by a printed name or the title of a post', () => {
    const [key, name] = ['approval.level-review', '层级审核']
    const asked = (value?: unknown) =>
      postsOf(under(value === undefined ? {} : { [key]: value }, 'changsha-county-2023'), name)
    expect(asked()).toEqual({ posts: [], open: [key] })
    expect(asked(['承办人', '法制人员', '分管负责人'])).toEqual({
      posts: ['handler', 'legal-officer', 'deputy-head'],
      open: [],
    })
    expect(asked('层级审核')).toEqual({ posts: [], open: [] })
    expect(asked('门卫')).toEqual({ posts: [], open: [] })
  })

  test('names that an answer joins mean all of them, and nothing is guessed from a part of one', () => {
    const rules = under({}, 'jilin-2017', 'yongqing-2022')
    expect(postsOf(rules, '办公室（法规科）、各执法队').posts).toEqual(['office', 'legal-section', 'team'])
    expect(postsOf(rules, '区局办公室').posts).toEqual([])
  })
})

describe('lint', () => {
  const rule = { id: 'gather', kind: 'consolidation', source: ['1.1'], every: 'week', by: '档案室' }
  const found = (named: object) =>
    lint([trialPack({ rules: [rule], posts: { ...named } })]).map((one) => [one.id, one.severity])

  test('finds a name that no post is known for', () => {
    expect(found({})).toEqual([['trial/post-missing/rules/gather', 'error']])
  })

  test('finds a name that no rule prints', () => {
    expect(found({ 档案室: 'office', 门卫: 'officer' })).toEqual([['trial/post-unused/posts/门卫', 'error']])
  })

  test('finds a setting that would say who and is not there', () => {
    expect(found({ 档案室: { open: 'gathers' } })).toEqual([['trial/setting-missing/posts/档案室', 'error']])
  })

  test('tells of a task of the program that nobody here has', () => {
    expect(found({ 档案室: 'equipment-office' })).toEqual([['trial/post-unfilled/gather', 'info']])
    const told = lint(packs).find((one) => one.id === 'jilin-2017/post-unfilled/device-fault')
    expect(told?.message.zh).toContain('“市局财务装备处”在系统里没有对应的角色：设备故障由信息中心受理')
  })

  test('every post stands for a name of some regulation', () => {
    const used = packs.flatMap((one) => Object.values(one.posts ?? {})).flat()
    expect(PostKey.options.filter((one) => !used.includes(one))).toEqual([])
  })
})
