import { crashing, failingSince, failingWhenStartedAfter, outOfMemory } from '../../workloads/fleet.ts'
import type { Fate } from './fates.ts'
import { serverOf } from './images.ts'
import {
  minutesAgo,
  missingReference,
  openService,
  pushCurrent,
  rollOut,
  rollOutMissing,
  scaleTo,
  type Story,
} from './story.ts'
import { beyondRoom } from './plan.ts'

/** Plans how a service came to be and what befell it. What is fine was opened, and that is all. */
export function planStory(story: Story): void {
  const { world } = story.estate
  const { deployedAt, desired } = story.plan
  const server = serverOf(story.plan)
  /** Opened long ago with so many tasks; then, between so many minutes ago, something happened. */
  const since = ([least, most]: [number, number], happen: () => void, tasks = desired) => {
    openAt(story, deployedAt, tasks)
    world.at(minutesAgo(story, least, most), happen)
  }
  const stories: Record<Fate, () => void> = {
    fine: () => openAt(story, deployedAt, desired),
    'scaled-to-zero': () => openAt(story, deployedAt, desired),
    crashing: () => since([90, 400], () => rollOut(story, crashing(server))),
    'out-of-memory': () => since([90, 400], () => rollOut(story, outOfMemory(server))),
    'release-missing': () => since([120, 1200], () => rollOutMissing(story)),
    'no-room': () => since([60, 1200], () => scaleTo(story, desired), desired - beyondRoom),
    deploying: () => since([0.1, 1.1], () => rollOut(story)),
    'image-missing': () => {
      story.app.image = missingReference(story)
      world.at(deployedAt, () => openService(story, desired))
    },
    // What happens to these two is in their images: when it began, and to which of their tasks.
    'failing-checks': () => {
      const began = minutesAgo(story, 60, 300)
      openAt(story, deployedAt, desired, failingSince(server, began))
    },
    'partly-unhealthy': () => {
      const began = minutesAgo(story, 15, 55)
      const fresh = desired < 5 ? 1 : 2
      openAt(story, deployedAt, desired - fresh, failingWhenStartedAfter(server, began))
      world.at(began, () => scaleTo(story, desired))
    },
  }
  stories[story.plan.fate]()
}

function openAt(story: Story, at: number, tasks: number, behaviour?: Parameters<typeof rollOut>[1]): void {
  story.estate.world.at(at, () => {
    pushCurrent(story, behaviour)
    openService(story, tasks)
  })
}
