import { parseArgs } from 'node:util'

export type Arguments = {
  /** Names of sections; all of them when none is given. */
  only: string[]
  write: boolean
  /** The estate of the sections that do not ask for one of their own. */
  scenario: string
}

/** `--only weight,tables`, `--write`, `--scenario demo`. Throws an error that says what is wrong. */
export function readArguments(args: string[], sections: readonly string[]): Arguments {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, write: { type: 'boolean' }, scenario: { type: 'string' } },
  })
  const only = (values.only ?? sections.join(',')).split(',').filter((name) => name !== '')
  const unknown = only.filter((name) => !sections.includes(name))
  if (unknown.length > 0) {
    throw new Error(`There is no section ${unknown.join(', ')}. There are: ${sections.join(', ')}.`)
  }
  return { only, write: values.write ?? false, scenario: values.scenario ?? 'large' }
}
