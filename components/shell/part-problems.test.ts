import { describe, expect, it } from 'vitest'
import { causesOf, partWords } from './part-problems'

const away = { code: 'unavailable', message: 'refused' } as const
const denied = (iamAction: string) => ({ code: 'forbidden', message: 'no', iamAction }) as const
const missing = (message: string) => ({ asOf: null, error: { code: 'unavailable' as const, message } })

describe('causesOf', () => {
  it('says nothing of parts that were read', () => {
    expect(causesOf({ tasks: { asOf: '2026-01-01T00:00:00.000Z' } })).toEqual([])
  })
  it('folds what one cause broke, and keeps the oldest time', () => {
    const causes = causesOf({
      tasks: { asOf: '2026-01-01T00:00:09.000Z', error: away },
      services: { asOf: '2026-01-01T00:00:01.000Z', error: away },
      targetHealth: { asOf: null, error: denied('elasticloadbalancing:DescribeTargetHealth') },
      scaling: { asOf: null, error: denied('application-autoscaling:DescribeScalableTargets') },
    })
    expect(causes.map(({ names, oldest }) => [names, oldest])).toEqual([
      [['tasks', 'services'], '2026-01-01T00:00:01.000Z'],
      [['targetHealth'], null],
      [['scaling'], null],
    ])
  })

  it('sets different causes of one code apart', () => {
    const causes = causesOf({
      services: missing('AWS answered ecs:ListServices with something unreadable (500).'),
      tasks: missing('AWS answered ecs:ListTasks with something unreadable (500).'),
      scaling: missing('This endpoint does not offer application-autoscaling:DescribeScalableTargets.'),
    })
    expect(causes.map(({ names }) => names)).toEqual([['services', 'tasks'], ['scaling']])
  })

  it('while AWS is out of reach speaks only of what was never read', () => {
    const causes = causesOf({
      aws: { asOf: '2026-01-01T00:00:01.000Z', error: away },
      tasks: { asOf: '2026-01-01T00:00:09.000Z', error: away },
      scaling: { asOf: null, error: away },
    })
    expect(causes.map(({ names }) => names)).toEqual([['scaling']])
  })
})

describe('partWords', () => {
  it('spells a part out', () => expect(partWords('targetHealth')).toBe('target health'))
})
