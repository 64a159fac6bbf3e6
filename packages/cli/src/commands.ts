import type { Manual } from './terminal/index.ts'

/** A command: its help, and the function that runs it and answers the exit status. */
export interface Command {
  readonly manual: Manual
  readonly run: (args: readonly string[]) => Promise<number>
}

/** Every command, by name, in the order help lists them. A command is loaded only when it is called. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => {
    const { startCommand, startManual } = await import('./start/index.ts')
    return { manual: startManual, run: startCommand }
  },
  serve: async () => {
    const { serveCommand, serveManual } = await import('./start/index.ts')
    return { manual: serveManual, run: serveCommand }
  },
  demo: async () => {
    const { demo, manual: demoManual } = await import('./demo/main.ts')
    return { manual: demoManual, run: demo }
  },
  dock: async () => {
    const { dockCommand, dockManual } = await import('./dock/index.ts')
    return { manual: dockManual, run: dockCommand }
  },
  clock: async () => {
    const { clockCommand, clockManual } = await import('./dock/index.ts')
    return { manual: clockManual, run: clockCommand }
  },
  verify: async () => {
    const { verify, verifyManual } = await import('./verify/index.ts')
    return { manual: verifyManual, run: verify }
  },
  draw: async () => {
    const { drawCommand, drawManual } = await import('./draw/index.ts')
    return { manual: drawManual, run: drawCommand }
  },
  audit: async () => {
    const { audit, auditManual } = await import('./audit/main.ts')
    return { manual: auditManual, run: audit }
  },
  trace: async () => {
    const { traceCommand, traceManual } = await import('./trace/index.ts')
    return { manual: traceManual, run: traceCommand }
  },
  backup: async () => {
    const { backupCommand, backupManual } = await import('./backup/index.ts')
    return { manual: backupManual, run: backupCommand }
  },
  restore: async () => {
    const { restoreCommand, restoreManual } = await import('./backup/index.ts')
    return { manual: restoreManual, run: restoreCommand }
  },
  attack: async () => {
    const { attack, attackManual } = await import('./attack/main.ts')
    return { manual: attackManual, run: attack }
  },
  'crash-test': async () => {
    const { crashTest, crashTestManual } = await import('./crash-test/index.ts')
    return { manual: crashTestManual, run: crashTest }
  },
  deadline: async () => {
    const { deadlineCommand, deadlineManual } = await import('./deadline/index.ts')
    return { manual: deadlineManual, run: deadlineCommand }
  },
  case: async () => {
    const { caseCommand, caseManual } = await import('./case/index.ts')
    return { manual: caseManual, run: caseCommand }
  },
  causes: async () => {
    const { causesCommand, causesManual } = await import('./causes/index.ts')
    return { manual: causesManual, run: causesCommand }
  },
  coverage: async () => {
    const { coverageCommand, coverageManual } = await import('./coverage/index.ts')
    return { manual: coverageManual, run: coverageCommand }
  },
  packs: async () => {
    const { packsCommand, packsManual } = await import('./packs/index.ts')
    return { manual: packsManual, run: packsCommand }
  },
  doctor: async () => {
    const { doctorCommand, doctorManual } = await import('./doctor/index.ts')
    return { manual: doctorManual, run: doctorCommand }
  },
}
