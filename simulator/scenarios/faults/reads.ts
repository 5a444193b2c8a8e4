import type { ScenarioFault } from '../../faults/fault.ts'

/** How the services of an account are asked, by the protocol family that decides their error codes. */
const families = {
  json: [
    'ecs',
    'cloudwatch',
    'application-autoscaling',
    'logs',
    'events',
    'scheduler',
    'ecr',
    'servicediscovery',
  ],
  query: ['elbv2', 'autoscaling', 'iam'],
}
const readingVerbs = ['Describe*', 'List*', 'Get*', 'Filter*']

type Trouble = Omit<ScenarioFault, 'operation'>

/** A trouble on each operation that only reads; who the caller is (STS) stays answered. */
export function onReads(trouble: Trouble, queryTrouble = trouble): ScenarioFault[] {
  return [...onReadsOf(families.json, trouble), ...onReadsOf(families.query, queryTrouble)]
}

/** A trouble on what only reads in the services named. The operations of one trouble overlap nowhere: chances stay as said. */
export function onReadsOf(services: string[], trouble: Trouble): ScenarioFault[] {
  return services.flatMap((service) =>
    readingVerbs.map((verb) => ({ operation: `${service}.${verb}`, ...trouble })),
  )
}

/** A trouble on every operation, writes and STS too. */
export function onAll(trouble: Trouble, queryTrouble: Trouble): ScenarioFault[] {
  const query = [...families.query, 'sts'].map((service) => ({ operation: `${service}.*`, ...queryTrouble }))
  return [...query, { operation: '*', ...trouble }]
}
