import { isOf, hasShape, followsClock, isRedactionRow } from './events.ts'
import type { Opened } from './events.ts'
import type { Members } from './json.ts'
import { VIEW } from './shapes.ts'

/** Whether the events of an item are of their kinds, in their order, and say what the index says. */
export function agrees(item: Members, events: readonly Opened[], isOld: boolean): boolean {
  const [first, ...further] = events as readonly [Opened, ...Opened[]]
  const isKind = isOld ? first.kind === 'RecordingPreserved/1' : /^RecordingPreserved\/[12]$/.test(first.kind)
  const isRow = further.every(
    (one, i) =>
      one.stream === first.stream &&
      !one.kind.startsWith('RecordingPreserved/') &&
      one.version > (events[i] as Opened).version,
  )
  if (!isKind || !isRow || !events.every(hasShape)) return false
  const last = (kind: string): Members | undefined => events.findLast((one) => isOf(one, kind))?.body
  const [came, read, timed, noted] = ['RecordingPreserved', 'ContainerRead', 'TimesFound', 'OfficerAnnotated'].map(last)
  const [device, clock, officer] = ['device', 'clock', 'officer'].map((name) => item[name] as Members | undefined)
  const measured = came?.['clock'] as Members | undefined
  const pairs: unknown[][] = [
    [`recording:${String(item['recording'])}`, first.stream],
    [item['preservedAt'], first.at],
    ...['sha256', 'sm3', 'bytes', 'fileName', 'deviceTime'].map((name) => [item[name], came?.[name]]),
    [device?.['number'], came?.['deviceNumber']],
    [clock?.['offset'], measured?.['offset']],
    [clock?.['error'], measured?.['error']],
  ]
  if (isOld) pairs.push([followsClock(item), true])
  else {
    const [declared, decoded] = [read?.['duration'], last('RecordingDecoded')?.['duration']]
    const isDeclared = decoded === undefined || Math.abs(Number(decoded) - Number(declared)) <= 500
    const length = isDeclared ? declared : decoded
    const source = (timed?.['reading'] as Members | undefined)?.['source']
    const isLeftOut =
      ['arrival', 'saved', 'modified'].includes(String(source)) &&
      item['correctedTime'] === undefined &&
      item['timeError'] === undefined
    const isPossible = timed?.['impossible'] === undefined && !isLeftOut
    const views = (all: readonly Members[]): string =>
      all
        .map((one) => JSON.stringify(VIEW.map((name) => one[name])))
        .sort()
        .join()
    pairs.push(
      [device?.['model'], device && read?.['model']],
      [officer?.['id'], (noted ?? {})['officer'] ?? last('ProvenanceConfirmed')?.['officer'] ?? came?.['officer']],
      [item['correctedTime'], isPossible ? timed?.['start'] : undefined],
      [item['timeError'], isPossible ? timed?.['error'] : undefined],
      [item['durationSeconds'], typeof length === 'number' ? length / 1000 : undefined],
      [
        views(item['views'] as readonly Members[]),
        views(events.filter((one) => isOf(one, 'DerivativeMade')).map((one) => one.body)),
      ],
    )
  }
  return pairs.every(([said, sealed]) => said === sealed)
}

/** What the three events of a redacted copy say was rendered, when they are of their kinds and say what the index says. */
export function renderedOf(item: Members, events: readonly Opened[]): Members | undefined {
  if (!isRedactionRow(events)) return undefined
  const [first, , approved] = events as readonly [Opened, Opened, Opened]
  const said = item['redacted'] as Members
  const same = ['bytes', 'sha256', 'sm3', 'tool', 'recipe'].every((name) => said[name] === first.body[name])
  const isOfIt =
    same &&
    first.stream === `redaction:${String(said['redaction'])}` &&
    first.body['original'] === item['sha256'] &&
    said['approvedAt'] === approved.at
  return isOfIt ? first.body : undefined
}
