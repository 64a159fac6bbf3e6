import type { AgendaClock } from '@liuhen/contract/agenda'
import { beijing } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { useLeft } from '../cases/left.ts'
import { words } from './words.ts'

/** The hour of a clock that ends within a day, before what it is. */
export const hourOf = ({ last, left }: AgendaClock): string =>
  left.counted.length === 1 && left.counted[0] === 'hour' ? `${beijing(last).slice(11, 16)} ` : ''

/** Clocks in words: how much is left, what it is, of which case, in whose hands. */
export function Clocks({
  clocks,
  dated = false,
}: {
  readonly clocks: readonly AgendaClock[]
  readonly dated?: boolean
}) {
  const { t } = useWords()
  const leftIn = useLeft()
  return (
    <ul className="agenda-clocks">
      {clocks.map((one) => {
        const { says, how, soon } = leftIn(one.last, one.left)
        const tone = one.overdue ? 'zhu' : soon ? 'zhe' : 'muted'
        return (
          <li key={one.key}>
            <span className={tone} title={how}>
              {says}
            </span>
            <span>
              <Link to="/cases/$id" params={{ id: one.case.id }}>
                <b>
                  {hourOf(one)}
                  {t(one.title)}
                </b>{' '}
                {one.case.title}
              </Link>{' '}
              {one.provisional && <Tag tone="zhe">{t(words.provisional)}</Tag>}
              <span className="muted small block">
                {[dated && t(words.lateSince, { day: one.day }), one.unit, one.officers.join('、')]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
