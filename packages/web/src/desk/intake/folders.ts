import { type Chosen, isRecording } from './declare.ts'

/** What was dropped or chosen, and how many files of a folder were left out because they are no recordings. */
export interface Picked {
  readonly files: readonly Chosen[]
  readonly left: number
}

const byPath = (a: Chosen, b: Chosen): number => a.path.localeCompare(b.path, undefined, { numeric: true })

/** Files chosen in a dialog. Of a folder, only recordings. */
export function fromInput(list: FileList): Picked {
  const all = [...list].map((file) => ({ file, path: file.webkitRelativePath || file.name }))
  const files = all.filter((one) => one.file.webkitRelativePath === '' || isRecording(one))
  return { files: files.sort(byPath), left: all.length - files.length }
}

/** Files and folders that were dropped, folders to their depths. */
export async function fromDrop(items: DataTransferItemList): Promise<Picked> {
  // The list is emptied when the event is over: every entry is taken before the first wait.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const found = await Promise.all(entries.map((entry) => within(entry)))
  const all = found.flat()
  const files = all.filter((one) => !one.path.includes('/') || isRecording(one))
  return { files: files.sort(byPath), left: all.length - files.length }
}

async function within(entry: FileSystemEntry): Promise<readonly Chosen[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ file, path: entry.fullPath.replace(/^\//, '') }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const entries: FileSystemEntry[] = []
  // A reader gives at most a hundred entries at a time, and none when it is through.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) break
    entries.push(...some)
  }
  return (await Promise.all(entries.map((one) => within(one)))).flat()
}
