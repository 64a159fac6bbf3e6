import weightsAt from '@vladmandic/face-api/model/tiny_face_detector_model.bin?url'
import manifest from '@vladmandic/face-api/model/tiny_face_detector_model-weights_manifest.json'
import type { SeenAt } from '@liuhen/core/redactions'

/** A picture is looked at so often, in milliseconds. */
export const STEP = 500
/** What the model is shown is so many pixels wide, and what it is less sure of is no face. */
const [WIDTH, LOOKED_AT, SURE] = [960, 608, 0.3]

/**
 * The model, with its weights out of the package: both are asked of our own server, once, and only when somebody wants faces
 * proposed. It runs in this page; no picture leaves it.
 */
async function detector() {
  const api = await import('@vladmandic/face-api')
  const { tf, nets } = api
  // What it computes with is there later where it is the graphics card; the package's types leave that out.
  await (tf as typeof tf & { readonly ready: () => Promise<void> }).ready()
  if (!nets.tinyFaceDetector.isLoaded) {
    const weights = await (await fetch(weightsAt)).arrayBuffer()
    const [{ weights: layers } = { weights: [] }] = manifest
    nets.tinyFaceDetector.loadFromWeightMap(tf.io.decodeWeights(weights, layers as never))
  }
  const options = new api.TinyFaceDetectorOptions({ inputSize: LOOKED_AT, scoreThreshold: SURE })
  return (picture: HTMLCanvasElement) => api.detectAllFaces(picture, options)
}

const once = (target: EventTarget, name: string, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    target.addEventListener(name, () => resolve(), { once: true, signal })
    target.addEventListener('error', () => reject(new Error(`no ${name}`)), { once: true, signal })
    signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')), { once: true })
  })

/** Looks at a film picture by picture. `told` hears how far it is, from 0 to 1. Rejects when it is called off or cannot be played. */
export async function facesIn(
  source: string,
  length: number,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<readonly SeenAt[]> {
  const detect = await detector()
  const film = document.createElement('video')
  film.muted = true
  film.preload = 'auto'
  film.src = source
  await once(film, 'loadeddata', signal)
  const canvas = document.createElement('canvas')
  canvas.width = Math.min(WIDTH, film.videoWidth)
  canvas.height = Math.max(1, Math.round((canvas.width * film.videoHeight) / film.videoWidth))
  const picture = canvas.getContext('2d', { willReadFrequently: true })
  if (!picture) throw new Error('no canvas')
  const seen: SeenAt[] = []
  try {
    for (let at = 0; at < length; at += STEP) {
      signal.throwIfAborted()
      const there = once(film, 'seeked', signal)
      film.currentTime = at / 1000
      await there
      picture.drawImage(film, 0, 0, canvas.width, canvas.height)
      const found = await detect(canvas)
      seen.push({ at, faces: found.map(({ box, score }) => inThousandths(box, canvas, score)) })
      told(Math.min(1, (at + STEP) / length))
    }
  } finally {
    film.removeAttribute('src')
    film.load()
  }
  return seen
}

/** A rectangle of pixels as thousandths of the picture, as far as it lies within. */
function inThousandths(
  { x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  of: { readonly width: number; readonly height: number },
  score: number,
) {
  const within = (value: number, whole: number): number =>
    Math.round((Math.max(0, Math.min(whole, value)) / whole) * 1000)
  const [left, top] = [within(x, of.width), within(y, of.height)]
  return {
    x: Math.min(left, 990),
    y: Math.min(top, 990),
    width: Math.max(10, within(x + width, of.width) - left),
    height: Math.max(10, within(y + height, of.height) - top),
    score,
  }
}
