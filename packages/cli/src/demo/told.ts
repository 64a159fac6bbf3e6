import { randomUUID } from 'node:crypto'
import type { ActForm } from '@liuhen/contract/cases'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { CalendarDate } from '@liuhen/core/kernel'
import type { Act, CaseFact, EvidenceKind } from '@liuhen/core/procedure'
import { type Account, makePapers } from './papers.ts'
import type { Part, People } from './people.ts'

export type Say = (zh: string, en: string) => void
/** Where something is drawn by the log, and drawn again offline. */
export interface Drawing {
  readonly url: string
  readonly data: string
  /** The file with the log's published key. */
  readonly key: string
  readonly say: Say
  readonly line: (line: string) => void
}
export type More = Partial<Omit<ActForm, 'act' | 'key'>>

interface Lead {
  readonly title: string
  readonly procedure: 'ordinary' | 'simple'
  readonly party: string
}

interface Item {
  readonly kind: EvidenceKind
  readonly title: string
  readonly proves: string
  readonly how: string
  readonly act?: string
  readonly recording?: string
}

/** What lies in a volume, and whether it is on the disk as it was bound. */
export interface Archived {
  readonly papers: number
  readonly verified: boolean
}

/** A case as its people enter it: acts on the day it is, and approvals signed one after the other. */
export class Told {
  readonly #people: People
  readonly #both: readonly string[]
  readonly #id: string

  /** What the acts have told so far, which papers print. */
  #account: Account

  private constructor(people: People, both: readonly string[], id: string, { title, party }: Lead) {
    this.#people = people
    this.#both = both
    this.#id = id
    const facts = title.replace(/（示例）$/u, '')
    const scene = { place: '示例市示例区', at: '09:05', until: '09:40' }
    this.#account = { caseId: id, party, facts, provision: '《示例市市容管理办法（示例）》第十条', ...scene }
  }

  /** Opens the case of the officer and their colleague. */
  static async open(people: People, lead: Lead): Promise<Told> {
    const { title, procedure, party } = lead
    const both = [await people.id('officer'), await people.id('colleague')]
    const officer = await people.as('officer')
    const { id } = await officer.openCase({
      body: {
        title,
        procedure,
        party: { kind: 'citizen', name: party, born: '1983-04-11' as CalendarDate },
        colleagues: both.slice(1),
        on: people.time.today(),
        discovered: { on: people.time.today() },
        source: '检查',
        key: randomUUID(),
      },
    })
    return new Told(people, both, id, lead)
  }

  get id(): string {
    return this.#id
  }

