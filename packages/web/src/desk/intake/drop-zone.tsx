import { useState } from 'react'
import { text, useWords } from '../../words/index.ts'
import type { Chosen } from './declare.ts'
import { fromDrop, fromInput, type Picked } from './folders.ts'

const own = {
  drop: text('把文件或整个文件夹拖到这里', 'Drop files or a whole folder here'),
  kinds: text(
    'mp4 mov ts avi mkv 3gp wav mp3 aac jpg heic，大小不限；整个文件夹里不是音像的文件会跳过',
    'mp4 mov ts avi mkv 3gp wav mp3 aac jpg heic of any size; other files in a folder are skipped',
  ),
  files: text('选择文件', 'Choose files'),
  folder: text('选择文件夹', 'Choose a folder'),
  left: text(
    '跳过了 {count} 个不是音像的文件，它们仍在原处。',
    '{count} files that are no recordings were skipped and stay where they are.',
  ),
  nothing: text('里面没有音像文件。', 'There are no recordings in it.'),
  failed: text('读不到拖入的内容，请改用“选择文件”。', 'What was dropped cannot be read. Use “Choose files” instead.'),
} as const

export interface DropZoneProps {
  readonly onFiles: (files: readonly Chosen[]) => void
  /** There is a list below already. */
  readonly small: boolean
}

/** Where files come in: by dropping, or by two ordinary file fields that a keyboard reaches. */
export function DropZone({ onFiles, small }: DropZoneProps) {
  const { t } = useWords()
  const [over, setOver] = useState(false)
  const [said, setSaid] = useState<string>()
  const take = ({ files, left }: Picked) => {
    setSaid(files.length === 0 ? t(own.nothing) : left > 0 ? t(own.left, { count: left }) : undefined)
    onFiles(files)
  }
  return (
    <div
      className={['drop-zone', over && 'over', small && 'smaller'].filter(Boolean).join(' ')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        fromDrop(event.dataTransfer.items).then(take, () => setSaid(t(own.failed)))
      }}
    >
      <b>{t(own.drop)}</b>
      <span className="muted small">{t(own.kinds)}</span>
      <span className="row">
        <Pick label={t(own.files)} onPicked={take} />
        <Pick label={t(own.folder)} onPicked={take} folder />
      </span>
      {said && (
        <span className="small" role="status">
          {said}
        </span>
      )}
    </div>
  )
}

interface PickProps {
  readonly label: string
  readonly onPicked: (picked: Picked) => void
  readonly folder?: boolean
}

function Pick({ label, onPicked, folder = false }: PickProps) {
  return (
    <label className="button pick">
      {label}
      <input
        className="unseen"
        type="file"
        multiple
        // React knows it by its attribute's name only.
        {...(folder && { webkitdirectory: '' })}
        onChange={(event) => {
          if (event.target.files) onPicked(fromInput(event.target.files))
          // The same file may be chosen again after it failed.
          event.target.value = ''
        }}
      />
    </label>
  )
}
