import { permits } from '@liuhen/contract'
import { setUpActs, taskActs } from '@liuhen/contract/workbench'
import { type Role, roles } from '@liuhen/core/access'
import { expect, test } from 'vitest'
import { administration, isLedTo, work } from './menu.ts'
import { places } from './workbench/things.ts'
import { words } from './workbench/words.ts'

/** Where what is of supervision is done: the server names the page with each task. */
const pagesOfSupervision: Readonly<Record<(typeof taskActs.supervision)[number], string>> = {
  enterCheck: '/supervision',
  reportRectification: '/supervision/findings',
  answerAppeal: '/supervision/findings',
  explainLiability: '/accountability',
  fillPost: '/duties',
}

test.each(Object.keys(roles) as Role[])(
  'whoever is given a task as %s finds the page where it is done in the menu',
  (role) => {
    const shown = [...work, ...administration].filter((one) => isLedTo(one, [role]))
    const isShown = (page: string): boolean => shown.some(({ to }) => to !== '/' && `${page}/`.startsWith(`${to}/`))
    const given = Object.entries(taskActs).filter(([, acts]) => acts.some((one) => permits([role], one)))
    const hidden = given.filter(
      ([kind]) => kind !== 'supervision' && !isShown(places[`${kind}Count` as keyof typeof places]),
    )
    expect(hidden.map(([kind]) => kind)).toEqual([])
    expect(taskActs.supervision.filter((one) => permits([role], one) && !isShown(pagesOfSupervision[one]))).toEqual([])
    const steps = Object.entries(setUpActs).filter(([, act]) => permits([role], act))
    expect(steps.filter(([step]) => !isShown(words.steps[step as keyof typeof words.steps][1]))).toEqual([])
  },
)
