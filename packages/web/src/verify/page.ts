import { fileOf, verifyPackage } from '@liuhen/core/evidence-package'
import type { PackageCrypto, Progress, VerifyReport } from '@liuhen/core/evidence-package'
import { Failure } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import type { Companion } from './companion.ts'
import { h } from './dom.ts'
import { chosen, dropped } from './dropped.ts'
import type { Dropped } from './dropped.ts'
import { HashingThreads } from './hashing.ts'
import { keyView, sealView } from './key-view.ts'
import { checksView, meaningView, problemsView, tableView, verdictView } from './report-view.ts'
import { volumeView } from './volume-view.ts'
import type { Row, Say } from './report-view.ts'
import { given } from './sources.ts'
import type { Given } from './sources.ts'
import { isGreen, lasting, size, WORDS } from './words.ts'

type Phase =
  | { readonly is: 'waiting' }
  | { readonly is: 'reading'; readonly stop: () => void }
  | {
      readonly is: 'done'
      readonly report: VerifyReport
      readonly seconds: number
      readonly given: Given
      readonly threads: HashingThreads
    }

/** The page: what was given, what came of it, in which language. Draws itself into `root` whenever one of them changes. */
export class Page {
  readonly #root: HTMLElement
  readonly #crypto: PackageCrypto
  #companion: Companion | undefined
  /** It is not known yet what lies beside the page. */
  #isLooking = true
  #phase: Phase = { is: 'waiting' }
  #notice: Text | undefined
  #language: 'zh' | 'en' = 'zh'
  readonly #bar = h('progress', { max: '1', value: '0' })
  readonly #barWords = h('span', { class: 'muted' })

  constructor(root: HTMLElement, crypto: PackageCrypto) {
    this.#root = root
    this.#crypto = crypto
  }

  open(): void {
    this.#acceptDrops()
    this.#draw()
  }

  /** What lies beside the page, once it is known; the page does not wait for it. */
  accompany(companion: Companion | undefined): void {
    this.#companion = companion
    this.#isLooking = false
    if (this.#phase.is === 'waiting') this.#draw()
    document.documentElement.dataset['companion'] = companion === undefined ? 'none' : 'here'
  }

  readonly #say: Say = (words) => words[this.#language]

  #acceptDrops(): void {
    for (const name of ['dragover', 'dragenter'])
      document.addEventListener(name, (event) => {
        event.preventDefault()
        document.body.classList.add('over')
      })
    document.addEventListener('dragleave', () => document.body.classList.remove('over'))
    document.addEventListener('drop', (event) => {
      event.preventDefault()
      document.body.classList.remove('over')
      if (event.dataTransfer !== null) this.#take(dropped(event.dataTransfer))
    })
  }

