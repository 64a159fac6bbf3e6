import { Refused, text } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import { UnitFacts } from '@liuhen/core/people'
import type { UnitKind } from '@liuhen/core/people'
import { addUnitWithin } from '../commands.ts'
import type { People } from '../people.ts'
import { alone, unitByCode } from '../store.ts'
import { listUnits } from '../views.ts'
import { cell, factsFrom, keyOf } from './facts.ts'
import type { CsvTable } from './table.ts'

export const unitKinds: Readonly<Record<UnitKind, Text>> = {
  brigade: text('大队', 'Brigade'),
  squadron: text('中队', 'Squadron'),
  section: text('科室', 'Section'),
  station: text('所站', 'Station'),
}

/** Units as CSV. The unit above is named by its code, and is there already or on an earlier row. */
export const unitsCsv = (here: People): CsvTable => ({
  allow: ['system-administrator'],
  columns: [
    { field: 'code', zh: '单位编码', en: 'code', required: true },
    { field: 'name', zh: '单位名称', en: 'name', required: true },
    { field: 'kind', zh: '类别', en: 'kind', required: true },
    { field: 'parent', zh: '上级单位编码', en: 'parent code', required: false },
  ],
  async rows(db) {
    const units = await listUnits(db)
    const codes = new Map(units.map((unit) => [unit.id, unit.code]))
    return units.map(({ code, name, kind, parent }) => ({
      code,
      name,
      kind: unitKinds[kind].zh,
      parent: (parent && codes.get(parent)) ?? '',
    }))
  },
  async begin(trx, actor) {
    await alone(trx)
    return {
      async add(cells) {
        const code = cell(cells, 'parent')
        const parent = code === undefined ? undefined : await unitByCode(trx, code)
        if (code !== undefined && !parent) throw noUnit(code, 'parent')
        const kind = keyOf(unitKinds, cell(cells, 'kind'), 'kind')
        const facts = {
          code: cell(cells, 'code'),
          name: cell(cells, 'name'),
          kind,
          ...(parent && { parent: parent.id }),
        }
        await addUnitWithin(here, trx, actor, factsFrom(UnitFacts, facts))
      },
      finish: () => Promise.resolve({ passwords: [] }),
    }
  },
})

/** No unit of that code, here or on the rows before. */
export const noUnit = (code: string, field: string): Refused =>
  new Refused([
    {
      code: 'unit-unknown',
      message: text(
        `没有编码为“${code}”的单位；若在本文件中，须排在前面的行`,
        `There is no unit with the code "${code}"; if it is in this file, it comes on an earlier row`,
      ),
      field,
    },
  ])
