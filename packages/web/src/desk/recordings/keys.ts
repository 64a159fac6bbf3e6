import { useEffect, useRef } from 'react'
import { type Text, text } from '../../words/index.ts'

/** What the keyboard does on the page of a recording. */
export type KeyAct =
  | 'toggle'
  | 'backwards'
  | 'stop'
  | 'forwards'
  | 'back'
  | 'on'
  | 'frameBack'
  | 'frameOn'
  | 'mark'
  | 'still'
  | 'previous'
  | 'next'
  | 'whole'
  | 'rotate'
  | 'mute'
  | 'softer'
  | 'louder'
  | 'help'

/** Keys as they stand on the help, each with what it does there. The order is the help's. */
export const keyboard: readonly {
  readonly key: string
  readonly shown?: Text
  readonly act: KeyAct
  readonly words: Text
}[] = [
  { key: ' ', shown: text('空格', 'Space'), act: 'toggle', words: text('播放、暂停', 'Play, pause') },
  { key: 'j', act: 'backwards', words: text('倒放，再按更快', 'Backwards; again for faster') },
  { key: 'k', act: 'stop', words: text('停住', 'Stand still') },
  { key: 'l', act: 'forwards', words: text('正放，再按更快', 'Forwards; again for faster') },
  { key: 'ArrowLeft', shown: text('←', '←'), act: 'back', words: text('退 5 秒', 'Back 5 s') },
  { key: 'ArrowRight', shown: text('→', '→'), act: 'on', words: text('进 5 秒', 'On 5 s') },
  { key: ',', act: 'frameBack', words: text('上一帧', 'One frame back') },
  { key: '.', act: 'frameOn', words: text('下一帧', 'One frame on') },
  { key: 'm', act: 'mark', words: text('在此处标记', 'Mark this moment') },
  { key: 's', act: 'still', words: text('截取这一帧', 'Take this frame as a still') },
  { key: 'p', act: 'previous', words: text('上一份音像', 'Previous recording') },
  { key: 'n', act: 'next', words: text('下一份音像', 'Next recording') },
  { key: 'f', act: 'whole', words: text('全屏，再按退出', 'Full screen; again to leave it') },
  { key: 'r', act: 'rotate', words: text('画面转 90°，只影响观看', 'Turn the picture by 90°, for viewing only') },
  { key: 'v', act: 'mute', words: text('静音、恢复声音', 'Mute, unmute') },
  { key: 'ArrowUp', shown: text('↑', '↑'), act: 'louder', words: text('全屏时调高音量', 'Louder, in full screen') },
  { key: 'ArrowDown', shown: text('↓', '↓'), act: 'softer', words: text('全屏时调低音量', 'Softer, in full screen') },
  { key: '?', act: 'help', words: text('显示这张表', 'Show this list') },
]

export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly isComposing: boolean
}

/** What a press means; nothing for a shortcut of the browser or an input method. `whole`: in full screen. */
export function actOf(press: Press, whole: boolean): KeyAct | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return undefined
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  // A Chinese keyboard writes the question mark full width.
  const act = keyboard.find((one) => one.key === (key === '？' ? '?' : key))?.act
  // Outside full screen these two scroll the page, as everywhere.
  return (act === 'louder' || act === 'softer') && !whole ? undefined : act
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input:not([type=range]), textarea, select, dialog, [role=combobox]') !== null)

/** Whether the focused element has its own use for this key: a button its space bar, a slider its arrows. */
const own = (target: EventTarget | null, key: string): boolean => {
  if (!(target instanceof HTMLElement)) return false
  if (key === ' ') return target.closest('button, a, summary') !== null
  return key.startsWith('Arrow') && target.closest('input[type=range]:not(.scrubber)') !== null
}

/** Listens wherever the page has the focus but a field or a dialog. */
export function useKeys(acts: Readonly<Record<KeyAct, () => void>>): void {
  const now = useRef(acts)
  useEffect(() => {
    now.current = acts
  }, [acts])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (typing(event.target) || own(event.target, event.key)) return
      const act = actOf(event, document.fullscreenElement !== null)
      if (act === undefined) return
      event.preventDefault()
      now.current[act]()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
