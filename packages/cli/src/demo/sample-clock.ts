/**
 * Loaded into a process before its program (`--import`), so that the sample's cases can go through terms of weeks and months:
 * `Date` then tells the present moved by `LIUHEN_SAMPLE_SHIFT` milliseconds, and, where the process has a channel to the
 * demo, by what that sends. It is the demo's alone: the product has no way to be told another time, and puts each of
 * these jumps on record as it does any jump of a machine's clock.
 */
const Present = globalThis.Date
let shift = Number(process.env['LIUHEN_SAMPLE_SHIFT'] ?? 0)

const now = (): number => Present.now() + shift

globalThis.Date = new Proxy(Present, {
  construct: (target, given: unknown[], newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as object,
  apply: () => new Present(now()).toString(),
  get: (target, key, receiver): unknown => (key === 'now' ? now : Reflect.get(target, key, receiver)),
})

process.on('message', (told: { readonly sampleShift?: number }) => {
  if (told.sampleShift === undefined) return
  shift = told.sampleShift
  process.send?.({ sampleShift: shift })
})
// Listening alone must not keep a server alive that wants to end.
process.channel?.unref()
