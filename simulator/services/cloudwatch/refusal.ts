import { AwsError } from '../../wire/service.ts'
import { knowsStatistic } from './sample.ts'

/** CloudWatch's own refusals. */
export const validationError = (message: string) => new AwsError('ValidationError', message)
export const invalidCombination = (message: string) =>
  new AwsError('InvalidParameterCombinationException', message)
export const invalidValue = (message: string) => new AwsError('InvalidParameterValueException', message)
export const notSimulated = (what: string) => new AwsError('NotSimulated', `${what} is not simulated`)

/** Statistics that AWS has and we do not work out. */
const others = /^(IQM|(tm|wm|tc|ts|TM|WM|TC|TS|PR)[\d(].*)$/

export function checkStatistic(name: string): void {
  if (knowsStatistic(name)) return
  if (others.test(name)) throw notSimulated(`The statistic ${name}`)
  throw invalidValue(`The value ${name} for parameter Statistic is not supported.`)
}

export function checkPeriod(period: number): void {
  if (period < 1 || (period % 60 !== 0 && ![1, 5, 10, 20, 30].includes(period)))
    throw invalidValue('The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.')
}
