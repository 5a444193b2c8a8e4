import { invalid } from './error.ts'
import type { Attributes } from './state.ts'

type Attribute = { Key?: string; Value?: string }

/** What a new load balancer of a type starts with. */
export function loadBalancerDefaults(type: string): Attributes {
  const shared = {
    'access_logs.s3.enabled': 'false',
    'access_logs.s3.bucket': '',
    'access_logs.s3.prefix': '',
    'deletion_protection.enabled': 'false',
    'load_balancing.cross_zone.enabled': type === 'application' ? 'true' : 'false',
    'zonal_shift.config.enabled': 'false',
  }
  if (type === 'network')
    return entries({
      ...shared,
      'ipv6.deny_all_igw_traffic': 'false',
      'dns_record.client_routing_policy': 'any_availability_zone',
    })
  return entries({
    ...shared,
    'connection_logs.s3.enabled': 'false',
    'connection_logs.s3.bucket': '',
    'connection_logs.s3.prefix': '',
    'idle_timeout.timeout_seconds': '60',
    'client_keep_alive.seconds': '3600',
    'ipv6.deny_all_igw_traffic': 'false',
    'routing.http2.enabled': 'true',
    'routing.http.drop_invalid_header_fields.enabled': 'false',
    'routing.http.xff_client_port.enabled': 'false',
    'routing.http.preserve_host_header.enabled': 'false',
    'routing.http.xff_header_processing.mode': 'append',
    'routing.http.desync_mitigation_mode': 'defensive',
    'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': 'false',
    'waf.fail_open.enabled': 'false',
  })
}

/** What a new target group of a protocol and target type starts with. */
export function targetGroupDefaults(protocol: string | undefined, targetType: string): Attributes {
  if (targetType === 'lambda') return entries({ 'lambda.multi_value_headers.enabled': 'false' })
  const http = protocol === 'HTTP' || protocol === 'HTTPS'
  const shared = {
    'deregistration_delay.timeout_seconds': '300',
    'stickiness.enabled': 'false',
    'stickiness.type': http ? 'lb_cookie' : 'source_ip',
    'load_balancing.cross_zone.enabled': 'use_load_balancer_configuration',
    'target_group_health.dns_failover.minimum_healthy_targets.count': '1',
    'target_group_health.dns_failover.minimum_healthy_targets.percentage': 'off',
    'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
    'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': 'off',
  }
  if (!http)
    return entries({
      ...shared,
      'deregistration_delay.connection_termination.enabled': 'false',
      'preserve_client_ip.enabled': targetType === 'instance' ? 'true' : 'false',
      'proxy_protocol_v2.enabled': 'false',
    })
  return entries({
    ...shared,
    'stickiness.lb_cookie.duration_seconds': '86400',
    'stickiness.app_cookie.cookie_name': '',
    'stickiness.app_cookie.duration_seconds': '86400',
    'slow_start.duration_seconds': '0',
    'load_balancing.algorithm.type': 'round_robin',
    'load_balancing.algorithm.anomaly_mitigation': 'off',
  })
}

export const listenerDefaults = (): Attributes => entries({ 'routing.http.response.server.enabled': 'true' })

/** Changes known attributes; one that this kind of resource does not have is refused, as AWS does. */
export function modifyAttributes(
  what: string,
  attributes: Attributes,
  changes: Attribute[] | undefined,
): void {
  for (const { Key = '', Value = '' } of changes ?? []) {
    const known = attributes.has(Key) || Key.startsWith('routing.http.re')
    if (!known) throw invalid(`${what} attribute key '${Key}' is not recognized`)
    if (Key === 'deregistration_delay.timeout_seconds' && !within(Value, 0, 3600))
      throw invalid(
        `Target group attribute value '${Value}' for '${Key}' must be between '0' and '3600' inclusive`,
      )
    if (Key.endsWith('.enabled') && !/^(true|false|use_load_balancer_configuration)$/.test(Value))
      throw invalid(`${what} attribute value '${Value}' for '${Key}' must be 'true' or 'false'`)
  }
  for (const { Key = '', Value = '' } of changes ?? []) attributes.set(Key, Value)
}

export function attributeList(attributes: Attributes): { Key: string; Value: string }[] {
  return [...attributes].map(([Key, Value]) => ({ Key, Value }))
}

const entries = (values: Record<string, string>): Attributes => new Map(Object.entries(values))
const within = (text: string, low: number, high: number) =>
  /^\d+$/.test(text) && Number(text) >= low && Number(text) <= high
