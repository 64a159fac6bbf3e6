import type { DeviceState } from '../devices/index.ts'
import { type Citation, dayOf, type Instant, type Obstacle, text } from '../kernel/index.ts'
import { inForce, type PersonState } from '../people/index.ts'

/** What the rules of a day want of those who act and record, and what the register says of those who took part. */
export interface Recorders {
  /** In the words of the instruments; empty where they print no condition. */
  readonly needs: readonly string[]
  /** Whoever registers first. */
  readonly people: readonly { readonly name: string; readonly state: PersonState }[]
  readonly citation?: Citation | undefined
  /** On those who only assist. */
  readonly assists?: Citation | undefined
  /** That only those assist whom the county government recruited. */
  readonly countyRecruited?: boolean | undefined
}

/**
 * Who may not be named as those who act and record: an officer whom the register has without a certificate in force, or not
 * on the regular staff; an auxiliary without a qualified officer beside them.
 */
export function qualificationObstacles(recorders: Recorders, at: Instant): Obstacle[] {
  return [...dutyObstacles(recorders, at), ...unqualified(recorders, at)]
}

/** Who was taken off duty by an item of accountability and is not back: no work is given them, whatever else they hold. */
const dutyObstacles = ({ people }: Recorders, at: Instant): Obstacle[] =>
  people.flatMap(({ name, state }): Obstacle[] => {
    const off = state.offDuty?.find((one) => one.at <= at)
    if (!off) return []
    const message = text(
      `${name}已被停止执行职务，解除以前不能参加执法活动`,
      `${name} is suspended from duty and takes no part until that is lifted`,
    )
    return [{ code: 'off-duty', message, field: 'colleagues', citation: { article: off.article } }]
  })

function unqualified(recorders: Recorders, at: Instant): Obstacle[] {
  const { needs, people, citation, assists } = recorders
  if (needs.length === 0) return []
  type There = Recorders['people'][number]
  const isAuxiliary = ({ state }: There) => state.roles.includes('auxiliary')
  const lacks = ({ state }: There) =>
    state.regular === false
      ? text('不是正式在编人员', 'not on the regular staff')
      : inForce(state.certificate, dayOf(at))
        ? undefined
        : text('当日没有有效的执法证', 'without a certificate in force on that day')
  const obstacles = people
    .filter((one) => !isAuxiliary(one))
    .flatMap((one): Obstacle[] => {
      const lack = lacks(one)
      if (!lack) return []
      const message = text(
        `${one.name}${lack.zh}，不能作为执法和记录人员（要求：${needs.join('、')}）；证件和编制由系统管理员在“人员”页登记`,
        `${one.name} is ${lack.en} and cannot act and record (wanted: ${needs.join(', ')}); the system administrator enters certificates under People`,
      )
      return [{ code: 'recorder-unqualified', message, field: 'colleagues', ...(citation && { citation }) }]
    })
  obstacles.push(...recruitmentObstacles(recorders))
  const isAccompanied = people.some((one) => !isAuxiliary(one) && !lacks(one))
  if (obstacles.length > 0 || isAccompanied) return obstacles
  const message = text(
    '协管人员只能协助记录：请先写明在场的执法人员（补充同行人员）',
    'An auxiliary only assists: name the officer who is there first',
  )
  return [{ code: 'auxiliary-alone', message, field: 'colleagues', ...(assists && { citation: assists }) }]
}

/** Auxiliaries whom the register has as recruited otherwise than the rules of that day want. */
const recruitmentObstacles = ({ people, assists, countyRecruited }: Recorders): Obstacle[] =>
  people
    .filter(({ state }) => countyRecruited && state.roles.includes('auxiliary') && state.recruited === 'other')
    .map(({ name }) => ({
      code: 'auxiliary-source',
      message: text(
        `${name}不是县政府统一招聘的协勤人员，不能协助执法记录`,
        `${name} was not recruited by the county government and may not assist`,
      ),
      field: 'colleagues',
      ...(assists && { citation: assists }),
    }))

/** Devices in the officer's hands, by their numbers, that have not passed the check the rules want before going out. */
export interface Unchecked {
  readonly numbers: readonly string[]
  readonly citation?: Citation | undefined
}

export const checkObstacles = ({ numbers, citation }: Unchecked): Obstacle[] =>
  numbers.map((number) => ({
    code: 'check-first',
    message: text(
      `设备 ${number} 今天还没有检查通过：先在“设备”页检查，再开始`,
      `Device ${number} has not passed its check today: check it under Devices first`,
    ),
    ...(citation && { citation }),
  }))

/** The devices of the register among those named, and the article on one that fails. */
export interface NamedDevices {
  readonly known: readonly { readonly id: string; readonly number: string; readonly state: DeviceState }[]
  readonly citation?: Citation | undefined
  /** On the check before it is used, where the instruments of the day want one. */
  readonly checking?: Citation | undefined
}

/**
 * What an activity cannot be recorded with: a device that is none of the unit's, is no longer there, or was reported
 * faulty before it began and has not been put right since, or failed its last check before it began.
 */
export function deviceObstacles(
  { known, citation, checking }: NamedDevices,
  { devices = [], unit, start }: { devices?: readonly string[] | undefined; unit: string; start: Instant },
): Obstacle[] {
  const field = 'devices'
  return devices.flatMap((id): Obstacle[] => {
    const found = known.find((one) => one.id === id)
    if (!found || found.state.unit !== unit)
      return [
        {
          code: 'device-other-unit',
          message: text('只能选本单位登记的设备', 'Only devices of the unit can be named'),
          field,
        },
      ]
    const { condition, openFault, lastCheck } = found.state
    if (condition === 'in-use' || condition === 'on-loan') {
      const isFailed = checking && lastCheck && !lastCheck.passed && lastCheck.at <= start
      return isFailed ? [failedCheck(found.number, checking)] : []
    }
    // It worked until it failed: what was recorded before is recorded with it.
    if (openFault && (openFault.since ?? openFault.at) > start) return []
    if (condition !== 'faulty' && condition !== 'at-repair') {
      const gone = text(
        `设备 ${found.number} 已登记为丢失或报废`,
        `Device ${found.number} is on record as lost or retired`,
      )
      return [{ code: 'device-gone', message: gone, field }]
    }
    const message = text(
      `设备 ${found.number} 已报故障，排除以前不能使用：请换一台`,
      `Device ${found.number} was reported faulty and is not used until it is put right: take another`,
    )
    return [{ code: 'device-faulty', message, field, ...(citation && { citation }) }]
  })
}

const failedCheck = (number: string, citation: Citation): Obstacle => ({
  code: 'device-check-failed',
  message: text(
    `设备 ${number} 最近一次检查不合格：重新检查合格，或者换一台`,
    `Device ${number} failed its last check: check it again or take another`,
  ),
  field: 'devices',
  citation,
})
