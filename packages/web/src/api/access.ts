import { type EndpointName, permits as may, table } from '@liuhen/contract'
import type { Me } from '@liuhen/contract/people'
import { type Role, roles } from '@liuhen/core/access'
import { type Text, text } from '@liuhen/core/kernel'
import { useReply } from './queries.ts'

/** Who is signed in; undefined while that is being asked or when nobody is. */
export const useMe = (): Me | undefined => useReply('whoAmI').data

export { permits as may } from '@liuhen/contract'

/** `may` for the person signed in. */
export function useMay(): (name: EndpointName) => boolean {
  const held = useMe()?.roles ?? []
  return (name) => may(held, name)
}

/** Why an act is closed to somebody: whose it is. */
export function whose(name: EndpointName): Text {
  const { allow } = table[name]
  if (typeof allow === 'string') return text('请先登录', 'Sign in first')
  const names = (allow as readonly string[]).filter((role): role is Role => role in roles).map((role) => roles[role])
  return text(
    `这一步由${names.map((one) => one.zh).join('、')}办理`,
    `Reserved for: ${names.map((one) => one.en.toLowerCase()).join(', ')}`,
  )
}
