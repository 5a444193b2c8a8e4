import { describe, expect, it } from 'vitest'
import { cliLine, ecsConsoleUrl } from './aws-links'

describe('cliLine', () => {
  it('reads as one would type it', () => {
    expect(
      cliLine(['ecs', 'describe-services', '--cluster', 'shop-prod', '--services', 'web'], 'eu-west-1'),
    ).toBe('aws ecs describe-services --cluster shop-prod --services web --region eu-west-1')
  })
  it('gives the shell nothing to run', () => {
    expect(cliLine(['ecs', "x'; rm -rf $HOME"], 'eu-west-1')).toBe(
      `aws ecs 'x'\\''; rm -rf $HOME' --region eu-west-1`,
    )
  })
})

describe('ecsConsoleUrl', () => {
  it.each([
    ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/a?region=eu-west-1'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/ecs/v2/clusters/a?region=cn-north-1'],
    [
      'us-gov-west-1',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/ecs/v2/clusters/a?region=us-gov-west-1',
    ],
  ])('%s', (region, url) => expect(ecsConsoleUrl(region, ['clusters', 'a'])).toBe(url))
  it('encodes names', () => {
    expect(ecsConsoleUrl('eu-west-1', ['clusters', 'a/b?c'])).toContain('/clusters/a%2Fb%3Fc?')
  })
})
