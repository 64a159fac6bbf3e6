import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { mediaTools } from '../packages/server/src/recordings/media/index.ts'
import type { Figure } from './measure.ts'

const run = promisify(execFile)
const root = dirname(
  createRequire(new URL('../packages/web/package.json', import.meta.url)).resolve('@vladmandic/face-api/package.json'),
)
/** The pictures that come with the model: so many pixels high at a width of 960, and where the faces of each are, as we see them. */
const PICTURES: readonly (readonly [height: number, faces: readonly (readonly [x: number, y: number])[]])[] = [
  [
    640,
    [
      [251, 235],
      [466, 258],
      [788, 160],
    ],
  ],
  [
    684,
    [
      [219, 105],
      [488, 155],
      [771, 130],
    ],
  ],
  [
    676,
    [
      [340, 224],
      [596, 156],
      [790, 224],
    ],
  ],
  [
    724,
    [
      [177, 141],
      [372, 90],
      [543, 155],
      [669, 134],
    ],
  ],
  [
    700,
    [
      [344, 300],
      [434, 120],
      [590, 160],
      [764, 270],
      [250, 556],
    ],
  ],
  [
    768,
    [
      [173, 299],
      [397, 230],
      [619, 228],
      [789, 226],
    ],
  ],
]
const [WIDTH, HEIGHT] = [960, 768]

/** What is made of each: how large it is filmed, and what spoils it. */
const MADE = [
  ['near, in good light (faces of some 100 pixels)', 1, 'null'],
  ['half as large', 0.5, 'null'],
  ['a third as large', 1 / 3, 'null'],
  ['near, dark and grainy', 1, 'eq=brightness=-0.3:contrast=0.7,noise=alls=18:allf=t'],
  ['half as large, out of focus', 0.5, 'gblur=sigma=2.5'],
  ['half as large, leaning by 30 degrees', 0.5, 'rotate'],
] as const
const LEAN = Math.PI / 6

/**
 * How many faces the model that proposes boxes misses, in footage made of the pictures that come with it, shown to it in a
 * real browser as the page of redactions does it. A face is seen where a rectangle holds its middle, each for one face alone.
 */
export async function faceFigures(): Promise<Figure[]> {
  const { ffmpeg } = await mediaTools({})
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  })
  try {
    const page = await browser.newPage()
    await page.route('http://model.invalid/**', async (route) => {
      const path = new URL(route.request().url()).pathname
      if (path === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })
      const contentType = path.endsWith('.js') ? 'text/javascript' : 'application/octet-stream'
      return route.fulfill({ contentType, body: await readFile(join(root, path)) })
    })
    await page.goto('http://model.invalid/')
    await page.evaluate(LOAD)
    const figures: Figure[] = []
    let [all, allMissed, took, pictures] = [0, 0, 0, 0]
    for (const [name, scale, spoiled] of MADE) {
      let [faces, missed, wrong] = [0, 0, 0]
      for (const [i, [height, known]] of PICTURES.entries()) {
        const [w, h] = [Math.round(WIDTH * scale), Math.round(height * scale)]
        const [left, top] = [Math.floor((WIDTH - w) / 2), Math.floor((HEIGHT - h) / 2)]
        const filter = `scale=${w}:${h},pad=${WIDTH}:${HEIGHT}:${left}:${top}:gray,${spoiled === 'rotate' ? `rotate=${LEAN}:c=gray` : spoiled}`
        const { stdout } = await run(
          ffmpeg.path,
          [
            '-v',
            'error',
            '-i',
            join(root, `demo/sample${i + 1}.jpg`),
            '-vf',
            filter,
            '-frames:v',
            '1',
            '-c:v',
            'png',
            '-f',
            'image2pipe',
            '-',
          ],
          { encoding: 'buffer', maxBuffer: 1 << 26 },
        )
        const began = performance.now()
        const seen: { x: number; y: number; width: number; height: number }[] = await page.evaluate(
          `window.faces('data:image/png;base64,${stdout.toString('base64')}')`,
        )
        took += performance.now() - began
        pictures++
        const free = new Set(seen)
        for (const [x, y] of known) {
          const [px, py] = placed(left + x * scale, top + y * scale, spoiled === 'rotate')
          const found = [...free].find(
            (one) => one.x <= px && px <= one.x + one.width && one.y <= py && py <= one.y + one.height,
          )
          if (found) free.delete(found)
          else missed++
          faces++
        }
        wrong += free.size
      }
      figures.push({
        name: `faces missed: ${name}`,
        value: `${missed} of ${faces}`,
        note: `${wrong} seen where none is`,
      })
      all += faces
      allMissed += missed
    }
    return [
      ...figures,
      {
        name: 'faces missed in all the footage made',
        value: `${allMissed} of ${all}`,
        note: `${Math.round((allMissed / all) * 100)} of 100; ${Math.round(took / pictures)} ms a picture`,
      },
    ]
  } finally {
    await browser.close()
  }
}

/** Where a point is once the picture leans about its middle. */
function placed(x: number, y: number, leans: boolean): readonly [number, number] {
  if (!leans) return [x, y]
  const [dx, dy] = [x - WIDTH / 2, y - HEIGHT / 2]
  return [WIDTH / 2 + dx * Math.cos(LEAN) - dy * Math.sin(LEAN), HEIGHT / 2 + dx * Math.sin(LEAN) + dy * Math.cos(LEAN)]
}

/** The same model with the same options as `packages/web/src/desk/redactions/faces.ts`. */
const LOAD = `(async () => {
  const api = await import('http://model.invalid/dist/face-api.esm.js')
  await api.tf.ready()
  const name = '/model/tiny_face_detector_model'
  const [{ weights }] = await (await fetch(name + '-weights_manifest.json')).json()
  const bytes = await (await fetch(name + '.bin')).arrayBuffer()
  api.nets.tinyFaceDetector.loadFromWeightMap(api.tf.io.decodeWeights(bytes, weights))
  window.faces = async (source) => {
    const picture = new Image()
    picture.src = source
    await picture.decode()
    const canvas = document.createElement('canvas')
    ;[canvas.width, canvas.height] = [picture.width, picture.height]
    canvas.getContext('2d').drawImage(picture, 0, 0)
    const options = new api.TinyFaceDetectorOptions({ inputSize: 608, scoreThreshold: 0.3 })
    return (await api.detectAllFaces(canvas, options)).map(({ box: { x, y, width, height } }) => ({ x, y, width, height }))
  }
})()`
