import { expect, test } from 'vitest'
import { folded, lifted, rowOf, type StreamType } from '../stream/index.ts'
import { isEventKind, readBody, streamTypes, typeOf } from './index.ts'
import { canonical, type Instant, type Json } from '../kernel/index.ts'

const id = '01930f2a-6c00-7000-8000-000000000001'
const other = '01930f2a-6c00-7000-8000-000000000002'
const at = '2025-03-01T01:00:00.000Z'
const [sha256, sm3] = ['a'.repeat(64), 'b'.repeat(64)]
const digests = { sha256, sm3 }
const provenance = { how: 'docked', by: `station:${other}`, asked: true, claims: [] }
const file = { arrival: id, fileName: 'DSJ0217.mp4', bytes: 1, ...digests, mediaType: 'mp4', flags: [], arrivedAt: at }
const before = { ...file, station: other, device: id, officerNumber: '001', deviceNumber: 'DSJ-1' }
const aside = { declaredSha256: 'c'.repeat(64), reason: 'digest-differs', message: { zh: '不符', en: 'differs' } }
const unfinished = { upload: id, fileName: 'DSJ0217.mp4', declaredSha256: sha256, bytes: 9, received: 3 }
const person = { name: '周立衡', userName: 'zhou', unit: other, roles: ['officer'] }
const unit = { code: 'Z1', name: '一中队', kind: 'squadron' }
const times = { deviceStart: at, deviceEnd: at, start: at, end: at, reading: { source: 'name' } }
const tie = { recording: other, reason: '同一地点' }
const cited = [{ article: 'changsha-county-2023/9', quote: '填写立案审批表' }]
const tiedPart = { recording: other, from: at, to: at, at: '09:00', until: '09:10' }
const sealed = { purpose: '证明', recordings: [id], bytes: 1, checkpointSize: 1 }

/**
 * One event of every kind as its first writer wrote it, by its stream. A new kind is entered here with the first body it is
 * ever written with; what stands here is never changed, for such events are in journals and stay there.
 */
