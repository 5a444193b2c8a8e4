import { addAutoScalingGroup } from '../../services/autoscaling/state.ts'
import { ec2, ec2Id, ec2Tags } from '../../services/ec2/state.ts'
import type { World } from '../../world.ts'
import { addNodes } from '../nodes.ts'
import type { ScenarioOptions } from '../registry.ts'
import { setAlarms } from './alarms.ts'
import { openData } from './data.ts'
import { type Estate, layEstate } from './estate.ts'
import { addImages } from './images.ts'
import { openShop } from './shop-prod.ts'
import { openStaging } from './shop-staging.ts'

const historyMs = 6 * 3_600_000

/**
 * A small company's estate that shows every state in which a service can be. It is born six hours ago and acts them
 * out, so that events, deployments, stopped tasks, metrics and logs are there at once; it goes on living for as long as
 * the world's clock runs. It is small as it is: `scale` has no say.
 */
export function demo(world: World, { seed, now }: ScenarioOptions): void {
  world.reset(now - historyMs, seed)
  addImages(world)
  const estate = layEstate(world)
  addNodeGroup(estate)
  openShop(estate)
  openStaging(estate)
  openData(estate)
  setAlarms(estate)
  world.advance(historyMs)
}

/** Three instances in an Auto Scaling group: room for the daemon, not for the image resizer. */
function addNodeGroup(estate: Estate): void {
  const { world } = estate
  const instanceIds = addNodes(world, estate, {
    cluster: 'shop-prod',
    type: 'm6i.large',
    count: 3,
    tags: { team: 'platform', env: 'prod' },
  })
  const launchTemplate = { id: ec2Id(world, 'lt', 'shop-prod-nodes'), name: 'shop-prod-nodes' }
  world.slice(ec2).launchTemplates.set(launchTemplate.id, {
    LaunchTemplateId: launchTemplate.id,
    LaunchTemplateName: launchTemplate.name,
    CreateTime: new Date(world.now),
    CreatedBy: `arn:aws:iam::${world.account}:role/deployer`,
    DefaultVersionNumber: 1,
    LatestVersionNumber: 1,
    Tags: ec2Tags({ team: 'platform' }),
  })
  addAutoScalingGroup(world, {
    name: 'shop-prod-nodes',
    min: 3,
    max: 6,
    instanceIds,
    launchTemplate,
    subnetIds: estate.privateSubnets,
    createdAt: world.now,
  })
}
