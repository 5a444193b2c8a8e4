import type {
  ContainerDefinition,
  CreateServiceRequest,
  Deployment,
  RegisterTaskDefinitionRequest,
  Service,
  Task,
} from '@aws-sdk/client-ecs'
import { AwsError, type Handler } from '../../wire/service.ts'
import { World } from '../../world.ts'
import { createCluster } from './cluster/change-clusters.ts'
import { registerInstance, type Registration } from './instance/register-instance.ts'
import { createService } from './service/create-service.ts'
import { describeServices } from './service/describe-services.ts'
import { registerTaskDefinition } from './task-definition/register-task-definition.ts'
import { describeTasks, listTasks } from './task/describe-tasks.ts'

/** A still world with one cluster `c`, for tests that look at the engine itself rather than at the wire. */
export class Trial {
  readonly world = new World(
    { account: '111122223333', region: 'eu-west-1' },
    Date.UTC(2026, 0, 5, 12),
    () => 0,
  )

  constructor(seed = 1) {
    this.world.reset(this.world.now, seed)
    this.call(createCluster, { clusterName: 'c', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] })
  }

  /** Calls a handler as the wire would. */
  call<I, O>(handler: Handler<I, O>, input: I): O {
    return handler(input, {
      world: this.world,
      operation: 'Trial',
      requestId: '00000000-0000-0000-0000-000000000000',
      accessKeyId: undefined,
    }) as O
  }

  /** The code of the error with which a call is refused, and its text. */
  refusal<I, O>(handler: Handler<I, O>, input: I): string {
    try {
      this.call(handler, input)
    } catch (error) {
      if (error instanceof AwsError) return `${error.code}: ${error.message}`
      throw error
    }
    return 'not refused'
  }

  seconds(seconds: number): void {
    this.world.advance(seconds * 1000)
  }

  /** A Fargate revision with one container `app`; `script` is its shell command. */
  revision(family: string, script = 'sleep infinity', more: Partial<ContainerDefinition> = {}): string {
    return this.register({
      family,
      cpu: '256',
      memory: '512',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      containerDefinitions: [
        {
          name: 'app',
          image: 'example/app:1',
          command: ['sh', '-c', script],
          portMappings: [{ containerPort: 80 }],
          ...more,
        },
      ],
    })
  }

  /** An EC2 revision (bridge network) that reserves CPU units and MiB. */
  hosted(family: string, cpu: number, memory: number, more: Partial<ContainerDefinition> = {}): string {
    return this.register({
      family,
      containerDefinitions: [{ name: 'app', image: 'example/app:1', cpu, memory, ...more }],
    })
  }

  register(request: RegisterTaskDefinitionRequest): string {
    return this.call(registerTaskDefinition, request).taskDefinition!.taskDefinitionArn!
  }

  instance(more: Partial<Registration> = {}) {
    return registerInstance(this.world, {
      cluster: 'c',
      instanceType: 'm5.large',
      ec2InstanceId: 'i-0123456789abcdef0',
      availabilityZone: 'eu-west-1a',
      cpu: 2048,
      memory: 4096,
      ...more,
    })
  }

  /** A service of the cluster whose task definition's family has the same name, on Fargate unless told otherwise. */
  service(serviceName: string, more: Partial<CreateServiceRequest> = {}): Service {
    const fargate = more.launchType === undefined
    return this.call(createService, {
      cluster: 'c',
      serviceName,
      taskDefinition: serviceName,
      ...(fargate && {
        launchType: 'FARGATE',
        networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-a', 'subnet-b'] } },
      }),
      ...(more.schedulingStrategy === 'DAEMON' ? {} : { desiredCount: 2 }),
      ...more,
    }).service!
  }

  look(serviceName: string): Service {
    return this.call(describeServices, { cluster: 'c', services: [serviceName] }).services![0]!
  }

  primary(serviceName: string): Deployment {
    return this.look(serviceName).deployments![0]!
  }

  /** Messages of a service's events, newest first, without its name in front. */
  events(serviceName: string): string[] {
    return this.look(serviceName).events!.map((each) => each.message!.replace(/^\(service [^)]+\) /, ''))
  }

  tasks(
    filter: { serviceName?: string; desiredStatus?: 'RUNNING' | 'STOPPED'; startedBy?: string } = {},
  ): Task[] {
    const { taskArns = [] } = this.call(listTasks, { cluster: 'c', ...filter })
    return taskArns.length ? this.call(describeTasks, { cluster: 'c', tasks: taskArns }).tasks! : []
  }
}
