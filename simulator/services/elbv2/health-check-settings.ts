import type {
  CreateTargetGroupCommandInput,
  ModifyTargetGroupCommandInput,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { invalid } from './error.ts'

type Settings = Pick<
  TargetGroup,
  | 'HealthCheckProtocol'
  | 'HealthCheckPort'
  | 'HealthCheckEnabled'
  | 'HealthCheckIntervalSeconds'
  | 'HealthCheckTimeoutSeconds'
  | 'HealthyThresholdCount'
  | 'UnhealthyThresholdCount'
  | 'HealthCheckPath'
  | 'Matcher'
>

/** The health check of a new target group, with AWS's defaults. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
export function newHealthCheck(input: CreateTargetGroupCommandInput, protocol: string | undefined): Settings {
  const lambda = input.TargetType === 'lambda'
  const http = protocol === 'HTTP' || protocol === 'HTTPS'
  const HealthCheckProtocol = input.HealthCheckProtocol ?? (http || lambda ? 'HTTP' : 'TCP')
  const overHttp = HealthCheckProtocol === 'HTTP' || HealthCheckProtocol === 'HTTPS'
  const grpc = input.ProtocolVersion === 'GRPC'
  const settings: Settings = {
    ...(lambda ? {} : { HealthCheckProtocol, HealthCheckPort: input.HealthCheckPort ?? 'traffic-port' }),
    HealthCheckEnabled: input.HealthCheckEnabled ?? !lambda,
    HealthCheckIntervalSeconds: input.HealthCheckIntervalSeconds ?? (lambda ? 35 : 30),
    HealthCheckTimeoutSeconds:
      input.HealthCheckTimeoutSeconds ?? (lambda ? 30 : overHttp ? (http ? 5 : 6) : 10),
    HealthyThresholdCount: input.HealthyThresholdCount ?? 5,
    UnhealthyThresholdCount: input.UnhealthyThresholdCount ?? 2,
    ...(overHttp
      ? {
          HealthCheckPath: input.HealthCheckPath ?? (grpc ? '/AWS.ALB/healthcheck' : '/'),
          Matcher:
            input.Matcher ?? (grpc ? { GrpcCode: '12' } : { HttpCode: http || lambda ? '200' : '200-399' }),
        }
      : {}),
  }
  check(settings)
  return settings
}

/** The health check of a group after ModifyTargetGroup. */
export function changedHealthCheck(present: Settings, input: ModifyTargetGroupCommandInput): Settings {
  const settings: Settings = {
    HealthCheckProtocol: input.HealthCheckProtocol ?? present.HealthCheckProtocol,
    HealthCheckPort: input.HealthCheckPort ?? present.HealthCheckPort,
    HealthCheckEnabled: input.HealthCheckEnabled ?? present.HealthCheckEnabled,
    HealthCheckIntervalSeconds: input.HealthCheckIntervalSeconds ?? present.HealthCheckIntervalSeconds,
    HealthCheckTimeoutSeconds: input.HealthCheckTimeoutSeconds ?? present.HealthCheckTimeoutSeconds,
    HealthyThresholdCount: input.HealthyThresholdCount ?? present.HealthyThresholdCount,
    UnhealthyThresholdCount: input.UnhealthyThresholdCount ?? present.UnhealthyThresholdCount,
    HealthCheckPath: input.HealthCheckPath ?? present.HealthCheckPath,
    Matcher: input.Matcher ?? present.Matcher,
  }
  check(settings)
  return settings
}

function check(settings: Settings): void {
  const { HealthCheckPath, HealthCheckIntervalSeconds = 30, HealthCheckTimeoutSeconds = 5 } = settings
  within('Health check interval', HealthCheckIntervalSeconds, 5, 300)
  within('Health check timeout', HealthCheckTimeoutSeconds, 2, 120)
  within('Healthy threshold count', settings.HealthyThresholdCount, 2, 10)
  within('Unhealthy threshold count', settings.UnhealthyThresholdCount, 2, 10)
  if (HealthCheckTimeoutSeconds >= HealthCheckIntervalSeconds)
    throw invalid(
      `Health check timeout '${HealthCheckTimeoutSeconds}' must be smaller than the interval '${HealthCheckIntervalSeconds}'`,
    )
  if (HealthCheckPath !== undefined && (!HealthCheckPath.startsWith('/') || HealthCheckPath.length > 1024))
    throw invalid(`Health check path '${HealthCheckPath}' must begin with a '/' character`)
  const codes = settings.Matcher?.HttpCode
  if (codes !== undefined && !/^[2-5]\d\d([,-][2-5]\d\d)*$/.test(codes))
    throw invalid(`Health check matcher HTTP code '${codes}' must be within '200-599' inclusive`)
}

function within(what: string, value: number | undefined, low: number, high: number): void {
  if (value !== undefined && (value < low || value > high))
    throw invalid(`${what} '${value}' must be between '${low}' and '${high}' inclusive`)
}
