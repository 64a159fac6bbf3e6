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
    'PersonTakenOffDuty/1': { liability: id, article: 'yongqing-2022/24', reason: '情节严重' },
    'PersonBackOnDuty/1': { liability: id, reason: '查明不实' },
    'PasswordSet/1': { by: 'self', mustChange: false },
    'SecondFactorSet/1': { kind: 'totp' },
    'SecondFactorForgotten/1': { reason: '换手机' },
  },
  publication: {
    'PublicationBegun/1': { rule: 'jinzhong-2022-disclosure/item-decisions' },
    'PublicationWritten/1': {
      version: 1,
      digest: sha256,
      content: {
        title: '行政处罚决定',
        category: '行政执法决定文书',
        subject: 'results',
        stage: 'after',
        department: '法规科',
        authority: '城管局',
        texts: [{ key: 'party', name: '当事人', text: '陈某' }],
        cites: [],
        attachments: [],
      },
      born: '1980-05-01',
    },
    'PublicationSubmitted/1': { version: 1, digest: sha256 },
    'PublicationChecked/1': { version: 1, digest: sha256 },
    'PublicationApproved/1': { version: 1, digest: sha256, post: '行政机关主要负责人' },
    'PublicationReturned/1': { version: 1, digest: sha256, reason: '缺少依据' },
    'PublicationPublished/1': { version: 1, digest: sha256, form: 'website', url: 'items/1.html' },
    'PublicationShown/1': { version: 1, digest: sha256, shown: { form: 'board', place: '办事大厅' } },
    'PublicationUpdateDue/1': { trigger: 'law', since: '2025-03-01', what: '某条例废止' },
    'PublicationWithdrawalDue/1': { on: '2025-03-01', because: 'decision-annulled' },
    'PublicationWithdrawn/1': { reason: '决定被撤销' },
    'PublicationWithheld/1': { ground: 'privacy', reason: '以个人隐私为主要事实' },
    'PublicationEnded/1': { why: 'credit-repaired', reason: '信用已经修复' },
  },
  'disclosure-question': {
    'DisclosureQuestionAsked/1': {
      publication: id,
      sort: 'explanation',
      from: '某先生',
      words: '怎样计算',
      assigned: id,
    },
    'DisclosureQuestionAnswered/1': { words: '按裁量基准' },
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
    'ActivityKindAdded/1': { kind: other, name: '噪声劝导', from: '2025-03-02', reason: '近期纠纷较多' },
    'SettingDecidedForUnit/1': {
      key: 'access.publish-footage.approver',
      value: '大队长',
      from: '2025-03-01',
      unit: other,
    },
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
    'CaseRecordingsTied/1': { act: '1', recordings: [tiedPart], reason: '不是这一次检查' },
    'CaseRecordingExcused/1': { act: '1', reason: '设备故障' },
    'CaseRecordingExcused/2': { act: '1', reason: '设备故障' },
    'CaseExcuseJudged/1': { act: '1', is: true, reason: '当场报告过' },
    'CaseFactSaid/1': { fact: 'major', is: true, reason: '较大数额罚款' },
    'CasePartyIdentified/1': {
      party: { kind: 'citizen', name: '钱某', idNumber: '11010519491231002X' },
      document: '居民身份证',
    },
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
    'MatterPutUp/1': {
      matter: { of: 'request', id: other, title: '查阅音像', lines: [{ zh: '十次', en: 'ten times' }] },
      about: { title: '查阅音像', unit: other, officers: [] },
      rule: 'yanzhou-2019/access-look',
      what: { zh: '查阅', en: 'look' },
      citations: cited,
      chain: [{ post: '承办机构主要负责人' }],
      signsFirst: false,
    },
    'ApprovalSigned/1': { post: '行政执法机关负责人', opinion: 'agreed' },
    'ApprovalWithdrawn/1': { reason: '补充材料' },
  },
  absence: {
    'AbsenceStated/1': { person: id, deputy: other, from: '2025-03-01', until: '2025-03-05', reason: '外出培训' },
    'AbsenceEnded/1': { reason: '提前返回' },
  },
  volume: {
    'MaterialFiled/1': {
      id,
      title: '罚没单据',
      rule: 'changsha-county-2023/paper-fine-receipt',
      author: '示范银行',
      on: '2025-03-01',
      pages: 1,
      bytes: 1,
      ...digests,
    },
    'MaterialPageSeen/1': { material: id, page: 1 },
    'MaterialConfirmed/1': { material: id, pages: 1, reason: '与纸质原件一致' },
    'MaterialWithdrawn/1': { material: id, reason: '存错' },
    'RecordingProved/1': { recording: id, proves: '现场堆放建筑材料', method: '执法记录仪原始文件' },
    'CauseNamed/1': { cause: '占道经营' },
    'VolumeBound/1': {
      case: other,
      number: '2025-0001',
      order: 'changsha-county-2023/volume-stages',
      entries: [
        {
          kind: 'material',
          id,
          title: '罚没单据',
          author: '示范银行',
          on: '2025-03-01',
          section: '送达执行',
          part: 'main',
          pages: 1,
          from: 1,
          to: 1,
          sha256,
        },
      ],
      recordings: [],
      retention: { keep: 'term', term: '30 year', until: '2055-03-01' },
      files: [{ part: 'main', pages: 4, bytes: 1, ...digests }],
    },
    'VolumeTakenIn/1': { cabinet: '甲柜', shelf: '3', files: [sha256] },
    'VolumeSentBack/1': { reason: '缺送达回证' },
    'VolumeMoved/1': { cabinet: '乙柜', shelf: '1', reason: '移库' },
    'VolumeKeptLonger/1': { retention: { keep: 'term', until: '2060-03-01' }, reason: '有参考价值' },
    'VolumeLent/1': {
      loan: id,
      borrower: { name: '王法官', organ: '示范县人民法院' },
      reason: '诉讼',
      due: '2025-04-01',
    },
    'VolumeGivenBack/1': { loan: id, condition: '完好' },
  },
  request: {
    'RequestAsked/1': {
      use: 'look',
      whom: 'work',
      recordings: [id],
      reason: '核实投诉',
      days: 3,
      times: 5,
      unit: other,
    },
    'RequestPutUp/1': { approval: other, chain: ['承办机构主要负责人'], citations: cited },
    'RequestGranted/1': { until: at, citations: cited },
    'CopiesMarked/1': { mark: '0123456789AB', recordings: [id] },
    'RequestRefused/1': { reason: '与工作无关' },
    'RequestWithdrawn/1': { reason: '不需要了' },
    'LookedInEmergency/1': { recordings: [id], reason: '现场冲突', unit: other, until: at, times: 10 },
    'EmergencyReviewed/1': { justified: true, reason: '情况属实' },
    'GrantUsed/1': { recording: id, what: 'look', reason: '核实投诉' },
    'GrantEnded/1': { reason: '已经看完' },
  },
  handout: {
    'HandOutPrepared/1': {
      request: other,
      serial: '交〔2025〕1号',
      recipient: '法院',
      manifest: sha256,
      digests: [sha256],
      offices: ['法制室'],
    },
    'HandOutConfirmed/1': { office: '法制室' },
    'HandOutReceived/1': { name: '钱法官' },
  },
  secrecy: {
    'SecretMarked/1': { mark: other, kind: 'business', reason: '涉及配方', readers: [id] },
    'SecretLifted/1': { mark: other, reason: '已经公开' },
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
    'SlipSpoiled/1': { number: 2, block: id, reason: '写错作废' },
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
    'FaultAnswered/1': { instead: 'stopped' },
    'CardHandedOver/1': { receiver: other },
    'ChargeSeen/1': { battery: 9, freeSpace: 4000, findings: ['battery-low'] },
    'FaultAcknowledged/1': { as: 'keeper' },
    'SentToRepair/1': { where: '厂家', reason: '不能开机' },
    'DeviceRepaired/1': { done: '换电池' },
    'FixedCameraNoted/1': {
      place: '人民路口',
      purpose: '维护公共安全',
      filing: { number: '公视备2026-1', on: '2026-03-05' },
    },
    'DeviceLost/1': { reason: '遗失' },
    'DeviceFound/1': { reason: '找到' },
    'DeviceRetired/1': { reason: '到期', approver: '局长' },
    'MaintenancePlanned/1': { due: '2025-04-01', what: '清洁镜头' },
    'DeviceMaintained/1': { on: '2025-03-01', done: '清洁镜头', next: '2025-04-01' },
    'RepairNoted/1': { on: '2025-03-01', where: '街边修理店', done: '换屏', unauthorised: true, reimbursable: false },
    'DeedNoted/1': { id: other, deed: 'dismantled', act: '随意拆卸执法记录仪', note: '封条破损', person: id },
    'DeedSettled/1': { deed: other, compensation: 150_000, handling: '批评教育' },
    'StationKeyIssued/1': { fingerprint: '0badcafe' },
    'StationSigningKeyVouched/1': { publicKey: `${'A'.repeat(43)}=` },
    'StationSigningKeyTold/1': { publicKey: `${'A'.repeat(43)}=` },
  },
  manual: {
    'ManualGiven/1': { model: 'DSJ-A9', text: '开机前检查电量，不得私自拆卸。' },
    'ManualRead/1': { edition: 1 },
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
    'DutyExplained/1': { as: 'duty', reason: '加班处置投诉' },
    'HandoverExplained/1': { reason: '外出执勤', returned: at },
    'RecordingDisposed/1': {
      disposal: other,
      arrival: { ...file, provenance },
      times,
      container: { readable: true, duration: 1000, problems: [], tool: 'ffprobe 7' },
      device: id,
      officer: id,
      unit: other,
    },
  },
  'keeping-fact': {
    'KeepingFactRegistered/1': {
      about: { kind: 'activity', id: other },
      trigger: 'complaint',
      of: 'party',
      reason: '来电投诉',
    },
  },
  retention: {
    'KeepingExtended/1': { class: 'patrol', until: '2025-09-01', citations: cited },
    'HoldPlaced/1': { hold: other, reason: '监察调查' },
    'HoldReleased/1': { hold: other, reason: '调查结束' },
    'CarrierRecorded/1': { kind: '光盘', number: 'D-1', madeOn: '2025-03-02', compared: true },
    'KeepingEnded/1': { disposal: other },
    'KeepingBegunAnew/1': { arrival: other },
  },
  disposal: {
    'DisposalListed/1': { items: [{ recording: id, class: 'patrol', until: '2025-02-01' }], reason: '保管期满' },
    'DisposalAppraised/1': { recording: id, opinion: 'dispose', words: '没有继续保存的价值' },
    'DisposalSigned/1': { role: 'legal-section', opinion: 'agreed' },
    'DisposalApproved/1': { undoUntil: at },
    'DisposalUndone/1': { recording: id, reason: '有人投诉' },
    'DisposalBegun/1': {
      items: [
        { recording: id, fileName: 'DSJ0217.mp4', ...digests, bytes: 1, blobs: [{ sha256, bytes: 1, of: 'original' }] },
      ],
      packages: [],
      spared: [],
      shared: [],
    },
    'DisposalCarriedOut/1': { blobs: 1, destroyed: 1, gone: at, bodies: 3, ...digests, bytes: 9 },
  },
  clock: { 'ClockJumped/1': { by: -3_600_000, before: at, after: at } },
  restore: { 'InstallationRestored/1': { backedUpAt: at, size: 12 } },
  look: {
    'RecordingLooked/1': { recording: id, what: 'page' },
    'CaseLooked/1': { case: id },
    'ScoreSheetOpened/1': { case: id },
    'InformantLooked/1': { informant: other, case: id, purpose: '回访核实' },
    'ActivityLooked/1': { activity: id },
    'PackageTaken/1': { package: id, recipient: '法院', bytes: 1 },
    'PaperTaken/1': { paper: id, case: other, copy: 'reading' },
    'VolumeTaken/1': { case: other, of: 'main' },
    'CertificateTaken/1': { disposal: id },
    'DiscTaken/1': { disc: id, bytes: 1 },
    'RedactedLooked/1': { redaction: id, recording: other },
  },
  register: { 'RegisterLooked/1': { register: 'people' }, 'RegisterExported/1': { register: 'people', rows: 3 } },
  outside: {
    'OutsiderServed/1': { role: 'supervising-authority', endpoint: 'overseenCase', of: id, asked: {} },
    'OutsiderExported/1': {
      role: 'supervising-authority',
      from: '2025-01-01',
      to: '2025-03-31',
      cases: 1,
      checks: 2,
      manifest: sha256,
    },
  },
  refusal: { 'CallDenied/1': { endpoint: 'giveRoles', of: id, times: 1 } },
  attempt: { 'AttemptRefused/1': { recording: id, attempt: 'delete', times: 1 } },
  verification: {
    'RecordingVerified/1': { recording: id, ...digests, bytes: 1, same: true },
    'OriginalMended/1': { recording: id, ...digests, bytes: 1, package: other },
    'PaperVerified/1': { paper: id, case: other, sha256, same: true },
  },
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
  disc: {
    'DiscOrdered/1': { serial: 'GP2025-0001', medium: 'dvd', recordings: [id] },
    'DiscImageMade/1': { package: other, ...digests, bytes: 1, tool: 'genisoimage 1.1.11' },
    'DiscImageFailed/1': { said: '磁盘已满' },
    'DiscBurnt/1': { burnt: { how: 'said' }, place: '案卷内', nextCheck: '2027-03-01' },
    'DiscBurnFailed/1': { said: '没有盘' },
    'DiscChecked/1': { checked: { how: 'said', whole: true, note: '核验一致' } },
    'DiscMoved/1': { place: '档案室' },
    'DiscLent/1': { loan: other, request: other, borrower: '县人民法院 钱法官', due: '2026-12-01' },
    'DiscGivenBack/1': { loan: other, condition: '完好' },
    'DiscGone/1': { how: 'lost', reason: '搬家时遗失' },
  },
  redaction: {
    'RedactionDrafted/1': {
      recording: id,
      original: sha256,
      plan: { boxes: [{ from: 0, to: 1000, x: 100, y: 100, width: 200, height: 200, reason: 'privacy' }], mutes: [] },
    },
    'RedactionChanged/1': { plan: { boxes: [], mutes: [{ from: 0, to: 1000, reason: 'privacy', note: '姓名' }] } },
    'RedactionRendered/1': {
      ...digests,
      bytes: 1,
      mediaType: 'video/mp4',
      tool: 'ffmpeg 5.1',
      recipe: 'redacted/1',
      original: sha256,
      plan: sha256,
    },
    'RedactionFailed/1': { said: '磁盘已满' },
    'RedactionReviewed/1': { fine: false, note: '左边露出人脸' },
    'RedactionApproved/1': {},
    'PlainCopyAsked/1': { ask: other, reason: '法院要求', recipient: '法院' },
    'PlainCopyDecided/1': { ask: other, granted: true, reason: '同意', until: at },
    'PlainCopyTaken/1': { ask: other },
  },
  'sealed-copy': {
    'SealedCopyKept/1': {
      paper: id,
      case: other,
      format: 'pdf',
      ...digests,
      bytes: 1,
      fixed: sha256,
      seals: [
        {
          verdict: 'signer-unknown',
          certificate: { subject: 'CN=星河县城市管理局', issuer: 'CN=某认证机构', serial: '01', from: at, to: at },
          claimed: at,
        },
        { verdict: 'not-verifiable', unknown: 'sm2' },
      ],
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
    'RecordingLost/1': { reason: '存储卡损坏', device: id },
    'FilmingOrdered/1': { reason: '可能有争议' },
  },
  post: {
    'PostFilled/1': { post: 'unit-head', unit: other, person: id, from: '2025-03-01' },
    'PostLeft/1': { to: '2025-04-01', reason: '调任' },
  },
  roster: {
    'RosterEntered/1': { unit: other, day: '2025-03-01', turns: [{ person: id, start: at, end: at }] },
    'RosterChanged/1': { turns: [], reason: '停电' },
  },
  training: {
    'TrainingPlanned/1': {
      topic: 'recording',
      title: '全过程记录',
      on: '2025-03-01',
      content: '设备使用',
      people: [id],
    },
    'TrainingHeld/1': { on: '2025-03-01', attendance: [{ person: id, result: 'passed' }] },
    'TrainingCancelled/1': { reason: '另行安排' },
  },
  check: {
    'CheckEntered/1': {
      of: ['recordings'],
      unit: other,
      firstDay: '2025-03-01',
      lastDay: '2025-03-15',
      result: '符合要求',
      recordings: [id],
      cases: [],
      devices: [],
    },
  },
  finding: {
    'FindingRaised/1': {
      check: id,
      unit: other,
      recording: other,
      position: 192_000,
      label: 'certificate',
      what: '没有亮证',
      article: 'changsha-county-2023/19',
      points: 3,
      due: '2025-03-15',
    },
    'RectificationReported/1': { measures: '已组织学习' },
    'RectificationVerified/1': { words: '属实' },
    'RectificationReturned/1': { words: '仍未改', due: '2025-03-20' },
    'FindingAppealed/1': { grounds: '画面里有亮证' },
    'AppealAnswered/1': { upheld: true, words: '属实' },
  },
  draw: {
    'PopulationFrozen/1': {
      firstDay: '2025-02-01',
      lastDay: '2025-02-28',
      by: ['unit'],
      share: 50,
      least: 1,
      count: 9,
      digest: sha256,
    },
    'SampleDrawn/1': { checkpoint: { size: 9, root: 'AAAA' }, seed: sha256, sample: [id] },
    'CaseReviewed/1': { case: other, standard: '案卷评查标准', score: 96, findings: [] },
    'ItemReviewed/1': { recording: id, scores: [{ label: 'picture', holds: 'yes' }], findings: [] },
  },
  'inspection-draw': {
    'InspectionListsFrozen/1': {
      title: '餐饮油烟抽查',
      units: [],
      objects: [{ id, name: '某餐饮店', kind: 'organisation' }],
      officers: [{ id: other, name: '周立衡', certificate: '43010001' }],
      leftOut: [{ id, name: '李协', why: 'auxiliary' }],
      take: { objects: 2, officers: 2 },
      count: 2,
      digest: sha256,
      again: { draws: [other], reason: '一户已经注销' },
    },
    'InspectionDrawn/1': { checkpoint: { size: 9, root: 'AAAA' }, seed: sha256, sample: [id, other] },
    'InspectorReplaced/1': { object: id, officer: other, instead: id, passed: [], reason: '因病住院' },
    'InspectionBegun/1': { object: id, case: other, officers: [id, other] },
  },
  informant: {
    'InformantNamed/1': { case: id, kind: 'report', way: 'phone', name: '万某', confidential: true },
    'InformantStruck/1': { reason: '登记错了' },
  },
  'score-sheet': {
    'ScoreSheetHandedIn/1': {
      case: id,
      unit: other,
      on: '2025-03-15',
      blocks: [{ block: 'national/score-filing', title: { zh: '立案', en: 'Filing' }, points: 10 }],
      items: [
        {
          item: 'national/score-filing/source',
          block: 'national/score-filing',
          say: { zh: '没有写明案件来源', en: 'source not told' },
          articles: ['national/penalty-law/54'],
          most: 10,
          computed: { stands: 'kept', found: [] },
          verdict: { fails: true, points: 1, reason: '来源写得不清楚' },
        },
      ],
      outOf: 10,
      own: { score: 10, band: 'excellent' },
      score: 9,
      band: 'excellent',
      findings: [],
    },
  },
  circular: {
    'CircularIssued/1': {
      title: '二月通报',
      words: '总体较好',
      firstDay: '2025-02-01',
      lastDay: '2025-02-28',
      findings: [id],
      devices: [{ device: other, number: 'DSJ-1', recordings: 9, openGaps: 1 }],
    },
  },
  'index-goal': {
    'IndexGoalSet/1': { index: 'late', goal: 20, graceDays: 7, from: '2025-03-01', source: '局考评办法第三条' },
  },
  'outside-paper': {
    'OutsidePaperEntered/1': {
      kind: 'urging-letter',
      from: '县司法局',
      title: '督办函',
      receivedOn: '2025-03-01',
      due: '2025-03-20',
      owner: id,
    },
    'OutsidePaperAnswered/1': { how: 'report', on: '2025-03-10', words: '已办结' },
  },
  liability: {
    'LiabilityOpened/1': {
      rule: 'yongqing-2022/prohibition-altering',
      outcome: 'altered',
      about: { recording: other },
      people: [id],
      leaders: [],
      byItself: true,
    },
    'LiabilityExplained/1': { words: '不知情' },
    'LiabilityDescribed/1': { description: '删去一段' },
    'DutySuspended/1': { person: id, reason: '情节严重' },
    'DutyRestored/1': { person: id, reason: '查明不实' },
    'LiabilityDecided/1': { severity: 'minor', consequences: ['批评教育'], reason: '初次' },
    'LiabilityDropped/1': { reason: '查无此事' },
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
