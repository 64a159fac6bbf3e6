import { because, Refused } from '@liuhen/core/kernel'
import type { RedactionPlan } from '@liuhen/core/redactions'
import type { Derivative } from './derivative.ts'
import type { ReadableProbe } from './probe.ts'
import { rendered, soundGraph } from './render.ts'
import { mediaTools, type MediaTools } from './tools.ts'
import { seen, shownSize, viewCopyPlan, viewSize } from './view-copy.ts'

/**
 * The view copy of an original with the boxes of a plan blackened and its stretches silent, into `folder`. Black, not
 * blurred: what was blurred can be guessed. The same original, plan and program give the same bytes. Throws Refused where
 * there is neither picture nor sound that moves, Malformed where it cannot be decoded.
 */
export async function redacted(
  original: string,
  probe: ReadableProbe,
  plan: RedactionPlan,
  folder: string,
  options: { readonly tools?: MediaTools; readonly onProgress?: (share: number) => void } = {},
): Promise<Derivative> {
  const video = probe.video ?? undefined
  const sounds = probe.streams.filter((one) => one.kind === 'audio')
  if (probe.kind === 'image' || (video === undefined && sounds.length === 0))
    throw because(
      Refused,
      'nothing-to-redact',
      '这份文件没有活动画面或声音，不能这样遮挡',
      'There is neither moving picture nor sound in this file to redact',
    )
  const { ffmpeg } = options.tools ?? (await mediaTools())
  const made = viewCopyPlan(probe.kind, video, sounds)
  const silent = plan.mutes.map((one) => `,volume=volume=0:${between(one)}`).join('')
  const graphs = [
    ...(video ? [`${seen(video)}${blackened(plan, viewSize(shownSize(video)))}[view]`] : []),
    ...soundGraph(sounds, silent),
  ]
  const { onProgress } = options
  return rendered(ffmpeg, {
    original,
    probe,
    graphs,
    made,
    kind: 'redacted',
    recipe: 'redacted/1',
    folder,
    ...(onProgress && { onProgress }),
  })
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)
const between = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  `enable='between(t,${seconds(from)},${seconds(to)})'`

/** One black rectangle after the other, each for as long as it lasts; rounded outwards, never inwards. */
function blackened(
  { boxes }: RedactionPlan,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  return boxes
    .map((box) => {
      const [left, top] = [Math.floor((box.x * width) / 1000), Math.floor((box.y * height) / 1000)]
      const [right, bottom] = [
        Math.min(width, Math.ceil(((box.x + box.width) * width) / 1000)),
        Math.min(height, Math.ceil(((box.y + box.height) * height) / 1000)),
      ]
      return `,drawbox=x=${left}:y=${top}:w=${right - left}:h=${bottom - top}:color=black:t=fill:${between(box)}`
    })
    .join('')
}
