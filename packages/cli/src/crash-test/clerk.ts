import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Client, createClient, ProblemError } from '@liuhen/contract'
import type { ActForm } from '@liuhen/contract/cases'
import { type CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import type { Act } from '@liuhen/core/procedure'
import { TEAM_PASSWORD } from './bureau.ts'
import type { Team } from './bureau.ts'

/** Where the server is now, waiting while there is none. */
export interface Desk {
  url(): Promise<string>
  /** Something was acknowledged. */
  progressed(): void
}

/** What the server acknowledged of cases: what is not there afterwards, or is there twice, is a fault. */
export class Acknowledged {
  readonly cases: string[] = []
  readonly acts: { readonly case: string; readonly act: string }[] = []
  readonly approvals: string[] = []
  readonly signatures: { readonly approval: string; readonly by: string }[] = []
  /** Sent again, since no answer had come. */
  again = 0
  /** Looked for after a restart, and not there once. */
  readonly missed: string[] = []

  get count(): number {
    return this.cases.length + this.acts.length + this.approvals.length + this.signatures.length
  }
}

type Who = keyof Team
type More = Partial<Omit<ActForm, 'act' | 'key'>>

const FILED = { jurisdiction: true, 'penalty-due': true, 'suspected-provision': '某条例第十条' }
const SHOWN = { 'certificate-shown': true, 'rights-told': true, 'pages-signed': true }
/** In their order; the last enters what is approved. */
const SIGNERS = ['legal', 'leader', 'head'] as const
/** Sends again after so many milliseconds. */
const POLL = 25

/**
 * Opens case after case, each with a filing that three sign one after the other, whatever happens to the server meanwhile:
 * what got no answer is sent again under the key it had. Goes on until told that it is enough, and finishes its last case.
 */
export class Clerk {
  readonly #desk: Desk
  readonly #team: Team
  readonly #seen: Acknowledged
  #minutes = 0

  constructor(desk: Desk, team: Team, seen: Acknowledged) {
    this.#desk = desk
    this.#team = team
    this.#seen = seen
  }

  async work(enough: AbortSignal): Promise<void> {
    while (!enough.aborted) await this.#oneCase()
  }

  async #oneCase(): Promise<void> {
    const key = randomUUID()
    const on = dayOf(instantOf(Date.now() - 86_400_000))
    const lead = {
      title: '占道堆放（试验）',
      procedure: 'ordinary' as const,
      source: '检查',
      key,
      on,
      discovered: { on },
    }
    const party = { kind: 'citizen' as const, name: '钱某', born: '1990-01-01' as CalendarDate }
    const colleagues = [this.#team.colleague.id]
    await this.#send('officer', (call) => call.openCase({ body: { ...lead, party, colleagues } }))
    this.#seen.cases.push(key)
    await this.#act(key, 'violation-ended', { on, by: [] })
    const by = [this.#team.officer.id, this.#team.colleague.id]
    // All in one place: the same people are not in two at once.
    await this.#act(key, 'site-inspected', { on, by, ...this.#minute(), place: '试验路', says: SHOWN })
    await this.#filed(key)
  }

  /** The next minute of the day, and the day begins again. */
  #minute(): { readonly at: string; readonly until: string } {
    const clock = (minute: number): string =>
      [Math.floor(minute / 60), minute % 60].map((one) => String(one).padStart(2, '0')).join(':')
    const minute = this.#minutes++ % (24 * 60 - 1)
    return { at: clock(minute), until: clock(minute + 1) }
  }

  async #act(id: string, act: Act, more: More): Promise<void> {
    const body = { act, key: randomUUID(), ...more } as ActForm
    await this.#send('officer', (call) => call.doAct({ params: { id }, body }))
    this.#seen.acts.push({ case: id, act: body.key })
    // A page that has its answer and was cut off from it sends the same again, too.
    if (this.#seen.acts.length % 3 === 0) await this.#send('officer', (call) => call.doAct({ params: { id }, body }))
  }

  /** The last signature enters the act: there is no moment at which one is there and not the other. */
  async #filed(id: string): Promise<void> {
    const key = randomUUID()
    const body = { act: 'case-filed' as const, key, on: dayOf(instantOf(Date.now())), says: FILED }
    await this.#send('officer', (call) => call.askApproval({ params: { id }, body }))
    this.#seen.approvals.push(key)
    for (const who of SIGNERS) {
      const isDone = await this.#sign(id, key, who)
      if (isDone !== (who === SIGNERS.at(-1))) this.#seen.missed.push(`signature of ${who} on ${key}: done ${isDone}`)
      this.#seen.signatures.push({ approval: key, by: this.#team[who].id })
    }
  }

  /** Whether it entered the act. A signature bears no key: whether one that got no answer was taken is to be seen. */
  async #sign(id: string, key: string, who: Who): Promise<boolean> {
    let broken = false
    return this.#send(who, async (call) => {
      if (broken) {
        const { approvals } = await call.showCase({ params: { id } })
        const asked = approvals.find((one) => one.id === key)
        if (asked?.chain.some((one) => one.signed?.by === this.#team[who].name)) return asked.done === true
      }
      broken = true
      const body = { opinion: 'agreed', password: TEAM_PASSWORD } as const
      return (await call.signApproval({ params: { id: key }, body })).done
    })
  }

  /** Asks until there is an answer. Throws what no server should say. */
  async #send<Reply>(who: Who, ask: (call: Client) => Promise<Reply>): Promise<Reply> {
    for (let first = true; ; first = false) {
      try {
        const url = await this.#desk.url()
        const call = this.#as(who, url)
        if (!first) {
          this.#seen.again++
          await this.#lookFor(call)
        }
        const reply = await ask(call)
        this.#desk.progressed()
        return reply
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        const { status } = error.problem
        if (status !== 0 && status < 500) throw error
        await pause(POLL)
      }
    }
  }

  /** After a restart: the case that is being worked on has each act that was acknowledged once. */
  async #lookFor(call: Client): Promise<void> {
    const id = this.#seen.acts.at(-1)?.case
    if (id === undefined) return
    const { acts } = await call.showCase({ params: { id } })
    for (const one of this.#seen.acts.filter((each) => each.case === id)) {
      const times = acts.filter((act) => act.id === one.act).length
      if (times !== 1) this.#seen.missed.push(`act ${one.act} of case ${id} was there ${times} times after a restart`)
    }
  }

  #as(who: Who, url: string): Client {
    const { cookie } = this.#team[who]
    const send: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(30_000) })
    return createClient(url, send, () => ({ cookie }))
  }
}