const written: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  bureau: { 'BureauFounded/1': { name: '城管局', slug: 'cg', origin: 'cg.example/log', sample: false } },
  unit: { 'UnitAdded/1': unit, 'UnitChanged/1': { ...unit, parent: other } },
  person: {
    'PersonAdded/1': person,
    'PersonAdded/2': person,
    'PersonChanged/1': { name: '周立衡', unit: other },
    'RolesGiven/1': { roles: ['team-leader'], reason: '任命' },
    'RolesProposed/1': { roles: ['team-leader'], reason: '任命', office: 'system-administrator' },
    'PasswordResetProposed/1': { reason: '忘记', office: 'system-administrator' },
    'SecondFactorResetProposed/1': { reason: '换手机', office: 'system-administrator' },
    'IdentityProposed/1': {
      issuer: 'https://id.example',
      subject: 'zhou',
      reason: '启用',
      office: 'system-administrator',
    },
    'IdentityLinked/1': { issuer: 'https://id.example', subject: 'zhou', reason: '启用' },
    'IdentityUnlinked/1': { reason: '调离' },
    'ProposalDeclined/1': { proposal: 'password', reason: '未核实' },
    'EnrolmentCodeIssued/1': {},
    'PersonSuspended/1': { reason: '调离' },
    'PersonReinstated/1': { reason: '调回' },
    'PasswordSet/1': { by: 'self', mustChange: false },
    'SecondFactorSet/1': { kind: 'totp' },
    'SecondFactorForgotten/1': { reason: '换手机' },
  },
  'sign-in': {
    'SignedIn/1': { person: id, address: '10.0.0.1', secondFactor: true },
    'SignInFailed/1': { userName: 'zhou', address: '10.0.0.1', reason: 'password' },
    'PersonLocked/1': { person: id, until: at, failures: 5 },
    'SignedOut/1': { person: id, reason: 'idle' },
  },
  'rule-set': {
    'RuleSetChosen/1': { packs: ['jilin-2017'], from: '2025-01-01' },
    'SettingDecided/1': { key: 'handover.cut-off', value: '18:00', from: '2025-01-01' },
    'MandatoryDecided/1': { activity: 'patrol', required: true, from: '2025-01-01', reason: '另有规定' },
    'CatalogueAdopted/1': { fileName: '示例.csv', from: '2025-01-01', reason: '新的裁量基准', rows: {} },
  },
  case: {
    'CaseOpened/1': { title: '占道堆放', procedure: 'ordinary', unit: other, officers: [id] },
    'CaseActDone/1': {
      act: { id: '1', act: 'lead-registered', on: '2025-03-01', by: [id], approvals: [], says: { source: '检查' } },
      people: { [id]: { name: '周立衡', posts: [] } },
      recordings: [tiedPart],
      marks: [
        {
          rule: 'national/step',
          effect: 'late',
          met: 'not-met',
          message: { zh: '逾期', en: 'late' },
          citations: cited,
        },
      ],
    },
    'CaseRecordingsTied/1': { act: '1', recordings: [tiedPart] },
    'CaseRecordingExcused/1': { act: '1', reason: '设备故障' },
    'CaseFactSaid/1': { fact: 'major', is: true, reason: '较大数额罚款' },
    'CaseOfficersNamed/1': { officers: [id, other], reason: '调整办案人员' },
    'CaseActStruck/1': { act: '1', reason: '录入有误' },
    'CaseRelated/1': { to: other, how: 'same-act', reason: '两人共同实施' },
    'CaseEvidenceEntered/1': {
      evidence: {
        id,
        kind: 'documentary',
        title: '营业执照',
        proves: '当事人的身份',
        obtainedOn: '2025-03-01',
        obtainedHow: '当事人提供',
        by: [id],
        form: 'copy',
        compared: '周立衡，与原件核对无异',
      },
      afterDecision: true,
    },
    'CaseEvidenceExamined/1': {
      evidence: id,
      found: { authentic: true, lawful: true, relevant: false },
      reason: '与本案无关',
    },
    'CaseEvidenceStruck/1': { evidence: id, reason: '重复录入' },
  },
  approval: {
    'ApprovalAsked/1': {
      draft: { case: other, act: 'case-filed', says: { jurisdiction: true } },
      about: { title: '占道堆放', unit: other, officers: [id] },
      rule: 'changsha-county-2023/approval-filing',
      what: { zh: '立案', en: 'Opening a case' },
      citations: cited,
      chain: [{ post: '承办人' }, { post: '行政执法机关负责人' }],
      signsFirst: true,
    },
    'ApprovalSigned/1': { post: '行政执法机关负责人', opinion: 'agreed' },
    'ApprovalWithdrawn/1': { reason: '补充材料' },
  },
  absence: {
    'AbsenceStated/1': { person: id, deputy: other, from: '2025-03-01', until: '2025-03-05', reason: '外出培训' },
    'AbsenceEnded/1': { reason: '提前返回' },
  },
  paper: {
    'PaperBegun/1': {
      case: other,
      rule: 'changsha-county-2023/paper-questioning',
      title: '询问笔录',
      template: { name: 'record', sha256 },
      values: { 'questioning-place': '普法询问工作区' },
    },
    'PaperWritten/1': { edits: [{ field: 'questioning-place', value: '一中队询问室', base: 1 }] },
    'PaperTakenUp/1': { reason: '换人记录' },
    'PaperMoved/1': { template: { name: 'record', sha256 } },
    'PaperNumbered/1': { series: '20250000-0000-0000-0000-00007f5a51b3', number: 1, printed: '长执罚决〔2025〕1号' },
    'PaperFrozen/1': {
      ...digests,
      bytes: 1,
      values: { 'questioning-place': '一中队询问室' },
      facts: [{ label: '地点', words: '一中队询问室' }],
      packs: [{ pack: 'changsha-county-2023', version: 1 }],
      template: { name: 'record', sha256 },
      code: '01930F2A-1-AAAAAAAA',
      on: '2025-03-01',
      pageDigests: [sha256],
      slots: [{ slot: 's1', label: '被询问(调查)人' }],
      places: [{ slot: 's1', page: 1, x: 20, y: 250, width: 60, height: 20 }],
    },
    'PaperSigned/1': {
      slot: 's1',
      page: 1,
      paper: sha256,
      pageDigest: sha256,
      name: '陈某',
      how: 'strokes',
      ...digests,
      bytes: 1,
    },
    'SignatureRefused/1': {
      slot: 's1',
      page: 1,
      paper: sha256,
      pageDigest: sha256,
      name: '陈某',
      reason: '不愿签名',
      witness: '李某',
    },
    'PaperFinished/1': {},
    'PaperVoided/1': { reason: '当事人写错' },
    'PaperCorrected/1': { successor: other, reason: '案由写错' },
    'PaperUncorrected/1': { successor: other },
  },
  numbers: {
    'NumberTaken/1': { mark: '罚决', year: 2025, number: 1, paper: id },
    'NumberVoided/1': { number: 1, reason: '当事人写错' },
    'BlockGiven/1': { mark: '当罚', year: 2025, block: id, from: 2, to: 11, person: other },
  },
  reminder: { 'ReminderAddressSet/1': { address: 'zhou@cg.example' }, 'ReminderAddressCleared/1': {} },
  'feed-key': {
    'FeedKeyMade/1': { person: id, digest: sha256 },
    'FeedKeyRevoked/1': {},
    'FeedPulled/1': { on: '2025-03-01' },
  },
  calendar: {
    'CalendarLoaded/1': {
      fileName: '2025.yaml',
      calendar: {
        year: 2025,
        status: 'loaded',
        source: { notice: '国务院办公厅关于2025年部分节假日安排的通知', published: '2024-11-12' },
        rest: [{ date: '2025-01-01', name: '元旦', statutory: true }],
        makeUp: [],
      },
    },
  },
  device: {
    'DeviceRegistered/1': { number: 'DSJ-1', kind: 'body-camera', unit: other },
    'DeviceChanged/1': { kind: 'body-camera', unit: other, model: 'M1' },
    'DeviceIssued/1': { holder: id, from: at },
    'DeviceReturned/1': { from: at },
    'DeviceLent/1': { borrower: id, from: at, reason: '支援' },
    'LoanEnded/1': { from: at },
    'PreShiftChecked/1': { working: true, battery: 90, freeSpace: 9000, findings: [], passed: true },
    'FaultReported/1': { fault: '不能开机', instead: 'stopped' },
    'FaultAcknowledged/1': { as: 'keeper' },
    'SentToRepair/1': { where: '厂家', reason: '不能开机' },
    'DeviceRepaired/1': { done: '换电池' },
    'DeviceLost/1': { reason: '遗失' },
    'DeviceFound/1': { reason: '找到' },
    'DeviceRetired/1': { reason: '到期', approver: '局长' },
    'StationKeyIssued/1': { fingerprint: '0badcafe' },
    'StationSigningKeyTold/1': { publicKey: `${'A'.repeat(43)}=` },
  },
  docking: { 'CameraDocked/1': { deviceNumber: 'DSJ-1', files: 3, device: id, station: other } },
  upload: {
    'UploadGivenUp/1': unfinished,
    'UploadExpired/1': { ...unfinished, sender: `person:${other}`, last: at },
  },
  quarantine: {
    'FileQuarantined/1': { ...before, ...aside },
    'FileQuarantined/2': { ...file, provenance, ...aside },
    'QuarantineSettled/1': { decision: 'dismissed', reason: '不是音像' },
  },
  recording: {
    'RecordingPreserved/1': before,
    'RecordingPreserved/2': { ...file, provenance },
    'ArrivalRepeated/1': { ...before, arrival: other },
    'ArrivalRepeated/2': { ...file, arrival: other, provenance },
    'ContainerRead/1': { readable: true, problems: [], tool: 'ffprobe 7' },
    'TimesFound/1': times,
    'DerivativeMade/1': {
      kind: 'view-copy',
      original: sha256,
      ...digests,
      bytes: 1,
      mediaType: 'video/mp4',
      tool: 'ffmpeg 7',
      recipe: 'view/1',
      parameters: {},
    },
    'StretchesFound/1': { stretches: [{ kind: 'black', from: 0, to: 900 }], tool: 'ffmpeg 7', recipe: 'view/1' },
    'RecordingDecoded/1': { duration: 1000, tracks: [], undecodable: [], tool: 'ffmpeg 7', recipe: 'view/1' },
    'DerivationFailed/1': { step: 'derive', reason: 'no frame', attempts: 5 },
    'DerivationRetried/1': { steps: ['derive'] },
    'MarkerAdded/1': { marker: id, position: 10, label: '亮证' },
    'MarkerWithdrawn/1': { marker: id, reason: '标错了' },
    'AnnotationAdded/1': { annotation: id, text: '补充' },
    'OfficerAnnotated/1': { officer: id, reason: '代为使用' },
    'ProvenanceConfirmed/1': { reason: '核对过' },
    'ProvenanceRejected/1': { reason: '不是本人' },
    'InterruptionExplained/1': { form: 'written', gap: { after: id, before: other }, reason: '换电池' },
    'HandoverExplained/1': { reason: '外出执勤', returned: at },
  },
  clock: { 'ClockJumped/1': { by: -3_600_000, before: at, after: at } },
  restore: { 'InstallationRestored/1': { backedUpAt: at, size: 12 } },
  look: {
    'RecordingLooked/1': { recording: id, what: 'page' },
    'CaseLooked/1': { case: id },
    'PackageTaken/1': { package: id, recipient: '法院', bytes: 1 },
    'PaperTaken/1': { paper: id, case: other },
  },
  register: { 'RegisterLooked/1': { register: 'people' }, 'RegisterExported/1': { register: 'people', rows: 3 } },
  refusal: { 'CallDenied/1': { endpoint: 'giveRoles', of: id, times: 1 } },
  attempt: { 'AttemptRefused/1': { recording: id, attempt: 'delete', times: 1 } },
  verification: { 'RecordingVerified/1': { recording: id, ...digests, bytes: 1, same: true } },
  package: {
    'PackageMade/1': { package: id, recipient: '法院', manifestSha256: sha256, ...sealed },
    'PackageMade/2': {
      package: id,
      bureau: '城管局',
      madeAt: at,
      madeBy: '周立衡',
      files: 1,
      index: digests,
      statement: digests,
      paper: digests,
      tagManifest: digests,
      ...sealed,
    },
  },
  activity: {
    'ActivityRegistered/1': { activity: 'patrol', officer: id, unit: other, start: at, colleagues: [] },
    'ActivityEnded/1': { end: at },
    'ActivityAnnotated/1': { annotation: id, text: '记错了' },
    'GapExplained/1': { form: 'written', from: at, to: at, reason: '更换电池' },
    'ActivityReviewed/1': { text: '已核查' },
    'PictureConfirmed/1': { point: '现场', notHere: '没有' },
    'RecordingTied/1': tie,
    'RecordingUntied/1': tie,
    'ExemptionClaimed/1': { ground: 'unsuitable', reason: '涉密' },
    'FilmingOrdered/1': { reason: '可能有争议' },
  },
  consolidation: {
    'RecordingsConsolidated/1': {
      unit: other,
      firstDay: '2025-03-01',
      lastDay: '2025-03-15',
      recordings: [{ recording: id, sha256 }],
    },
  },
}

