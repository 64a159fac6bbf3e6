import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { existsSync } from 'node:fs'
import type { PaperLayout } from '../packages/core/src/papers/index.ts'
import { typesetter } from '../packages/server/src/typesetting/index.ts'
import type { Part, Typesetter } from '../packages/server/src/typesetting/index.ts'
import { FILLINGS, SAMPLES } from '../packages/server/src/typesetting/samples.ts'
import { wordsOf } from '../packages/server/src/typesetting/trial.ts'
import { command, type Figure, timed } from './measure.ts'

/** As many papers as a case of some size has; no two alike. */
const VOLUME = 35

const papers = (count: number): readonly PaperLayout[] => {
  const samples = Object.values(SAMPLES).flatMap((sample) => FILLINGS.map((filling) => sample(filling)))
  return Array.from({ length: count }, (_, i) => {
    const layout = samples[i % samples.length]
    if (layout === undefined) throw new Error('there are no samples')
    return { ...layout, number: `安综执字〔2026〕第${String(i + 1).padStart(4, '0')}号` }
  })
}

async function volume(press: Typesetter, layouts: readonly PaperLayout[]): Promise<number> {
  const parts: Part[] = []
  for (const layout of layouts) {
    const { pdf, pages } = await press.typeset(layout)
    parts.push({ title: layout.title, pdf, pages, numbered: true })
  }
  return (await press.join(parts, { stamp: 'outer' })).pages
}

/** A volume typeset and joined, cold and warm, beside LibreOffice with the same words where it is installed; then many papers. */
export async function paperFigures(folder: string, many: number): Promise<Figure[]> {
  const layouts = papers(VOLUME)
  const begun = performance.now()
  const press = await typesetter({ papersEach: 10_000 })
  try {
    const pages = await volume(press, layouts)
    const cold = (performance.now() - begun) / 1000
    const [warm] = await timed(() => volume(press, papers(2 * VOLUME).slice(VOLUME)))
    const theirs = await libreOffice(join(folder, 'libreoffice'), layouts)
    const [all] = await timed(async () => {
      for (const layout of papers(many)) await press.typeset(layout)
    })
    const memory = press.memory / (1 << 20)
    return [
      {
        name: `volume of ${VOLUME} papers, ${pages} pages, typeset and joined, cold`,
        value: `${cold.toFixed(2)} s`,
        goal: '≤ 2 s',
      },
      {
        name: 'another, in the same process',
        value: `${warm.toFixed(2)} s`,
        goal: '≤ 0.6 s, ratio ≥ 10',
        ...(theirs === undefined
          ? { note: 'LibreOffice is not installed here' }
          : {
              ratio: theirs.together / warm,
              note: `LibreOffice, the same words alone, all in one run: ${theirs.together.toFixed(1)} s`,
            }),
      },
      ...(theirs === undefined
        ? []
        : [
            {
              name: 'the same beside a run of LibreOffice for each paper',
              value: `${warm.toFixed(2)} s`,
              ratio: (theirs.each * VOLUME) / warm,
              goal: 'ratio ≥ 10',
              note: `${theirs.each.toFixed(2)} s each, three tried`,
            },
          ]),
      {
        name: 'its processor time, however busy the machine',
        value: `${(await processorSeconds()).toFixed(2)} s`,
        note: 'of the typesetter and of qpdf, without a cage',
      },
      {
        name: `${many} papers in one process`,
        value: `${(many / all).toFixed(0)} /s`,
        note: press.walls === 'whole' ? 'in a whole cage' : `walls: ${press.walls}`,
      },
      { name: 'its memory afterwards, fonts included', value: `${memory.toFixed(0)} MiB`, goal: '≤ 300 MiB' },
    ]
  } finally {
    await press.close()
  }
}

/** What one more volume costs a warm process: of four volumes less of one. Children are counted once they have ended. */
async function processorSeconds(): Promise<number> {
  const spent = async (volumes: number): Promise<number> => {
    const before = await ofChildren()
    const press = await typesetter({ walls: 'none' })
    for (let i = 0; i < volumes; i++) await volume(press, papers((i + 1) * VOLUME).slice(i * VOLUME))
    await press.close()
    return (await ofChildren()) - before
  }
  const one = await spent(1)
  return ((await spent(4)) - one) / 3
}

/** Processor time of this process's children that have ended, in seconds: proc_pid_stat(5), in hundredths. */
async function ofChildren(): Promise<number> {
  const fields = (await readFile('/proc/self/stat', 'utf8')).replace(/^.*\) /u, '').split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}

const onPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((one) => existsSync(join(one, program)))

/** Seconds that LibreOffice takes for PDFs of the same words, in one run and with a run for each; none where it is not. */
async function libreOffice(
  folder: string,
  layouts: readonly PaperLayout[],
): Promise<{ readonly together: number; readonly each: number } | undefined> {
  if (!onPath('soffice')) return undefined
  await mkdir(folder, { recursive: true })
  const files = await Promise.all(
    layouts.map(async (layout, i) => {
      const file = join(folder, `${i}.html`)
      const words = wordsOf(layout).map((one) => `<p>${one.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
      await writeFile(file, `<meta charset="utf-8"><body style="font-family: Noto Serif CJK SC">${words.join('\n')}`)
      return file
    }),
  )
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const convert = (some: readonly string[]) =>
    command('soffice', [
      profile,
      '--headless',
      '--convert-to',
      'pdf:writer_web_pdf_Export',
      '--outdir',
      folder,
      ...some,
    ])
  // Its first run makes its settings, which is not what is measured.
  await convert(files.slice(0, 1))
  const [together] = await timed(() => convert(files))
  const some = files.slice(0, 3)
  const [apart] = await timed(async () => {
    for (const file of some) await convert([file])
  })
  return { together, each: apart / some.length }
}
