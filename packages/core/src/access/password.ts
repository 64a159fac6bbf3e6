import { type Obstacle, text } from '../kernel/index.ts'

/**
 * GB/T 22239-2019 8.1.4.1 a asks for passwords of a certain complexity and leaves the numbers to the operator; these
 * are the customary ones.
 */
export const passwordRules = { length: 10, classes: 3 } as const

const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/]

/**
 * What is wrong with a new password, empty when nothing is. The screen says it while it is typed and the server refuses
 * with the same list. `field` is where the obstacles are to be shown.
 */
export function passwordObstacles(password: string, userName: string, field = 'password'): Obstacle[] {
  const obstacles: Obstacle[] = []
  const need = (met: boolean, code: string, zh: string, en: string) => {
    if (!met) obstacles.push({ code, message: text(zh, en), field })
  }
  const { length, classes: least } = passwordRules
  need(
    Array.from(password).length >= length,
    'password-short',
    `密码至少 ${length} 个字符`,
    `At least ${length} characters`,
  )
  need(
    classes.filter((one) => one.test(password)).length >= least,
    'password-simple',
    `小写字母、大写字母、数字、符号中至少有 ${least} 类`,
    `At least ${least} of: lower case, upper case, digits, symbols`,
  )
  need(
    userName.trim() === '' || !password.toLowerCase().includes(userName.trim().toLowerCase()),
    'password-has-name',
    '密码里不能有用户名',
    'The password must not contain the user name',
  )
  return obstacles
}
