import { hash } from '../../random.ts'
import { keyOf, type ServicePlan } from './service-plan.ts'

/** A copy in an order that the seed and the purpose fix, and that has nothing to do with names or clusters. */
export function shuffled(seed: number, purpose: string, services: readonly ServicePlan[]): ServicePlan[] {
  const marked = services.map((each) => ({ each, mark: hash(seed, purpose, keyOf(each)) }))
  return marked.sort((a, b) => a.mark - b.mark).map(({ each }) => each)
}
