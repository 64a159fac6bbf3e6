import { text } from '../../words/index.ts'

export const words = {
  title: text('登录', 'Sign in'),
  lead: text('行政执法全过程记录', 'Whole-process record of administrative enforcement'),
  sample: text('示范数据：名称均为虚构', 'Sample data: every name is invented'),
  userName: text('用户名', 'User name'),
  password: text('密码', 'Password'),
  code: text('动态口令', 'One-time code'),
  codeHint: text('打开手机上的验证器，输入现在显示的 6 位数字', 'The 6 digits your authenticator shows now'),
  enrolment: text('开通码', 'Enrolment code'),
  enrolmentHint: text(
    '首次登录（或更换手机后）使用，由复核您账号的管理员当面给您，形如 K7QM-3XPD-9RTW-HJ2C',
    'For a first sign-in, or after a change of phone: given to you in person by the administrator who confirmed your account, like K7QM-3XPD-9RTW-HJ2C',
  ),
  signIn: text('登录', 'Sign in'),
  elsewhere: text('用{provider}登录', 'Sign in with {provider}'),
  elsewhereBack: text('正在核对{provider}的结果…', 'Reading what {provider} said…'),
  elsewhereCode: text(
    '{provider}已确认您的身份，还须验证本系统的动态口令或开通码。',
    '{provider} has confirmed who you are; the code of this system is asked for besides.',
  ),
  again: text('重新登录', 'Begin again'),
  confirmCode: text('验证并登录', 'Check and sign in'),
  lockHint: text(
    '连续输错会暂时锁定账户，到时自动解锁。忘记密码请找系统管理员。',
    'Repeated wrong entries lock the account for a while; it unlocks by itself. A forgotten password: ask the system administrator.',
  ),
  changeTitle: text('先修改密码', 'Change your password first'),
  changeLead: text(
    '{name}，现在的密码是临时的或已到期。改好后即可进入。',
    '{name}, your password is temporary or has expired. Change it to go on.',
  ),
  factorTitle: text('绑定动态口令', 'Set up the one-time code'),
  factorLead: text(
    '{name}，登录除密码外还须验证动态口令（GB/T 22239-2019 8.1.4.1）。绑定之后开通码即失效。',
    '{name}, one signs in with a one-time code besides the password (GB/T 22239-2019 8.1.4.1). Once it is set up the enrolment code is spent.',
  ),
}
