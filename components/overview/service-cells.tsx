import { AppLink } from '@/components/shell/app-link'
import type { Place } from '@/components/shell/places'
import { useProvenTally } from '@/components/health/aged'
import { levelInk, levelWash } from '@/components/health/level-colour'
import { LevelIcon } from '@/components/health/level-icon'
import { servicesPath } from '@/components/service/services-path'
import { classes } from '@/components/ui/format'
import { pathOf } from '@/lib/api/paths'
import { levels, levelWords, type Level } from '@/lib/health/contract'
import { totalOf, type Tally } from '@/lib/health/tally'
import type { ServiceCell as Cell } from '@/lib/cluster/contract'
import { ServiceCell } from './service-cell'

type ServiceCellsProps = {
  place: Place
  cluster: string
  /** The worst, or all. */
  cells: readonly Cell[]
  /** Of all services of the cluster. */
  tally: Tally
}

/**
 * One cell a service, worst first. Of a large cluster only the worst have one; a chip for each level then stands for the
 * rest and leads to them.
 */
export function ServiceCells({ place, cluster, cells, tally }: ServiceCellsProps) {
  const proven = useProvenTally(tally)
  const rest = totalOf(tally) - cells.length
  return (
    <ul className="flex flex-wrap gap-1.5" aria-label={`Services of ${cluster}`}>
      {cells.map(({ name, level, because }) => (
        <li key={name} className="min-w-0">
          <ServiceCell
            href={pathOf('/{account}/{region}/clusters/{cluster}/services/{service}', {
              ...place,
              cluster,
              service: name,
            })}
            name={name}
            level={level}
            because={because}
          />
        </li>
      ))}
      {rest > 0 &&
        levels
          .filter((level) => restAt(level, cells, proven) > 0)
          .map((level) => (
            <li key={level}>
              <LevelChip
                href={servicesPath(place, `status:${level}`, cluster)}
                level={level}
                count={restAt(level, cells, proven)}
              />
            </li>
          ))}
    </ul>
  )
}

function restAt(level: Level, cells: readonly Cell[], tally: Tally): number {
  return (tally[level] ?? 0) - cells.filter((cell) => cell.level === level).length
}

/** "+ 940 healthy". */
function LevelChip({ href, level, count }: { href: string; level: Level; count: number }) {
  return (
    <AppLink
      href={href}
      className={classes(
        'inline-flex h-7 items-center gap-1.5 rounded border border-dashed border-line px-2 hover:border-edge',
        levelWash[level],
      )}
    >
      <span className={levelInk[level]}>
        <LevelIcon level={level} className="size-3.5" />
      </span>
      <span className="tabular">
        + {count} {levelWords[level].toLowerCase()}
      </span>
    </AppLink>
  )
}
