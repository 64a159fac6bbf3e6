import { roles } from '@liuhen/core/access'
import { text } from '@liuhen/core/kernel'
import { PersonFacts } from '@liuhen/core/people'
import { addPersonWithin } from '../commands.ts'
import { temporaryPassword } from '../passwords.ts'
import type { People } from '../people.ts'
import { alone, unitByCode } from '../store.ts'
import { listPeople, listUnits } from '../views.ts'
import { cell, dateOf, factsFrom, keyOf } from './facts.ts'
import type { CsvCells, CsvTable } from './table.ts'
import { noUnit } from './units.ts'

/** People as CSV. Each person added gets a temporary password, told once in the report. */
export const peopleCsv = (here: People): CsvTable => ({
  allow: ['system-administrator'],
  columns: [
    { field: 'name', zh: '姓名', en: 'name', required: true },
    { field: 'userName', zh: '用户名', en: 'user name', required: true },
    { field: 'unit', zh: '单位编码', en: 'unit code', required: true },
    { field: 'roles', zh: '角色', en: 'roles', required: true },
    { field: 'certificate.number', zh: '执法证号', en: 'certificate', required: false },
    { field: 'certificate.validFrom', zh: '执法证有效期起', en: 'certificate from', required: false },
    { field: 'certificate.validTo', zh: '执法证有效期止', en: 'certificate to', required: false },
    { field: 'reviewerSince', zh: '法制审核资格起', en: 'reviewer since', required: false },
    { field: 'regular', zh: '在编', en: 'regular staff', required: false },
    { field: 'cameraUserNumber', zh: '记录仪用户编号', en: 'camera user number', required: false },
  ],
  async rows(db) {
    const open = await db.selectFrom('people').select(['id', 'state']).where('proposed', '=', true).execute()
    const asked = new Map(open.map(({ id, state }) => [id, state.proposals?.roles?.roles ?? []]))
    const codes = new Map((await listUnits(db)).map((unit) => [unit.id, unit.code]))
    return (await listPeople(db, here.clock)).map((person) => ({
      name: person.name,
      userName: person.userName,
      unit: codes.get(person.unit) ?? '',
      roles: (person.roles.length > 0 ? person.roles : (asked.get(person.id) ?? []))
        .map((role) => roles[role].zh)
        .join('；'),
      'certificate.number': person.certificate?.number ?? '',
      'certificate.validFrom': person.certificate?.validFrom ?? '',
      'certificate.validTo': person.certificate?.validTo ?? '',
      reviewerSince: person.reviewerSince ?? '',
      regular: person.regular === undefined ? '' : person.regular ? '是' : '否',
      cameraUserNumber: person.cameraUserNumber ?? '',
    }))
  },
  async begin(trx, actor) {
    await alone(trx)
    const added: { readonly id: string; readonly name: string; readonly userName: string }[] = []
    return {
      async add(cells) {
        const code = cell(cells, 'unit')
        const unit = code === undefined ? undefined : await unitByCode(trx, code)
        if (code !== undefined && !unit) throw noUnit(code, 'unit')
        const facts = factsFrom(PersonFacts, personFrom(cells, unit?.id))
        // No hash is made for a row that may yet be undone; an empty one opens nothing.
        const id = await addPersonWithin(here, trx, actor, facts, '')
        added.push({ id, name: facts.name, userName: facts.userName })
      },
      async finish() {
        const passwords = added.map((one) => ({ ...one, password: temporaryPassword() }))
        const give = async ({ id, password }: { id: string; password: string }): Promise<void> => {
          const hash = await here.passwords.hash(password)
          await trx.updateTable('credential').set({ hash }).where('person', '=', id).execute()
        }
        for (const one of passwords) await give(one)
        return { passwords: passwords.map(({ name, userName, password }) => ({ name, userName, password })) }
      },
    }
  },
})

const yesOrNo = { yes: text('是', 'yes'), no: text('否', 'no') }

function personFrom(cells: CsvCells, unit: string | undefined): unknown {
  const number = cell(cells, 'certificate.number')
  const certificate = {
    number,
    validFrom: dateOf(cell(cells, 'certificate.validFrom')),
    validTo: dateOf(cell(cells, 'certificate.validTo')),
  }
  const cameraUserNumber = cell(cells, 'cameraUserNumber')
  const regular = cell(cells, 'regular')
  const reviewerSince = dateOf(cell(cells, 'reviewerSince'))
  return {
    name: cell(cells, 'name'),
    userName: cell(cells, 'userName'),
    unit,
    roles: (cell(cells, 'roles') ?? '').split(/[;；、,，]/).map((word) => keyOf(roles, word.trim(), 'roles')),
    ...(Object.values(certificate).some((one) => one !== undefined) && { certificate }),
    ...(reviewerSince !== undefined && { reviewerSince }),
    ...(regular !== undefined && { regular: keyOf(yesOrNo, regular, 'regular') === 'yes' }),
    ...(cameraUserNumber !== undefined && { cameraUserNumber }),
  }
}
