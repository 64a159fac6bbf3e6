const KEY = 'liuhen.sent'
/** The server remembers for a week; what is sent again after this is a new act. */
const KEPT = 3 * 86_400_000

type Sent = Record<string, { readonly id: string; readonly at: number }>

/** What could not be kept in this browser is kept until the page closes. */
const memory: Sent = {}

function read(): Sent {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Sent
  } catch {
    return {}
  }
}

function write(change: (sent: Sent) => void): void {
  const sent = read()
  for (const [name, { at }] of Object.entries(sent)) if (Date.now() - at > KEPT) delete sent[name]
  change(sent)
  try {
    localStorage.setItem(KEY, JSON.stringify(sent))
  } catch {
    // Private windows and full disks keep nothing: then a reload forgets, and the server is asked anew.
  }
}

/** Random, version 4. Not `crypto.randomUUID`, which browsers offer only over https and on this machine. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** cyrb53, so that what was typed is not kept a second time: only whether the same is sent again matters. */
function short(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (const one of text) {
    const code = one.codePointAt(0) ?? 0
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}

/**
 * The id of one act: the same while the same call has not been answered, also after the page was loaded anew, so that what
 * the server did before the line broke is not done twice. `secret` calls are not remembered beyond this page.
 */
export function idOf(
  name: string,
  call: unknown,
  secret: boolean,
): { readonly id: string; readonly answered: () => void } {
  const key = short(`${name} ${JSON.stringify(call)}`)
  const known = memory[key] ?? (secret ? undefined : read()[key])
  const id = known && Date.now() - known.at < KEPT ? known.id : freshId()
  const entry = { id, at: Date.now() }
  memory[key] = entry
  if (!secret) write((sent) => (sent[key] = entry))
  return {
    id,
    answered() {
      delete memory[key]
      if (!secret) write((sent) => delete sent[key])
    },
  }
}