const happened = (kind: string, body: object) => ({ kind, body, at: at as Instant, actor: `person:${other}` })
const all = Object.entries(written).flatMap(([prefix, kinds]) =>
  Object.entries(kinds).map(([kind, body]) => [prefix, kind, body] as const),
)

test('every kind that was ever declared stands here as it was first written, on its own stream', () => {
  const declared = streamTypes.flatMap(({ events }) => Object.keys(events))
  expect([...new Set(declared)].filter((kind) => !all.some((one) => one[1] === kind))).toEqual([])
  for (const [prefix, kind] of all) expect(Object.keys(typeOf(`${prefix}:x`)?.events ?? {})).toContain(kind)
})

test.each(all)('on a %s stream, %s is still read as it was written, and folds', (prefix, kind, body) => {
  const type = typeOf(`${prefix}:${id}`) as StreamType
  if (!isEventKind(kind)) throw new Error(kind)
  // What is read may gain what a default says; nothing that was written is lost or changed.
  expect(readBody(kind, body)).toMatchObject(body)
  const first = Object.entries(written[prefix] ?? {})[0] as [string, object]
  const events = [happened(...first), happened(kind, body)]
  const state = folded(type, events)
  if (!type.table) return
  expect(state).toBeDefined()
  expect(() => canonical(rowOf(type, id, 2, state ?? {}) as Json)).not.toThrow()
})

