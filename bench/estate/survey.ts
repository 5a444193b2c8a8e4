import type { Simulator } from '../stage/simulator.ts'
import { countTargetGroups, type Ecs, ecsAt } from './aws.ts'

/** How much there is in one cluster. */
type ClusterSize = { services: number; running: number; stopped: number }

export type Survey = { clusters: ClusterSize[]; targetGroups: number }

/** Counts an estate through AWS's own interface. The world stands still meanwhile, so that no bucket refuses us. */
export async function surveyOf(simulator: Simulator): Promise<Survey> {
  await simulator.speed(0)
  const ecs = ecsAt(simulator.url)
  const arns = await listAll(ecs, 'ListClusters', 'clusterArns', {})
  const clusters: ClusterSize[] = []
  for (const cluster of arns) {
    const tasks = (desiredStatus: string) => listAll(ecs, 'ListTasks', 'taskArns', { cluster, desiredStatus })
    clusters.push({
      services: (await listAll(ecs, 'ListServices', 'serviceArns', { cluster })).length,
      running: (await tasks('RUNNING')).length,
      stopped: (await tasks('STOPPED')).length,
    })
  }
  const targetGroups = await countTargetGroups(simulator.url)
  await simulator.forgetCalls()
  await simulator.speed(1)
  return { clusters, targetGroups }
}

/** A service that runs and is not being deployed, found without the console, which therefore knows nothing of it yet. */
export async function quietService(simulator: Simulator): Promise<{ cluster: string; service: string }> {
  const ecs = ecsAt(simulator.url)
  for (const cluster of await listAll(ecs, 'ListClusters', 'clusterArns', {})) {
    const arns = await listAll(ecs, 'ListServices', 'serviceArns', { cluster })
    if (arns.length === 0) continue
    const { services } = await ecs('DescribeServices', { cluster, services: arns.slice(0, 10) })
    const found = (services as EcsService[]).find(
      ({ runningCount, desiredCount, deployments }) =>
        runningCount > 0 && runningCount === desiredCount && deployments.length === 1,
    )
    if (found !== undefined) return { cluster: nameOf(cluster), service: found.serviceName }
  }
  throw new Error('No service of the estate is quiet.')
}

type EcsService = {
  serviceName: string
  runningCount: number
  desiredCount: number
  deployments: unknown[]
}

const nameOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1)

async function listAll(ecs: Ecs, operation: string, member: string, input: object): Promise<string[]> {
  const found: string[] = []
  let nextToken: unknown
  do {
    const page = await ecs(operation, {
      ...input,
      maxResults: 100,
      ...(nextToken !== undefined && { nextToken }),
    })
    found.push(...(page[member] as string[]))
    nextToken = page['nextToken']
  } while (nextToken !== undefined)
  return found
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)
const pages = (count: number, size: number) => Math.max(1, Math.ceil(count / size))

/** The fewest calls of ECS that read all of an estate: one list and one description of everything, in AWS's batches. */
export function fewestEcsCalls({ clusters }: Survey): number {
  const ofClusters = pages(clusters.length, 100) + Math.ceil(clusters.length / 100)
  return (
    ofClusters +
    sum(
      clusters.map(
        ({ services, running, stopped }) =>
          // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html: 10 a call;
          // the lists give 100 a page, DescribeTasks takes 100.
          pages(services, 100) +
          Math.ceil(services / 10) +
          pages(running, 100) +
          Math.ceil(running / 100) +
          pages(stopped, 100) +
          Math.ceil(stopped / 100),
      ),
    )
  )
}

/** And of the load balancers' health: DescribeTargetHealth takes one target group a call. */
export function fewestCalls(survey: Survey): number {
  return fewestEcsCalls(survey) + survey.targetGroups
}

export const servicesIn = ({ clusters }: Survey) => sum(clusters.map(({ services }) => services))
export const tasksIn = ({ clusters }: Survey) => sum(clusters.map(({ running }) => running))
