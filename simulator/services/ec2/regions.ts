/** The regions of a fresh account that are enabled without opting in. */
export const regions = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]

const directions: Record<string, string> = {
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  central: 'c',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
}

/** The zone id of a zone letter: `eu-west-1` and `a` give `euw1-az1`. */
export function zoneId(region: string, letter: string): string {
  const [area = '', direction = '', number = ''] = region.split('-')
  return `${area}${directions[direction] ?? direction}${number}-az${letter.charCodeAt(0) - 96}`
}

export const zoneLetters = ['a', 'b', 'c']