test.each(all.filter(([prefix, kind]) => typeOf(`${prefix}:x`)?.lift?.[kind] !== undefined))(
  'on a %s stream, %s is read as the newest kind it can be told as, which has its shape',
  (prefix, kind, body) => {
    const type = typeOf(`${prefix}:${id}`) as StreamType
    const newest = lifted(type, happened(kind, body))
    expect(newest.kind).not.toBe(kind)
    expect(type.lift?.[newest.kind]).toBeUndefined()
    if (!isEventKind(newest.kind)) throw new Error(newest.kind)
    expect(() => readBody(newest.kind as never, newest.body)).not.toThrow()
  },
)

test('what an older recording claimed is lifted: docked where it names a station, and nothing it said is lost', () => {
  const type = typeOf(`recording:${id}`) as StreamType
  const old = happened('RecordingPreserved/1', before)
  expect(lifted(type, old)).toMatchObject({
    kind: 'RecordingPreserved/2',
    body: { device: id, provenance: { how: 'docked', by: `station:${other}`, station: other } },
  })
  const { station: _station, ...browser } = before
  expect(folded(type, [happened('RecordingPreserved/1', browser)])).toMatchObject({
    arrival: { provenance: { how: 'browser', claims: [{ what: 'device', number: 'DSJ-1' }, { what: 'officer' }] } },
  })
})

test('a kind is lifted through every version between', () => {
  const lift = {
    'A/1': () => ({ kind: 'A/2', body: { a: 2 } }),
    'A/2': ({ body }: { body: unknown }) => ({ kind: 'A/3', body: { ...(body as object), b: 3 } }),
  }
  expect(lifted({ lift }, happened('A/1', {}))).toMatchObject({ kind: 'A/3', body: { a: 2, b: 3 }, at })
})
