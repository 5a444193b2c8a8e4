import type { Tag } from '@aws-sdk/client-ecs'
import { invalid } from './refusal.ts'

const TAGS_MOST = 50

/**
 * Refuses tags that AWS refuses: more than 50, keys over 128 or values over 256 characters, `aws:` keys, twice the same
 * key. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html
 */
export function checkTags(tags: Tag[] | undefined, already: Tag[] = []): Tag[] {
  const keys = new Set<string>()
  for (const { key = '', value = '' } of tags ?? []) {
    if (key.length < 1 || key.length > 128) throw invalid('Tag keys must be between 1 and 128 characters.')
    if (value.length > 256) throw invalid('Tag values cannot be longer than 256 characters.')
    if (/^aws:/i.test(key)) throw invalid('Tag keys cannot begin with aws:, which is reserved for AWS use.')
    if (keys.has(key)) throw invalid(`Duplicate tag keys found: ${key}`)
    keys.add(key)
  }
  const kept = already.filter((each) => !keys.has(each.key ?? ''))
  if (kept.length + keys.size > TAGS_MOST) throw invalid('The number of tags cannot exceed 50.')
  return [...kept, ...(tags ?? []).map((each) => ({ key: each.key, value: each.value ?? '' }))]
}
