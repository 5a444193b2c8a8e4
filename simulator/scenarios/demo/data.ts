import type { RunTaskCommandInput } from '@aws-sdk/client-ecs'
import type { PutRuleCommandInput, PutTargetsCommandInput } from '@aws-sdk/client-eventbridge'
import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler'
import { ecs } from '../../services/ecs/service.ts'
import { service as events } from '../../services/events/service.ts'
import { service as scheduler } from '../../services/scheduler/service.ts'
import { act } from '../act.ts'
import { type App, createService, networkOf, registerRevision } from '../app.ts'
import { type Estate, later } from './estate.ts'
import { imageOf } from './images.ts'
import { scaleByClock } from './scaling.ts'

const cluster = 'data'

/** The data team's cluster: streams, jobs by the clock, and a task that somebody started by hand. */
export function openData(estate: Estate): void {
  const { world } = estate
  const tags = { team: 'data', env: 'prod' }
  const app = (name: string, image: string, rest: Partial<App> = {}): App => ({
    cluster,
    name,
    tags,
    image: imageOf(world, image),
    cpu: 512,
    memory: 1024,
    ...rest,
  })
  const healthCommand = 'pgrep -f worker || exit 1'
  const environment = {
    WAREHOUSE_URL: 'jdbc:postgresql://warehouse.shop.local:5432/dwh?user=etl&password=not-a-real-secret',
  }
  const services = [
    app('ingest', 'data/ingest:4.11.0', { desired: 3, healthCommand, environment }),
    app('stream-worker', 'data/stream-worker:2.5.1', { desired: 4, cpu: 1024, memory: 2048, healthCommand }),
    app('catalog', 'data/catalog:1.8.0', { desired: 1, cpu: 256, memory: 512, healthCommand }),
  ]
  for (const each of services) {
    registerRevision(world, estate, each)
    createService(world, estate, each)
  }
  scaleByClock(world, { cluster, service: 'stream-worker', min: 3, max: 6 }, { day: 6, night: 3 })
  const secrets = { WAREHOUSE_PASSWORD: estate.secrets.warehouse }
  const nightly = registerRevision(
    world,
    estate,
    app('nightly-report', 'data/nightly-report:1.9.2', { secrets, environment }),
  )
  const hourly = registerRevision(
    world,
    estate,
    app('hourly-export', 'data/hourly-export:0.7.5', { secrets }),
  )
  everyNight(estate, nightly)
  everyHour(estate, hourly)

  const backfill = registerRevision(
    world,
    estate,
    app('backfill', 'data/stream-worker:2.5.1', { environment }),
  )
  later(estate, 170, () =>
    act<RunTaskCommandInput>(world, ecs, 'RunTask', {
      cluster,
      taskDefinition: backfill,
      launchType: 'FARGATE',
      startedBy: 'data-team',
      networkConfiguration: networkOf(estate),
      overrides: {
        containerOverrides: [{ name: 'app', environment: [{ name: 'FROM_PARTITION', value: '2024-01' }] }],
      },
    }),
  )
}

/** An EventBridge rule runs a report at two in the morning, UTC; it fails each time. */
function everyNight(estate: Estate, taskDefinition: string): void {
  const { world } = estate
  act<PutRuleCommandInput>(world, events, 'PutRule', {
    Name: 'nightly-report',
    Description: 'Sales by region of the day before',
    ScheduleExpression: 'cron(0 2 * * ? *)',
  })
  act<PutTargetsCommandInput>(world, events, 'PutTargets', {
    Rule: 'nightly-report',
    Targets: [
      {
        Id: 'ecs',
        Arn: clusterArn(estate),
        RoleArn: estate.eventsRole,
        EcsParameters: {
          TaskDefinitionArn: taskDefinition,
          TaskCount: 1,
          LaunchType: 'FARGATE',
          NetworkConfiguration: eventsNetwork(estate),
        },
      },
    ],
  })
}

/** An EventBridge schedule exports the hour's sales at ten past each hour, by Dublin's clocks. */
function everyHour(estate: Estate, taskDefinition: string): void {
  act<CreateScheduleCommandInput>(estate.world, scheduler, 'CreateSchedule', {
    Name: 'hourly-export',
    Description: 'Sales of the last hour',
    ScheduleExpression: 'cron(10 * * * ? *)',
    ScheduleExpressionTimezone: 'Europe/Dublin',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: clusterArn(estate),
      RoleArn: estate.schedulerRole,
      EcsParameters: {
        TaskDefinitionArn: taskDefinition,
        TaskCount: 1,
        LaunchType: 'FARGATE',
        NetworkConfiguration: eventsNetwork(estate),
      },
    },
  })
}

const clusterArn = ({ world }: Estate) => `arn:aws:ecs:${world.region}:${world.account}:cluster/${cluster}`

const eventsNetwork = ({ privateSubnets, taskGroup }: Estate) => ({
  awsvpcConfiguration: {
    Subnets: privateSubnets,
    SecurityGroups: [taskGroup],
    AssignPublicIp: 'DISABLED' as const,
  },
})
