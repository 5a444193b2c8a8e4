/** Things that stand in a cluster: `service/{cluster}/{name}`, in the old form `service/{name}`. */
const inCluster = new Set(['service', 'task', 'container-instance'])

/**
 * The name in an ARN of ECS, or a bare name itself. All that stands behind the kind (and the cluster) is the name, so that
 * one with slashes, which AWS would not take and other endpoints may, is never mistaken for the one it ends in.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids
 */
export function nameOf(arnOrName: string): string {
  if (!arnOrName.startsWith('arn:')) return arnOrName
  const slash = arnOrName.indexOf('/')
  if (slash === -1) return arnOrName
  const kind = arnOrName.slice(arnOrName.lastIndexOf(':', slash) + 1, slash)
  const name = arnOrName.slice(slash + 1)
  return inCluster.has(kind) ? name.slice(name.indexOf('/') + 1) : name
}
