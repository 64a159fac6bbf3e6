import { randomUUID } from 'node:crypto'
import type { BodyOf, Table } from '@liuhen/contract'
import type { FactKey, FactValue } from '@liuhen/core/papers'
import { CHANGSHA, type TrialTeam, trialTeam } from '../cases/trial.ts'
import type { SignedIn } from '../http/trial.ts'

export const PACK = 'changsha-county-2023'
type Strokes = Extract<BodyOf<Table['signPaper']>, { how: 'strokes' }>['strokes']
/** A stroke as a finger draws it. */
export const STROKES: Strokes = {
  format: 'liuhen-strokes/1',
  strokes: [
    [
      [100, 100, 0, 0.5],
      [300, 200, 120, 0.6],
      [500, 120, 260, 0.5],
    ],
  ],
}

/** What papers print of the bureau, decided as a bureau would; the names are invented. */
export const PRINTED = [
  { key: 'remedies.government', value: '示范县人民政府' as never },
  { key: 'remedies.court', value: '示范县人民法院' as never },
  { key: 'payment.bank', value: '示范银行' as never },
  { key: 'numbers.authority-mark', value: '示县执' as never },
]

/** People of a team, and the papers of their cases. */
export interface TrialPapers extends AsyncDisposable {
  readonly team: TrialTeam
  /** Begins the paper of that name in a case; its id. */
  readonly begin: (caseId: string, name: string, who?: SignedIn, pack?: string) => Promise<string>
  /** Writes fields upon what stands in them now. */
  readonly write: (id: string, values: Partial<Record<FactKey, FactValue>>, who?: SignedIn) => Promise<void>
  readonly shown: (id: string, who?: SignedIn) => ReturnType<SignedIn['showPaper']>
  /** Every officer signs their own places, and by hand who signs so, on these pages or on all. */
  readonly signed: (id: string, only?: (place: { page: number; label: string }) => boolean) => Promise<void>
}

export async function trialPapers(settings: typeof PRINTED = PRINTED): Promise<TrialPapers> {
  return papersWith(await trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...settings] }))
}

/** The same of a team that is there. */
export function papersWith(team: TrialTeam): TrialPapers {
  const { officer, colleague } = team
  const shown: TrialPapers['shown'] = (id, who = officer) => who.showPaper({ params: { id } })
  return {
    team,
    shown,
    async begin(caseId, name, who = officer, pack = PACK) {
      const body = { rule: `${pack}/paper-${name}`, key: randomUUID() }
      return (await who.beginPaper({ params: { id: caseId }, body })).id
    },
    async write(id, values, who = officer) {
      const { fields } = await shown(id, who)
      const edits = Object.entries(values).map(([field, value]) => ({
        field: field as FactKey,
        value,
        base: fields.find((one) => one.key === field)?.version ?? 0,
      }))
      await who.writePaper({ params: { id }, body: { edits } })
    },
    async signed(id, only = () => true) {
      const { frozen } = await shown(id)
      for (const place of frozen?.places ?? []) {
        if (place.mark || !only(place)) continue
        const { slot, page } = place
        if (place.how === 'hand') {
          const body = { how: 'strokes' as const, slot, page, name: '陈某', strokes: STROKES }
          await officer.signPaper({ params: { id }, body })
          continue
        }
        const who = (await shown(id, officer)).frozen?.places.some((one) => one.slot === slot && one.mine)
          ? officer
          : colleague
        const body = { how: 'password' as const, slot, pages: [page], password: who.password }
        await who.signPaper({ params: { id }, body })
      }
    },
    [Symbol.asyncDispose]: () => team[Symbol.asyncDispose](),
  }
}

/** A record of questioning of a case, typed and fixed today; its id. */
export async function fixedRecord({ team, begin, write }: TrialPapers, caseId: string): Promise<string> {
  const id = await begin(caseId, 'questioning')
  const day = team.today()
  await write(id, {
    'questioning-interval': { from: `${day} 09:00`, until: `${day} 09:40` },
    'questioning-place': '普法询问工作区',
    'questioned-person': { name: '陈某', relation: '当事人' },
    'questions-and-answers': [
      { id: 'l0', who: 'asked', text: '您叫什么名字？' },
      { id: 'l1', who: 'answered', text: '陈某。' },
    ],
    'read-back': true,
  })
  await team.officer.freezePaper({ params: { id }, body: {} })
  return id
}
