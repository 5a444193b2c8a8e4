import { cliLine, type CliWord } from '@/components/shell/aws-links'
import { Empty } from '@/components/ui/empty'

type NoServicesProps = { where: string; cluster: string | undefined; region: string }

/** A cluster, or an account and region, without services: what would be here, and the first step. */
export function NoServices({ where, cluster, region }: NoServicesProps) {
  return (
    <Empty title={`No services in ${where}`}>
      <p>
        A service keeps a number of copies of a task definition running. Each would stand here with its
        verdict.
      </p>
      <p className="mt-1">
        The first step:{' '}
        <code className="font-mono text-sm [overflow-wrap:anywhere]">
          {cliLine(firstService(cluster ?? 'default'), region)}
        </code>
      </p>
    </Empty>
  )
}

const firstService = (cluster: string): CliWord[] => [
  'ecs',
  'create-service',
  ['--cluster', cluster],
  ['--service-name', 'web'],
  ['--task-definition', 'web'],
  ['--desired-count', '1'],
]
