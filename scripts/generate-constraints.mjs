// Writes simulator/wire/constraints/*.json from botocore's models (Apache-2.0): the lengths, patterns, ranges and enums
// which the SDK's schemas do not know. Run after `npx tsc -p tsconfig.build.json`, which shows what is simulated:
//   node scripts/generate-constraints.mjs <botocore's data directory>
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { format, resolveConfig } from 'prettier'
import { services } from '../build/simulator/services/registry.js'

/** Models so large that only the operations simulated are taken from them. */
const large = new Set(['ec2', 'iam', 'ssm'])

const [dataDirectory] = process.argv.slice(2)
if (!dataDirectory) {
  console.error('Say where botocore keeps its models: node scripts/generate-constraints.mjs <directory>')
  process.exit(1)
}

function readModel(name) {
  const folder = `${dataDirectory}/${name}`
  const version = readdirSync(folder).sort().at(-1)
  return JSON.parse(gunzipSync(readFileSync(`${folder}/${version}/service-2.json.gz`)).toString('utf8'))
}

function compiles(source, flags) {
  try {
    return Boolean(new RegExp(source, flags))
  } catch {
    return false
  }
}

/** A pattern in JavaScript's words, or undefined when it cannot say it. Java's and ours differ in little that is used. */
function patternOf(shape) {
  if (!shape.pattern) return undefined
  for (const flags of ['u', '']) {
    // Without `u`, \\p{L} would mean the letters p, {, L and }.
    const readable = flags === 'u' || !/\\p\{/.test(shape.pattern)
    if (readable && compiles(`^(?:${shape.pattern})$`, flags)) return shape.pattern
  }
  console.error(`left out: ${shape.pattern}`)
  return undefined
}

/** What one shape asks for, and which shapes it leads to. */
function ruleOf(shape) {
  const rule = {}
  if (shape.type === 'structure')
    rule.members = Object.fromEntries(Object.entries(shape.members).map(([k, v]) => [k, v.shape]))
  if (shape.type === 'list') rule.list = shape.member.shape
  if (shape.type === 'map') rule.map = [shape.key.shape, shape.value.shape]
  if (shape.min !== undefined) rule.min = shape.min
  if (shape.max !== undefined) rule.max = shape.max
  const pattern = patternOf(shape)
  if (pattern) rule.pattern = pattern
  if (shape.enum) rule.enum = shape.enum.join('|')
  return rule
}

const targetsOf = (rule) => [
  ...Object.values(rule.members ?? {}),
  ...(rule.list ? [rule.list] : []),
  ...(rule.map ?? []),
]
const asksItself = (rule) => ['min', 'max', 'pattern', 'enum'].some((key) => key in rule)

/** The shapes reached from the operations that ask for something, themselves or further down. */
function rulesOf(model, operations) {
  const rules = new Map()
  const reach = (name) => {
    if (rules.has(name)) return
    rules.set(name, ruleOf(model.shapes[name]))
    targetsOf(rules.get(name)).forEach(reach)
  }
  for (const operation of operations) if (operation.input) reach(operation.input.shape)
  const asking = new Set([...rules].filter(([, rule]) => asksItself(rule)).map(([name]) => name))
  for (let before = -1; before !== asking.size;) {
    before = asking.size
    for (const [name, rule] of rules)
      if (targetsOf(rule).some((target) => asking.has(target))) asking.add(name)
  }
  const kept = [...rules].filter(([name]) => asking.has(name)).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(kept.map(([name, rule]) => [name, pruned(rule, asking)]))
}

function pruned(rule, asking) {
  if (!rule.members) return rule
  return {
    ...rule,
    members: Object.fromEntries(Object.entries(rule.members).filter(([, target]) => asking.has(target))),
  }
}

for (const { name, handlers } of services) {
  const model = readModel(name)
  const taken = Object.values(model.operations).filter(
    (operation) => !large.has(name) || operation.name in handlers,
  )
  const shapes = rulesOf(model, taken)
  const inputs = taken
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, input }) => {
      return [name, input && input.shape in shapes ? input.shape : '']
    })
  const file = `simulator/wire/constraints/${name}.json`
  const text = JSON.stringify({
    apiVersion: model.metadata.apiVersion,
    operations: Object.fromEntries(inputs),
    shapes,
  })
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
}
