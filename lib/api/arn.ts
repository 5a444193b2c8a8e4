/**
 * The name in an ARN of ECS, or a bare name itself. All that stands behind the kind (and, for a service, its cluster) is
 * the name, so that one with slashes, which AWS would not take and other endpoints may, is never mistaken for the one it
 * ends in. What ECS names itself, a task or a container instance, has its id at the end.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids
 */
export function nameOf(arnOrName: string): string {
  if (!arnOrName.startsWith('arn:')) return arnOrName
  const slash = arnOrName.indexOf('/')
  if (slash === -1) return arnOrName
  const kind = arnOrName.slice(arnOrName.lastIndexOf(':', slash) + 1, slash)
  const name = arnOrName.slice(slash + 1)
  if (kind === 'task' || kind === 'container-instance') return name.slice(name.lastIndexOf('/') + 1)
  // In the old form of its ARN a service stands without its cluster.
  return kind === 'service' ? name.slice(name.indexOf('/') + 1) : name
}
