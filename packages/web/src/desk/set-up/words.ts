import { text } from '../../words/index.ts'

export const words = {
  title: text('首次设置', 'First-run set-up'),
  lead: text(
    '只做一次：登记本局，设立三名相互分开的管理员。其他人员和设备以后由他们添加。',
    'Done once: name the bureau and appoint three separate administrators, who add everybody and everything else.',
  ),
  setUpPassword: text('安装口令', 'Set-up password'),
  setUpPasswordHint: text(
    '安装服务器的人才看得到：在服务器数据目录的 {file} 文件里，首次启动时也在服务器终端上显示过一次。设置完成后作废。',
    'Only whoever installed the server sees it: in the file {file} of its data folder, and once in its terminal at the first start. It is void when the set-up is done.',
  ),
  bureau: text('本局', 'The bureau'),
  bureauName: text('单位全称', 'Full name'),
  bureauNameHint: text('与公章一致，会印在证据说明上', 'As on its seal; printed on the statement of evidence'),
  slug: text('日志名称', 'Name of the log'),
  slugHint: text(
    '小写字母、数字和短横线，例如 changsha-chengguan。写进存证日志的名字里，以后不能改。',
    'Lower-case letters, digits and hyphens, such as changsha-chengguan. It names the proof log and cannot be changed later.',
  ),
  slugWrong: text(
    '2 至 41 个小写字母、数字或短横线，以字母或数字开头',
    '2 to 41 lower-case letters, digits or hyphens, beginning with a letter or digit',
  ),
  rules: text('本局的制度', 'The regulation'),
  rulesLead: text(
    '选定本局适用的制度：移交期限、保存期限、分类、必录活动和审批人都从它来。国家法律总是适用。',
    'Hand-over, retention, filing, what must be filmed and who approves all come from it. National law always applies.',
  ),
  noRules: text('以后再选', 'Not yet'),
  noRulesHint: text(
    '由法制科或主要负责人在“制度”里选；选定之前有关判断一律标为待定。',
    'The legal section or the head chooses later; until then what depends on it is shown as open.',
  ),
  rulesFrom: text('自哪天起按它判断', 'Judged by it from'),
  rulesFromHint: text('这天以前的记录不作判断', 'What was recorded earlier is not judged'),
  effective: text('《{title}》自哪天施行', 'First day of “{title}”'),
  effectiveHint: text('文中没有写明，由本局填写', 'The text does not say; the bureau does'),
  settings: text('制度留给本局定的 {n} 项，可以现在填', '{n} matters left to the bureau; they may be filled in now'),
  settingsLead: text(
    '不填的就是待定，系统不猜，以后在“制度 · 本局规则”里定。',
    'What is left blank stays open; nothing is guessed. It is decided later under “Regulations · Our rule set”.',
  ),
  why: text(
    '为什么要三个人？系统、安全、审计三项权力必须由不同的人掌握，谁也不能一个人既设账号、又给权限、又看审计。三人都看不到音像内容。',
    'Why three people? Accounts, permissions and the audit trail are held by different people, so that nobody alone can open an account, empower it and judge its traces. None of the three sees recordings.',
  ),
  whySource: text('GB/T 22239-2019 8.1.5', 'GB/T 22239-2019 8.1.5'),
  system: text(
    '管单位、人员和账号；给临时密码。角色和重置须另一名管理员复核。',
    'Units, people and accounts; temporary passwords. Another administrator confirms roles and resets.',
  ),
  security: text(
    '复核账号、给角色、发开通码，停用和恢复。不能开账号，不知道密码。',
    'Confirms accounts, gives roles and enrolment codes, suspends and reinstates. Opens no accounts and knows no passwords.',
  ),
  audit: text(
    '只看流水和核查结果；另两名管理员之一提出的重置，可由其复核。',
    'Reads the journal and the audits; may confirm a reset that one of the other two asked for.',
  ),
  name: text('姓名', 'Name'),
  userName: text('用户名', 'User name'),
  userNameWrong: text(
    '2 至 32 个小写字母、数字、点、下划线或短横线',
    '2 to 32 lower-case letters, digits, dots, underscores or hyphens',
  ),
  userNameTwice: text('三人的用户名不能相同', 'The three user names must differ'),
  nameTwice: text('三名管理员必须是不同的人', 'The three administrators must be different people'),
  password: text('密码', 'Password'),
  show: text('显示密码', 'Show passwords'),
  act: text('完成设置', 'Finish set-up'),
  unfinished: text('还有未填好的内容，已在各项下标出', 'Some entries are not right yet; each is marked below'),
  doneTitle: text('设置完成', 'Set-up is done'),
  doneLead: text('{name}已建立，存证日志的密钥已生成。', '{name} exists, and the key of its proof log has been made.'),
  doneSteps: text(
    '三名管理员各自登录一次，用手机验证器绑定动态口令；然后由系统管理员添加单位和人员，安全管理员复核角色、发开通码。',
    'Each administrator signs in once and sets up the one-time code; then the system administrator adds units and people, and the security administrator confirms their roles and hands out enrolment codes.',
  ),
  signIn: text('去登录', 'Sign in'),
}