  #take(files: Promise<readonly Dropped[]>): void {
    this.#verify(files).catch((thrown: unknown) => {
      this.#phase = { is: 'waiting' }
      this.#notice = thrown instanceof Failure ? thrown.obstacles[0]?.message : WORDS.unexpected
      this.#draw()
      if (!(thrown instanceof Failure)) throw thrown
    })
  }

  async #verify(files: Promise<readonly Dropped[]>): Promise<void> {
    this.#leave()
    const threads = new HashingThreads()
    const received = given(await files, this.#companion, threads)
    this.#notice = received.notice
    await this.#read(received, threads, [])
  }

  /** Ends what is under way and frees its threads. */
  #leave(): void {
    if (this.#phase.is === 'reading') this.#phase.stop()
    if (this.#phase.is === 'done') this.#phase.threads.close()
  }

  async #read(received: Given, threads: HashingThreads, trustedKeys: readonly string[]): Promise<void> {
    const signal = { aborted: false, reason: undefined }
    const stop = (): void => {
      signal.aborted = true
      threads.close()
    }
    const began = performance.now()
    const reading: Phase = { is: 'reading', stop }
    this.#phase = reading
    this.#bar.value = 0
    this.#barWords.textContent = ''
    this.#draw()
    const options = { trustedKeys, partial: received.partial, parallel: threads.pairs, signal }
    const onProgress = (progress: Progress): void => this.#show(progress, began)
    try {
      const report = await verifyPackage(received.source, this.#crypto, { ...options, onProgress })
      if (this.#phase !== reading) return
      this.#phase = { is: 'done', report, seconds: (performance.now() - began) / 1000, given: received, threads }
      this.#draw()
      this.#root.querySelector('h1')?.focus()
    } catch (thrown) {
      if (!signal.aborted) throw thrown
      if (this.#phase !== reading) return
      this.#phase = { is: 'waiting' }
      this.#notice = WORDS.stopped
      this.#draw()
    }
  }

  #show({ doneBytes, totalBytes, file }: Progress, began: number): void {
    const share = totalBytes === 0 ? 1 : doneBytes / totalBytes
    const seconds = (performance.now() - began) / 1000
    const left = share > 0.02 || seconds > 3 ? this.#say(lasting((seconds * (1 - share)) / Math.max(share, 1e-6))) : '…'
    this.#bar.value = share
    const remaining = this.#say({ zh: `还需约 ${left}`, en: `about ${left} left` })
    this.#barWords.textContent = `${size(doneBytes)} / ${size(totalBytes)} · ${remaining} · ${file}`
  }

  /** A key is one word: several, one under another, are as good. */
  #compare(lines: string): void {
    if (this.#phase.is !== 'done') return
    const before = this.#phase
    this.#notice = before.given.notice
    const keys = lines.split(/\s+/).filter((one) => one !== '')
    this.#read(before.given, before.threads, keys).catch((thrown: unknown) => {
      this.#phase = before
      this.#notice = thrown instanceof Failure ? WORDS.keyWrong : WORDS.unexpected
      this.#draw()
    })
  }

  #draw(): void {
    document.documentElement.lang = this.#language === 'zh' ? 'zh-CN' : 'en'
    document.title = this.#say(WORDS.title)
    const isForeign = this.#phase.is === 'done' && this.#phase.report.verdict === 'foreign'
    document.body.classList.toggle('foreign', isForeign)
    const notice = h('p', { class: 'notice', role: 'status' }, this.#notice && this.#say(this.#notice))
    notice.hidden = this.#notice === undefined
    this.#root.replaceChildren(this.#header(), this.#dropZone(), notice, ...this.#content())
  }

  #header(): HTMLElement {
    const change = (): void => {
      this.#language = this.#language === 'zh' ? 'en' : 'zh'
      this.#draw()
    }
    return h(
      'header',
      {},
      h('div', { class: 'brand' }, h('i', { 'aria-hidden': 'true' }, '痕'), this.#say(WORDS.title)),
      h('span', { class: 'muted offline' }, this.#say(WORDS.offline)),
      h('button', { class: 'link', type: 'button', click: change }, this.#say(WORDS.otherLanguage)),
    )
  }

  #dropZone(): HTMLElement {
    const isFresh = this.#phase.is === 'waiting'
    const items = this.#companion?.index.items ?? []
    const bytes = items.reduce((sum, item) => sum + fileOf(item).bytes, 0)
    const here = { zh: `${items.length} 个音像文件，${size(bytes)}`, en: `${items.length} recordings, ${size(bytes)}` }
    return h(
      'section',
      { class: isFresh ? 'drop' : 'drop small' },
      h(
        'p',
        {},
        this.#say(isFresh ? WORDS.drop : WORDS.dropAgain),
        `${this.#language === 'zh' ? '，' : ', '}${this.#say(WORDS.or)}`,
      ),
      h(
        'div',
        { class: 'choices' },
        this.#chooser('folder', this.#say(WORDS.chooseFolder), { webkitdirectory: true }),
        items.length > 0 && this.#chooser('files', this.#say(WORDS.chooseFiles), {}),
      ),
      this.#isLooking && h('p', { class: 'muted' }, this.#say(WORDS.mayHang)),
      isFresh &&
        h(
          'p',
          { class: 'muted' },
          items.length > 0 && `${this.#say(here)}${this.#language === 'zh' ? '。' : '. '}`,
          this.#say(WORDS.stays),
        ),
    )
  }

  #chooser(id: string, label: string, more: { readonly webkitdirectory?: boolean }): HTMLElement {
    const change = (event: Event): void => {
      const input = event.currentTarget
      if (input instanceof HTMLInputElement && input.files?.length) this.#take(Promise.resolve(chosen(input.files)))
    }
    const input = h('input', { type: 'file', id, class: 'hidden', multiple: true, change, ...more })
    const tone = id === 'folder' && this.#phase.is === 'waiting' ? 'btn pri' : 'btn'
    return h('span', { class: 'chooser' }, input, h('label', { for: id, class: tone }, label))
  }

  #content(): readonly (HTMLElement | '')[] {
    const phase = this.#phase
    const say = this.#say
    const waiting: readonly Row[] = (this.#companion?.index.items ?? []).map((item) => ({ item }))
    if (phase.is === 'waiting') return waiting.length > 0 ? [tableView(waiting, say)] : []
    if (phase.is === 'reading')
      return [
        h(
          'section',
          { class: 'sheet pad reading', 'aria-label': say(WORDS.reading) },
          h(
            'div',
            { class: 'spread' },
            h('b', {}, say(WORDS.reading)),
            h('button', { class: 'btn', type: 'button', click: phase.stop }, say(WORDS.stop)),
          ),
          this.#bar,
          this.#barWords,
        ),
      ]
    const { report } = phase
    const isCompared = report.key?.trust === 'outside'
    const rows = report.items.map((one): Row => ({ item: one.item, report: one, isCompared, isGreen: isGreen(report) }))
    const key = keyView(report, say, (lines) => this.#compare(lines)) ?? ''
    return [
      verdictView(report, phase.seconds, say),
      // What is to be done next stands first: until it is compared, that is the key.
      isCompared ? '' : key,
      problemsView(report, say) ?? '',
      volumeView(report, say) ?? '',
      rows.length > 0 ? tableView(rows, say) : '',
      report.items.length > 0 ? meaningView(report, say) : '',
      sealView(report, say) ?? '',
      isCompared ? key : '',
      this.#actions(report),
      checksView(report, say),
    ]
  }

  #actions(report: VerifyReport): HTMLElement {
    const save = (): void => {
      const url = URL.createObjectURL(new Blob([JSON.stringify(report, undefined, 2)], { type: 'application/json' }))
      h('a', { href: url, download: 'liuhen-verify-report.json' }).click()
      URL.revokeObjectURL(url)
    }
    return h(
      'div',
      { class: 'actions' },
      h('button', { class: 'btn', type: 'button', click: () => globalThis.print() }, this.#say(WORDS.print)),
      h('button', { class: 'btn', type: 'button', click: save }, this.#say(WORDS.save)),
      h('span', { class: 'muted' }, this.#say(WORDS.alsoRun), h('code', {}, 'sha256sum -c manifest-sha256.txt')),
    )
  }
}
