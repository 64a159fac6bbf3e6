import { DeviceFacts, deviceKinds } from '@liuhen/core/devices'
import { because, Refused } from '@liuhen/core/kernel'
import { cell, type CsvTable, factsFrom, keyOf, listUnits, personByUserName, unitByCode } from '../people/index.ts'
import { type Devices, issue, register } from './commands.ts'

/** Devices as CSV. A holder is named by user name and must be of the device's unit. */
export const devicesCsv = (here: Devices): CsvTable => ({
  allow: ['information-centre'],
  columns: [
    { field: 'number', zh: '设备编号', en: 'number', required: true },
    { field: 'kind', zh: '类别', en: 'kind', required: true },
    { field: 'unit', zh: '单位编码', en: 'unit code', required: true },
    { field: 'model', zh: '型号', en: 'model', required: false },
    { field: 'identity.idCode', zh: '产品识别码', en: 'id code', required: false },
    { field: 'identity.serial', zh: '产品序号', en: 'serial', required: false },
    { field: 'identity.userNumber', zh: '使用者编号', en: 'user number', required: false },
    { field: 'identity.unitNumber', zh: '单位编号', en: 'unit number', required: false },
    { field: 'inServiceSince', zh: '启用日期', en: 'in service since', required: false },
    { field: 'holder', zh: '使用人用户名', en: 'holder', required: false },
  ],
  async rows(db) {
    const [units, rows] = await Promise.all([
      listUnits(db),
      db
        .selectFrom('devices')
        .leftJoin('people', 'people.id', 'devices.holder')
        .select(['devices.state', 'people.user_name'])
        .orderBy('devices.number')
        .execute(),
    ])
    const codes = new Map(units.map((unit) => [unit.id, unit.code]))
    return rows.map(({ state, user_name }) => ({
      number: state.number,
      kind: deviceKinds[state.kind].zh,
      unit: codes.get(state.unit) ?? '',
      model: state.model ?? '',
      'identity.idCode': state.identity?.idCode ?? '',
      'identity.serial': state.identity?.serial ?? '',
      'identity.userNumber': state.identity?.userNumber ?? '',
      'identity.unitNumber': state.identity?.unitNumber ?? '',
      inServiceSince: state.inServiceSince ?? '',
      holder: user_name ?? '',
    }))
  },
  async begin(trx, actor) {
    const within = { ...here, db: trx }
    return {
      async add(cells) {
        const code = cell(cells, 'unit')
        const unit = code === undefined ? undefined : await unitByCode(trx, code)
        if (code !== undefined && !unit)
          throw because(Refused, 'unit-unknown', `没有编码为“${code}”的单位`, `There is no unit of code "${code}"`, {
            field: 'unit',
          })
        const identity = Object.fromEntries(
          ['idCode', 'serial', 'userNumber', 'unitNumber']
            .map((field) => [field, cell(cells, `identity.${field}`)])
            .filter(([, value]) => value !== undefined),
        )
        const facts = factsFrom(DeviceFacts, {
          number: cell(cells, 'number'),
          kind: keyOf(deviceKinds, cell(cells, 'kind'), 'kind'),
          unit: unit?.id,
          ...(cell(cells, 'model') !== undefined && { model: cell(cells, 'model') }),
          ...(Object.keys(identity).length > 0 && { identity }),
          ...(cell(cells, 'inServiceSince') !== undefined && { inServiceSince: cell(cells, 'inServiceSince') }),
        })
        const { id } = await register(within, actor, facts)
        const holder = cell(cells, 'holder')
        if (holder === undefined) return
        const person = await personByUserName(trx, holder)
        if (!person)
          throw because(
            Refused,
            'person-unknown',
            `没有用户名为“${holder}”的人员`,
            `There is no person of user name "${holder}"`,
            { field: 'holder' },
          )
        await issue(within, actor, id, { holder: person.id })
      },
      finish: () => Promise.resolve({ passwords: [] }),
    }
  },
})
