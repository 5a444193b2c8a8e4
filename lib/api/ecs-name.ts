/** Names of clusters, services and families: CreateCluster, CreateService, RegisterTaskDefinition in the ECS API reference. */
export const ecsNamePattern = /^[a-zA-Z0-9_-]{1,255}$/

/** Whether AWS could have a cluster, service or family of this name; other endpoints have others, which no path leads to. */
export function isEcsName(text: string): boolean {
  return ecsNamePattern.test(text)
}