  #form(act: Act, { on = this.#people.time.today(), ...more }: More): ActForm {
    return { act, on, key: randomUUID(), ...more }
  }

  /** Done by both officers, or by whoever else does it alone. */
  async done(act: Act, more: More = {}, who: Part = 'officer'): Promise<string> {
    const by = who === 'officer' ? { by: [...this.#both] } : {}
    const client = await this.#people.as(who)
    const { id } = await client.doAct({ params: { id: this.#id }, body: this.#form(act, { ...by, ...more }) })
    await this.#written(more)
    return id
  }

  /** The papers of what was done, made on the day of it. */
  async #written({ says, place, at, until }: More): Promise<void> {
    const { 'found-facts': facts, provision, 'fine-amount': fine } = (says ?? {}) as Readonly<Record<string, unknown>>
    this.#account = {
      ...this.#account,
      ...(typeof facts === 'string' && { facts: facts.replace(/（示例）$/u, '') }),
      ...(typeof provision === 'string' && { provision }),
      ...(typeof fine === 'number' && { fine }),
      ...(place !== undefined && { place }),
      ...(at !== undefined && until !== undefined && { at, until }),
    }
    await makePapers(this.#people, this.#account)
  }

  /** Of the outside world: nobody of the bureau did it. */
  happened(act: Act, more: More = {}): Promise<string> {
    return this.done(act, { by: [], ...more })
  }

  /** Put up for approval, and agreed to by each of these in turn. */
  async approved(act: Act, more: More, ...signers: readonly Part[]): Promise<void> {
    const officer = await this.#people.as('officer')
    const body = this.#form(act, { by: [...this.#both], ...more })
    const asked = await officer.askApproval({ params: { id: this.#id }, body })
    for (const one of signers) {
      const signer = await this.#people.as(one)
      const password = this.#people.password(one)
      await signer.signApproval({ params: { id: asked.id }, body: { opinion: 'agreed', password } })
    }
    await this.#written(more)
  }

  /** The act of that kind that was done last. */
  async last(act: Act): Promise<string> {
    const { acts } = await (await this.#people.as('officer')).showCase({ params: { id: this.#id } })
    return acts.findLast((one) => one.act === act)?.id ?? ''
  }

  async said(fact: CaseFact, is: boolean, reason: string): Promise<void> {
    const officer = await this.#people.as('officer')
    await officer.sayOfCase({ params: { id: this.#id, fact }, body: { is, reason } })
  }

  /** Ties whatever recordings there are of an act, or says why there is none; those that were tied. */
  async filmed(act: string, excuse: string): Promise<readonly string[]> {
    const officer = await this.#people.as('officer')
    const params = { id: this.#id, act }
    const proposed = (await officer.proposedForAct({ params })).filter((one) => !one.unconfirmed)
    const recordings = proposed.map((one) => one.recording)
    if (recordings.length > 0) await officer.tieToAct({ params, body: { recordings } })
    else await this.#excused(act, excuse)
    return recordings
  }

  /** Said by the officer, and confirmed by who leads the bureau. */
  async #excused(act: string, reason: string): Promise<void> {
    const params = { id: this.#id, act }
    await (await this.#people.as('officer')).excuseAct({ params, body: { reason } })
    const head = await this.#people.as('head')
    await head.judgeExcuse({ params, body: { is: true, reason: '已核实（示例）' } })
  }

  /** Entered by the officer, examined by the legal officer and found to hold in each of its qualities. */
  async proved({ how, ...item }: Item): Promise<void> {
    const evidence = randomUUID()
    const officer = await this.#people.as('officer')
    await officer.enterEvidence({
      params: { id: this.#id },
      body: {
        id: evidence,
        ...item,
        obtainedOn: this.#people.time.today(),
        obtainedHow: how,
        by: [...this.#both],
        form: 'original',
      },
    })
    this.#toExamine.push(evidence)
  }

  readonly #toExamine: string[] = []

  /** The legal officer examines each item that was entered; how many. */
  async examined(): Promise<number> {
    const legal = await this.#people.as('legal')
    for (const evidence of this.#toExamine)
      await legal.examineEvidence({
        params: { id: this.#id, evidence },
        body: { found: { authentic: true, lawful: true, relevant: true } },
      })
    return this.#toExamine.splice(0).length
  }

  /** Puts the volume together: what is on film is explained, or why it is not. */
  async filed(): Promise<void> {
    const officer = await this.#people.as('officer')
    const params = { id: this.#id }
    const { recordings, lacks } = await officer.showVolume({ params })
    for (const { recording, proves } of recordings)
      if (proves === undefined)
        await officer.proveByRecording({
          params: { id: this.#id, recording },
          body: { proves: '执法过程（示例）', method: '执法记录仪原始文件' },
        })
    for (const { code, at } of lacks)
      if (code === 'recording-missing' && at?.act !== undefined) await this.#excused(at.act, '演示中没有拍摄（示例）')
  }

  /** Puts the volume together, binds it, and has the custodian take it in. Throws with what is missing where something still is. */
  async archived(): Promise<Archived> {
    await this.filed()
    const officer = await this.#people.as('officer')
    const params = { id: this.#id }
    await this.#onDiscs()
    const { papers } = await officer.bindVolume({ params, body: { note: '示例案卷。' } })
    const keeper = await this.#people.as('section')
    await keeper.takeInVolume({ params, body: { cabinet: '示例甲柜', shelf: '1' } })
    const { verified } = await keeper.verifyVolume({ params, body: {} })
    return { papers, verified }
  }

  /** Burns what the case rests on, as its instrument wants it: on record by a person's word. */
  async #onDiscs(): Promise<void> {
    const section = await this.#people.as('section')
    const { lacks } = await section.showVolume({ params: { id: this.#id } })
    const recordings = lacks.flatMap(({ code, at }) => (code === 'disc-missing' ? (at?.recording ?? []) : []))
    if (recordings.length === 0) return
    const made = await section.makeDiscs({ body: { medium: 'dvd', recordings, purpose: '证明执法过程（示例）' } })
    for (const { id } of made)
      await section.sayDiscBurnt({
        params: { id },
        body: {
          place: '示例：案卷内',
          nextCheck: dateOf(numberOf(this.#people.time.today()) + 365),
          note: '示例：没有真的刻录',
        },
      })
  }

  /** Whether the case has come to its end. */
  async ended(): Promise<boolean> {
    const officer = await this.#people.as('officer')
    return !(await officer.showCase({ params: { id: this.#id } })).row.open
  }
}
