import { randomUUID } from 'node:crypto'
import type { ActForm } from '@liuhen/contract/cases'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { CalendarDate } from '@liuhen/core/kernel'
import type { Act, CaseFact, EvidenceKind } from '@liuhen/core/procedure'
import type { Part, People } from './people.ts'
import { samplePaper } from './sample-paper.ts'

export type Say = (zh: string, en: string) => void
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

  private constructor(people: People, both: readonly string[], id: string) {
    this.#people = people
    this.#both = both
    this.#id = id
  }

  /** Opens the case of the officer and their colleague. */
  static async open(people: People, { title, procedure, party }: Lead): Promise<Told> {
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
    return new Told(people, both, id)
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
    return id
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

  /** Stores the final report of the investigation as a sample sheet. */
  async reported(): Promise<void> {
    const officer = await this.#people.as('officer')
    await officer.fileMaterial({
      params: { id: this.#id },
      body: {
        key: randomUUID(),
        rule: 'changsha-county-2023/paper-investigation-report',
        title: '案件调查终结报告（示例）',
        author: '示例',
        on: this.#people.time.today(),
        file: samplePaper('SAMPLE paper-investigation-report').toString('base64'),
      },
    })
  }

  /** Puts the volume together: papers that the sample does not write are stored as sample sheets, and say so. */
  async filed(): Promise<void> {
    const officer = await this.#people.as('officer')
    const params = { id: this.#id }
    const { fileable, recordings, lacks } = await officer.showVolume({ params })
    for (const { rule, title, held, wanted } of fileable)
      for (let i = held; i < wanted; i++)
        await officer.fileMaterial({
          params,
          body: {
            key: randomUUID(),
            rule,
            title: `${title.zh}（示例）`,
            author: '示例',
            on: this.#people.time.today(),
            file: samplePaper(`SAMPLE ${rule.split('/')[1] ?? ''}`).toString('base64'),
          },
        })
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
