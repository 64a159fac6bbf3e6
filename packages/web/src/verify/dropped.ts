/** A file the person gave, with its path inside what was dropped or chosen. */
export interface Dropped {
  readonly path: string
  readonly file: File
}

/** Files chosen with an input, one by one or as a folder. */
export const chosen = (files: FileList | null): readonly Dropped[] =>
  [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))

/** Everything inside what was dropped. Entries must be taken before the drop event ends. */
export async function dropped(transfer: DataTransfer): Promise<readonly Dropped[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return chosen(transfer.files)
  return (await Promise.all(entries.map(inside))).flat()
}

async function inside(entry: FileSystemEntry): Promise<readonly Dropped[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    return [{ path: entry.fullPath.replace(/^\//, ''), file }]
  }
  if (!isFolder(entry)) return []
  const reader = entry.createReader()
  const found: Dropped[] = []
  // A reader gives at most a hundred entries at a time, and none when it is done.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return found
    for (const one of some) found.push(...(await inside(one)))
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
