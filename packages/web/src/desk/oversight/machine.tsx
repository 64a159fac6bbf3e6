import { PageHeader } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { MachineHealth } from '../workbench/health.tsx'
import { words } from './words.ts'

/** All that a maintainer from outside sees. */
export function MachinePage() {
  const { t } = useWords()
  return (
    <>
      <PageHeader title={t(words.machine)}>{t(words.machineLead)}</PageHeader>
      <MachineHealth />
    </>
  )
}
