import type { RecordingView } from '@liuhen/contract/recordings'

export type Medium = 'video' | 'audio' | 'image' | 'none'
type Copied = Pick<RecordingView, 'derivatives'>

const viewCopy = (view: Copied) => view.derivatives.find((one) => one.kind === 'view-copy')

/** What the view copy is; `none` while there is none. */
export function mediumOf(view: Copied): Medium {
  const type = viewCopy(view)?.mediaType.split('/')[0]
  return type === 'video' || type === 'audio' || type === 'image' ? type : 'none'
}

/** Frames a second of the view copy, which are the original's own. Where nothing says so, 25 as cameras here are set. */
export function frameRateOf(view: Pick<RecordingView, 'derivatives' | 'container'>): number {
  const rate = viewCopy(view)?.parameters['frameRate']
  return typeof rate === 'number' && rate > 0 ? rate : (view.container?.video?.frameRate ?? 25)
}

/** Width by height of what is shown, upright; 16 by 9 until it is known. */
export function shapeOf(view: Copied): number {
  const { width, height } = viewCopy(view)?.parameters ?? {}
  return typeof width === 'number' && typeof height === 'number' && width > 0 && height > 0 ? width / height : 16 / 9
}

/** Whether the view copy can be heard. */
export const isHeard = (view: Copied): boolean =>
  mediumOf(view) === 'audio' || viewCopy(view)?.parameters['audio'] !== undefined
