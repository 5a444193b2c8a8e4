import { notSimulated, validationError } from './refusal.ts'

/** One time series: points by epoch ms, on a period, in a window. */
export type Series = { points: Map<number, number>; periodMs: number; from: number; to: number }

type Value = number | Series | Series[]
type Scope = { find: (id: string) => Series; metrics: () => Series[] }

/**
 * Works out a metric math expression: numbers, ids, `+ - * / ^`, brackets, arrays, and the functions below.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function evaluate(expression: string, scope: Scope): Series {
  if (/^\s*SELECT\b/i.test(expression)) throw notSimulated('A Metrics Insights query')
  const reader = new Reader(expression, scope)
  const value = reader.sum()
  reader.end()
  if (typeof value === 'number' || Array.isArray(value))
    throw validationError(`Error in expression '${expression}': the result must be a single time series`)
  return value
}

/** Brackets and signs within each other; anybody's nest may be of 2,048 characters, which no call stack holds. */
const deepest = 200

class Reader {
  #tokens: string[]
  #at = 0
  #depth = 0
  #text: string
  #scope: Scope

  constructor(text: string, scope: Scope) {
    this.#text = text
    this.#scope = scope
    const tokens = text.match(/\d+(?:\.\d+)?|[A-Za-z_]\w*|"[^"]*"|'[^']*'|[-+*/^()[\],]|\S/g)
    this.#tokens = tokens ?? []
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw this.#problem()
  }

  sum(): Value {
    let left = this.#product()
    for (let op = this.#take('+', '-'); op; op = this.#take('+', '-'))
      left = combine(op, left, this.#product())
    return left
  }

  #product(): Value {
    let left = this.#power()
    for (let op = this.#take('*', '/'); op; op = this.#take('*', '/')) left = combine(op, left, this.#power())
    return left
  }

  #power(): Value {
    const base = this.#unary()
    return this.#take('^') ? combine('^', base, this.#power()) : base
  }

  #unary(): Value {
    if (++this.#depth > deepest) throw this.#problem()
    const value = this.#take('-') ? combine('*', -1, this.#unary()) : this.#atom()
    this.#depth--
    return value
  }

  #atom(): Value {
    const token = this.#tokens[this.#at++]
    if (token === undefined) throw this.#problem()
    if (/^\d/.test(token)) return Number(token)
    if (token === '(') {
      const value = this.sum()
      this.#expect(')')
      return value
    }
    if (token === '[') return this.#list(']').flatMap(toSeries)
    if (/^[a-z]/.test(token)) return this.#scope.find(token)
    if (/^[A-Z]/.test(token) && this.#take('(')) return this.#call(token)
    throw this.#problem()
  }

  #call(name: string): Value {
    if (name === 'SEARCH') throw notSimulated('The function SEARCH')
    if (name === 'METRICS') {
      this.#expect(')')
      return this.#scope.metrics()
    }
    if (name === 'FILL') {
      const series = this.sum()
      this.#expect(',')
      const repeat = this.#take('REPEAT')
      const filler = repeat ? undefined : this.sum()
      this.#expect(')')
      if (filler !== undefined && typeof filler !== 'number') throw this.#problem()
      return mapSeries(series, (each) => fill(each, filler))
    }
    const args = this.#list(')')
    const rounding = roundings[name]
    if (rounding && args.length === 1 && args[0] !== undefined) {
      const arg = args[0]
      return typeof arg === 'number' ? rounding(arg) : mapSeries(arg, (each) => mapPoints(each, rounding))
    }
    const reduce = reductions[name]
    if (reduce && args.length === 1 && args[0] !== undefined) {
      const arg = args[0]
      if (Array.isArray(arg)) return across(arg, reduce)
      if (typeof arg !== 'number') return arg.points.size > 0 ? reduce([...arg.points.values()]) : 0
    }
    throw reduce || rounding ? this.#problem() : notSimulated(`The function ${name}`)
  }

  #list(end: string): Value[] {
    const values: Value[] = []
    if (this.#take(end)) return values
    do values.push(this.sum())
    while (this.#take(','))
    this.#expect(end)
    return values
  }

  #take(...options: string[]): string | undefined {
    const token = this.#tokens[this.#at]
    if (token === undefined || !options.includes(token)) return undefined
    this.#at++
    return token
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw this.#problem()
  }

  #problem() {
    return validationError(`Error in expression '${this.#text}': Syntax error`)
  }
}

const roundings: Partial<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
}

const reductions: Partial<Record<string, (values: number[]) => number>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
}

const operations: Partial<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
}

function combine(op: string, left: Value, right: Value): Value {
  const calculate = operations[op] ?? (() => NaN)
  if (typeof left === 'number' && typeof right === 'number') return calculate(left, right)
  if (typeof right === 'number')
    return mapSeries(left, (each) => mapPoints(each, (value) => calculate(value, right)))
  if (typeof left === 'number')
    return mapSeries(right, (each) => mapPoints(each, (value) => calculate(left, value)))
  if (Array.isArray(left)) return left.flatMap((each) => toSeries(combine(op, each, right)))
  if (Array.isArray(right)) return right.flatMap((each) => toSeries(combine(op, left, each)))
  return across([left, right], ([a, b]) => calculate(a ?? NaN, b ?? NaN), true)
}

/** One series from several: at each time from the points that are there, or only where all are (`inAll`). */
function across(all: Series[], reduce: (values: number[]) => number, inAll = false): Series {
  const points = new Map<number, number>()
  for (const at of new Set(all.flatMap((series) => [...series.points.keys()]))) {
    const values = all.flatMap((series) => series.points.get(at) ?? [])
    const value = reduce(values)
    // Division by zero gives no point.
    if ((!inAll || values.length === all.length) && Number.isFinite(value)) points.set(at, value)
  }
  const first = all[0]
  return { points, periodMs: first?.periodMs ?? 60_000, from: first?.from ?? 0, to: first?.to ?? 0 }
}

function fill(series: Series, filler: number | undefined): Series {
  const points = new Map<number, number>()
  let last = filler
  for (let at = series.from; at < series.to; at += series.periodMs) {
    const value = series.points.get(at)
    if (filler === undefined && value !== undefined) last = value
    const shown = value ?? last
    if (shown !== undefined) points.set(at, shown)
  }
  return { ...series, points }
}

const toSeries = (value: Value): Series[] =>
  typeof value === 'number' ? [] : Array.isArray(value) ? value : [value]

function mapSeries(value: Value, change: (series: Series) => Series): Value {
  return typeof value === 'number' ? value : Array.isArray(value) ? value.map(change) : change(value)
}

function mapPoints(series: Series, change: (value: number) => number): Series {
  const points = [...series.points].map(([at, value]): [number, number] => [at, change(value)])
  return { ...series, points: new Map(points.filter(([, value]) => Number.isFinite(value))) }
}
