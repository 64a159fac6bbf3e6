import type { Arrival, ArrivalBefore, Quarantined, QuarantinedBefore } from './events.ts'
import type { Claim, Provenance } from './provenance.ts'

/**
 * Events from before it was told how a file came, read as those of today: docked where they name a station, else sent in a
 * browser, whose claims about device, officer and clock then attribute nothing any more. `actor` wrote the event.
 */
export function liftArrival(body: ArrivalBefore, actor: string): Arrival {
  const { station, device, unit, officer, officerNumber, clock, identity, deviceNumber, ...rest } = body
  const docked = station !== undefined
  const says = docked && identity ? 'station' : docked ? 'file' : 'sender'
  const claims: Claim[] = [
    ...(deviceNumber === undefined
      ? []
      : [{ what: 'device' as const, says, number: deviceNumber, ...(device && { device }) } satisfies Claim]),
    ...(officer && docked ? [{ what: 'officer' as const, says: 'register', person: officer } satisfies Claim] : []),
    ...(officerNumber === undefined
      ? []
      : [
          {
            what: 'officer' as const,
            says: docked ? 'file' : 'sender',
            number: officerNumber,
            ...(officer && !docked && { person: officer }),
          } satisfies Claim,
        ]),
    ...(clock ? [{ what: 'clock' as const, says: docked ? 'station' : 'sender', clock } satisfies Claim] : []),
    ...(rest.deviceTime === undefined
      ? []
      : [{ what: 'device-time' as const, says: 'file', wall: rest.deviceTime } satisfies Claim]),
  ]
  const provenance: Provenance = {
    how: docked ? 'docked' : 'browser',
    by: docked ? `station:${station}` : actor,
    asked: docked && identity !== undefined,
    claims,
    ...(station && { station }),
    ...(unit && { unit }),
  }
  const stated = {
    ...(deviceNumber !== undefined && { deviceNumber }),
    ...(device && { device }),
    ...(unit && { unit }),
    ...(officer && { officer }),
    ...(clock && { clock }),
    ...(identity && { identity }),
  }
  return { ...rest, ...(docked && stated), provenance }
}

export function liftQuarantined(body: QuarantinedBefore, actor: string): Quarantined {
  const { declaredSha256, reason, message, ...arrival } = body
  return { ...liftArrival(arrival, actor), declaredSha256, reason, message }
}
