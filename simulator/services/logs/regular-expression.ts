import { invalidParameter } from './state.ts'

/** The expression between the percent signs of a filter pattern. */
export function regularExpression(source: string): RegExp {
  try {
    return new RegExp(source)
  } catch {
    throw invalidParameter('Invalid filter pattern')
  }
}
