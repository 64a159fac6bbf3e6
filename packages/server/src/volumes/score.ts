import type { ScoreView } from '@liuhen/contract/volumes'
import { type JudgedBy, recordedOf, toldOf } from '@liuhen/core/case'
import type { Viewer } from '@liuhen/core/access'
import { because, type CalendarDate, dayOf, Refused } from '@liuhen/core/kernel'
import { ruleSetOn } from '@liuhen/core/packs'
import type { CaseTold } from '@liuhen/core/procedure'
import { type Deduction, type PapersTold, scoreCase, type Unsure } from '@liuhen/core/score'
import { volumeStands } from '@liuhen/core/volumes'
import type { CaseRowOf } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import { found, type Volumes } from './commands.ts'
import type { Gathered } from './gather.ts'

/** The case as a file of acts would tell it: every act that counts, with what its recordings cover. */
export function caseTold({ state }: CaseRowOf): CaseTold {
  return {
    ...toldOf(state),
    acts: state.acts
      .filter((one) => one.struck === undefined)
      .map((one) => {
        const recorded = recordedOf(one)
        return { ...one.act, ...(recorded && { recorded }) }
      }),
  }
}

/** What a case is scored by, and everything of it that is scored. */
export interface ForScore {
  readonly row: CaseRowOf
  readonly book: Book
  readonly day: CalendarDate
  readonly by: JudgedBy
  readonly told: CaseTold
  readonly papers: PapersTold
  readonly gathered: Gathered
}

/** A case and its volume as they are scored now. Throws Missing where the case may not be seen, Refused where no rules are chosen. */
export async function scoringOf(
  here: Pick<Volumes, 'db' | 'law' | 'clock'>,
  viewer: Viewer,
  id: string,
): Promise<ForScore> {
  const { row, book, gathered, volume, now } = await found(here, viewer, id)
  const day = dayOf(now)
  const ruleSet = ruleSetOn(book.ruleSet, day)
  if (ruleSet === undefined)
    throw because(Refused, 'no-rules-chosen', '本局还没有选用任何制度', 'The bureau has chosen no instruments')
  const papersOf = (code: string) =>
    gathered.lacks
      .filter((one) => one.code === code)
      .map(({ message, citation, at }) => ({
        title: message,
        message,
        citations: citation ? [citation] : [],
        ...(at?.paper !== undefined && { paper: at.paper }),
      }))
  const papers = {
    missing: [...papersOf('paper-missing'), ...papersOf('material-unconfirmed')],
    unsigned: papersOf('paper-unsigned'),
    unbound: volumeStands(volume) === 'open' && gathered.ended !== undefined,
  }
  return { row, book, day, by: { library: book.library, ruleSet }, told: caseTold(row), papers, gathered }
}

/** Scored as it stands now. Throws what {@link scoringOf} throws. */
export async function scoreView(here: Volumes, viewer: Viewer, id: string): Promise<ScoreView> {
  const { book, day, by, told, papers } = await scoringOf(here, viewer, id)
  const scored = scoreCase(by, told, day, papers)
  const cost = ({ citations, at, ...one }: Deduction | Unsure) => ({
    ...one,
    citations: citations.map((cited) => book.shelf.citationView(cited)),
    ...(at && { at }),
  })
  const { vetoes, deductions, unsure, blocks, ...head } = scored
  return {
    ...head,
    vetoes: vetoes.map(cost),
    deductions: deductions.map(cost),
    unsure: unsure.map(cost),
    blocks: [...blocks],
  }
}
