/** One target's health as ELBv2 tells it; `state` is ELBv2's own word, kept verbatim when unknown to us. */
export type TargetHealth = {
  targetGroupArn: string
  targetGroupName: string
  targetId: string
  port: number | null
  state: string
  reason: string | null
  description: string | null
}

/** A target group behind a service, with what its health check asks for. */
export type TargetGroup = {
  arn: string
  name: string
  containerName: string | null
  containerPort: number | null
  protocol: string | null
  port: number | null
  targetType: string | null
  healthCheck: {
    protocol: string | null
    path: string | null
    port: string | null
    matcher: string | null
  } | null
  /** Of the targets that are not being drained; null when their health could not be read. */
  healthy: number | null
  /** Those that fail their checks; the rest are being checked for the first time, or nobody checks them. */
  unhealthy: number | null
  total: number | null
}

/** Where clients reach a service: a load balancer's name, port and the path of the rule that leads to it. */
export type Address = {
  url: string
  host: string
  port: number
  path: string | null
  scheme: string | null
  loadBalancerArn: string
}
