import { expect, test } from 'vitest'
import { Trial } from '../trial.ts'
import { listTaskDefinitionFamilies, listTaskDefinitions } from './describe-task-definitions.ts'
import { deregisterTaskDefinition } from './retire-task-definitions.ts'

/** Families one of whose names begins with another's, and revisions whose numbers are not in the order of their text. */
function shelf(): Trial {
  const trial = new Trial()
  for (let i = 0; i < 11; i++) trial.revision('web')
  for (const family of ['web-admin', 'api', 'web2', 'web-admin']) trial.revision(family)
  trial.call(deregisterTaskDefinition, { taskDefinition: 'web:2' })
  return trial
}

const web = [1, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((revision) => `web:${revision}`)
const all = ['api:1', ...web, 'web-admin:1', 'web-admin:2', 'web2:1']

test.each([1, 2, 3, 13, 14, 100])(
  'revisions by family and number, %i a page, in both directions',
  (maxResults) => {
    const trial = shelf()
    for (const sort of ['ASC', 'DESC'] as const) {
      const found: string[] = []
      let nextToken: string | undefined
      do {
        const page = trial.call(listTaskDefinitions, { sort, maxResults, ...(nextToken && { nextToken }) })
        expect(page.taskDefinitionArns!.length).toBeLessThanOrEqual(maxResults)
        found.push(...page.taskDefinitionArns!.map((arn) => arn.split('/')[1]!))
        nextToken = page.nextToken
      } while (nextToken)
      expect(found).toEqual(sort === 'ASC' ? all : all.toReversed())
    }
  },
)

test('one family, one status; families that are new are listed at once', () => {
  const trial = shelf()
  const { taskDefinitionArns } = trial.call(listTaskDefinitions, { familyPrefix: 'web', status: 'INACTIVE' })
  expect(taskDefinitionArns!.map((arn) => arn.split('/')[1])).toEqual(['web:2'])
  expect(trial.call(listTaskDefinitionFamilies, {}).families).toEqual(['api', 'web', 'web-admin', 'web2'])
  trial.revision('batch')
  expect(trial.call(listTaskDefinitionFamilies, {}).families).toContain('batch')
})
