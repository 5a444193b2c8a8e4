import type { DeleteServiceRequest, DeleteServiceResponse } from '@aws-sdk/client-ecs'
import type { Handler } from '../../../wire/service.ts'
import { findCluster, findService } from '../find.ts'
import { invalid, serviceNotFound } from '../refusal.ts'
import { disturb } from './disturb.ts'
import { endServiceDeployment } from './deployment.ts'
import { showService } from './describe-services.ts'
import { wake } from './wake.ts'

/** Needs a desired count of 0 unless forced; then the service is DRAINING until its last task is gone, then INACTIVE. */
export const deleteService: Handler<DeleteServiceRequest, DeleteServiceResponse> = (input, { world }) => {
  const cluster = findCluster(world, input.cluster)
  const record = findService(world, cluster, input.service)
  const { service } = record
  if (service.status === 'INACTIVE') throw serviceNotFound()
  if (service.status === 'DRAINING') return { service: showService(world, record) }
  const scaled = service.schedulingStrategy !== 'DAEMON' && (service.desiredCount ?? 0) > 0
  if (scaled && input.force !== true)
    throw invalid('The service cannot be stopped while it is scaled above 0.')
  service.status = 'DRAINING'
  service.desiredCount = 0
  disturb(world, record)
  for (const each of record.deployments) endServiceDeployment(world, each, 'STOPPED', 'Service was deleted.')
  wake(world, record)
  return { service: showService(world, record) }
}
