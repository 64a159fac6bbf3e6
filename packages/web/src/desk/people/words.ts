import type { UnitKind } from '@liuhen/core/people'
import { terms } from '@liuhen/core/vocabulary'
import { type Text, text } from '../../words/index.ts'

export const unitKindWords: Readonly<Record<UnitKind, Text>> = {
  brigade: terms.brigade,
  squadron: terms.squadron,
  section: terms.section,
  station: text('站所', 'Station'),
}

export const words = {
  lead: text('{n} 人，{units} 个单位', '{n} people, {units} units'),
  addPerson: text('新增人员', 'Add a person'),
  addUnit: text('新增单位', 'Add a unit'),
  changeUnit: text('修改单位', 'Change the unit'),
  units: text('单位', 'Units'),
  everybody: text('全部人员', 'Everybody'),
  find: text('姓名、用户名或执法证号', 'Name, user name or certificate number'),
  noneYet: text('还没有人员', 'No people yet'),
  noneYetHint: text(
    '先新增单位，再新增人员，或从 CSV 一次导入。角色由安全管理员给。',
    'Add units first, then people, or import them from CSV. Roles are given by the security administrator.',
  ),
  noneHere: text('这里没有人员', 'Nobody here'),
  userName: text('用户名', 'User name'),
  userNameHint: text(
    '2 至 32 个小写字母、数字、点、下划线或短横线；以后不能改',
    '2 to 32 of a–z, 0–9, dot, underscore, hyphen; cannot be changed later',
  ),
  roles: text('角色', 'Roles'),
  certificate: text('执法证', 'Certificate'),
  certificateNumber: text('执法证号', 'Certificate number'),
  validFrom: text('有效期自', 'Valid from'),
  validTo: text('有效期至', 'Valid to'),
  certificateHint: text(
    '执法人员须有有效的执法证，才能计入两名执法人员（行政处罚法第四十二条）',
    'An officer is counted as one of the two only with a certificate in force (Administrative Penalty Law, art. 42)',
  ),
  certificateHalf: text('编号、起、止三项要填全', 'Number, beginning and end are all needed'),
  inForce: text('有效至 {day}', 'valid to {day}'),
  expired: text('{day} 已过期', 'expired {day}'),
  notYet: text('{day} 起有效', 'valid from {day}'),
  noCertificate: text('无', 'none'),
  needsCertificate: text('执法人员未登记执法证', 'Officer without certificate'),
  cameraUser: text('记录仪内人员编号', 'User number in the camera'),
  cameraUserHint: text(
    'GA/T 947 记录仪里的六位编号，不是执法证号',
    'The six characters of a GA/T 947 camera, not the certificate number',
  ),
  suspended: text('已停用', 'Suspended'),
  locked: text('已锁定', 'Locked'),
  factor: text('动态口令', 'One-time code'),
  factorSet: text('已绑定', 'Set up'),
  factorNone: text('未绑定', 'Not set up'),
  active: text('正常', 'Active'),
  account: text('账户', 'Account'),
  changePerson: text('修改资料', 'Change details'),
  giveRoles: text('给角色', 'Give roles'),
  suspend: text('停用', 'Suspend'),
  suspendHint: text(
    '停用后立即不能登录，名下记录和流水都保留。',
    'Cannot sign in from now on; everything recorded under the name stays.',
  ),
  reinstate: text('恢复', 'Reinstate'),
  resetPassword: text('给临时密码', 'Give a temporary password'),
  resetHint: text(
    '原密码立即失效。临时密码只显示一次，本人首次登录须修改。',
    'The old password ends at once. The temporary one is shown once and must be changed at the next sign-in.',
  ),
  forgetSecondFactor: text('清除动态口令', 'Forget the second factor'),
  forgetHint: text(
    '用于手机遗失或更换。此人立即退出登录，下次登录时重新设置动态口令。密码由系统管理员另行重置，一人不能办两件事。',
    'For a phone that is lost or replaced. This person is signed out now and sets a new second factor at the next sign-in. Passwords are given by the system administrator: nobody does both.',
  ),
  password: text('临时密码，只显示这一次：', 'Temporary password, shown this once:'),
  passwordHint: text(
    '请当面或电话告知本人，首次登录须修改。',
    'Hand it over in person or by telephone; it must be changed at the first sign-in.',
  ),
  added: text('已新增 {name}', '{name} was added'),
  separation: text(
    '系统、安全、审计三项由不同的人担任，且不再有其他角色；管理员都看不到音像。协管人员只能协助，不能同时是执法人员。',
    'The three administrators are different people and hold nothing else; none of them sees recordings. An auxiliary assists and is not an officer too.',
  ),
  firstRoles: text(
    '管理员角色不能在新增时直接给：先按普通角色新增，再由安全管理员授予。',
    'Nobody is added as an administrator: the security administrator gives that role afterwards.',
  ),
  code: text('单位编码', 'Unit code'),
  unitName: text('单位名称', 'Name of the unit'),
  unitKind: text('类别', 'Kind'),
  parent: text('上级单位', 'Unit above'),
  bureauItself: text('直属本局', 'Directly under the bureau'),
}
