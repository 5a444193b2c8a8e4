import type { RunTaskCommandInput, RunTaskCommandOutput } from '@aws-sdk/client-ecs'
import { ecs } from '../../services/ecs/service.ts'
import type { ClusterRecord } from '../../services/ecs/state.ts'
import { act } from '../act.ts'
import { networkOf } from '../app.ts'
import { homeName, type Ground } from './estate.ts'

/** Tasks of nobody's service, with hostile groups and starters, capacity providers and secrets in their overrides. */
export function plantVisitors({ world, foundation, plan }: Ground, home: ClusterRecord): void {
  const [groups, starters, secrets] = [
    plan.of('task group'),
    plan.of('started by'),
    plan.of('override value'),
  ]
  const [, ...providers] = home.cluster.capacityProviders ?? []
  const where = `cluster ${homeName}, a task of visitor`
  for (let i = 0; i < Math.max(groups.length, starters.length, secrets.length, providers.length); i++) {
    const [group, starter, secret] = [groups[i], starters[i], secrets[i]]
    const { tasks } = act<RunTaskCommandInput, RunTaskCommandOutput>(world, ecs, 'RunTask', {
      cluster: homeName,
      taskDefinition: 'visitor',
      launchType: 'FARGATE',
      networkConfiguration: networkOf(foundation),
      ...(secret && {
        overrides: {
          containerOverrides: [
            {
              name: 'app',
              environment: [{ name: 'TOKEN', value: plan.text(secret, 'override value', where) }],
            },
          ],
        },
      }),
    })
    const task = home.tasks.get(tasks?.[0]?.taskArn?.split('/').at(-1) ?? '')?.task
    if (!task) throw new Error('a visitor was not started')
    if (group) task.group = plan.text(group, 'task group', where)
    if (starter) task.startedBy = plan.text(starter, 'started by', where)
    if (providers[i] !== undefined) task.capacityProviderName = providers[i]
  }
}
