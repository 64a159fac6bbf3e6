import type { Notice } from '@liuhen/contract/people'
import { type Text, text } from '../../words/index.ts'

export const ownWords = {
  notices: text('您的账号', 'Your account'),
  noticesLead: text(
    '上次确认以来，您的账号有这些动静。不是您本人的，请立即告诉安全管理员。',
    'What happened to your account since you last looked. If it was not you, tell the security administrator at once.',
  ),
  noticesRead: text('知道了', 'I have read this'),
  sessions: text('登录在哪些地方', 'Where you are signed in'),
  sessionsHint: text('不认识的，请结束它并修改密码。', 'End one you do not know, and change your password.'),
  current: text('这里', 'here'),
  since: text('{at} 登录，最近使用 {seen}', 'since {at}, last used {seen}'),
  end: text('结束', 'End'),
  unknownBrowser: text('未说明的程序', 'a program that does not say'),
  isNew: text('新的浏览器', 'a new browser'),
  byWhom: text('办理人：{by}', 'by {by}'),
  times: text('{n} 次', '{n} times'),
}

export const noticeWords: Readonly<Record<Notice['kind'], Text>> = {
  'signed-in': text('登录', 'Signed in'),
  'sign-in-failed': text('登录失败', 'Failed sign-ins'),
  held: text('一处连续失败，暂不能从该处登录', 'Held for one place after failures'),
  'password-reset-proposed': text('有人提出重置您的密码', 'A reset of your password was asked for'),
  'password-set': text('密码被重置', 'Your password was reset'),
  'identity-linked': text('您的账号已关联统一身份认证', 'Your account was linked to the identity provider'),
  'identity-unlinked': text(
    '您的账号与统一身份认证的关联已解除',
    'Your account was unlinked from the identity provider',
  ),
  'second-factor-reset-proposed': text('有人提出解除您的动态口令', 'Forgetting your second factor was asked for'),
  'second-factor-forgotten': text('动态口令被解除', 'Your second factor was forgotten'),
  'second-factor-set': text('绑定了动态口令', 'A second factor was set up'),
  'code-issued': text('发放了开通码', 'An enrolment code was issued'),
  'roles-given': text('角色变更', 'Your roles were changed'),
  suspended: text('账号停用', 'Suspended'),
  reinstated: text('账号恢复', 'Reinstated'),
}
